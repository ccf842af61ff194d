use super::*;
use crate::decide::{Known, Layers};
use crate::policy::{Principal, Principals, Statement};
use crate::prove::{equivalent, no_new_access, not_granted, not_granted_within};

fn everything() -> Policy {
    Policy::new([Statement::allow(["*"]).on(["*"])])
}

fn open_bucket() -> Policy {
    let everyone = Principal::Only(Principals::Everyone);
    Policy::new([Statement::allow(["s3:*"]).on(["*"]).for_principal(everyone)])
}

fn depends_on(proof: &Proof) -> String {
    match proof {
        Proof::Unknown(reasons) => reasons.iter().cloned().collect(),
        proof => panic!("{proof:?}"),
    }
}

#[test]
fn nothing_is_proved_of_both_kinds_at_once() {
    let (held, bucket) = (everything(), open_bucket());
    let actions = ["iam:*".to_owned()];
    for proof in [
        no_new_access(&[&held], &[&bucket]),
        no_new_access(&[&bucket], &[&held]),
        equivalent(&[&held], &[&bucket]),
        not_granted(&[&bucket, &bucket, &held], &actions, &[]),
    ] {
        assert!(depends_on(&proof).contains("some have none"), "{proof:?}");
    }
    let both = Policy::new([held.statements.clone(), bucket.statements.clone()].concat());
    assert!(depends_on(&equivalent(&[&both], &[&both])).contains("some have none"));
}

#[test]
fn each_kind_by_itself_and_what_says_nothing_is_asked_as_before() {
    let (held, bucket, nothing) = (everything(), open_bucket(), Policy::new([]));
    let actions = ["iam:*".to_owned()];
    assert_eq!(no_new_access(&[&bucket], &[&bucket]), Proof::Proved);
    assert_eq!(no_new_access(&[&bucket], &[&nothing]), Proof::Proved);
    assert_eq!(no_new_access(&[&held], &[&nothing]), Proof::Proved);
    assert_eq!(not_granted(&[&bucket], &actions, &[]), Proof::Proved);
}

#[test]
fn what_somebody_holds_names_nobody() {
    let (held, bucket) = (everything(), open_bucket());
    let actions = ["iam:*".to_owned()];
    let boundary = Layers {
        boundary: Known::Known(Some(&bucket)),
        ..Layers::identity([&held])
    };
    let session = Layers {
        session: Known::Known(Some(vec![&bucket])),
        ..Layers::identity([&held])
    };
    let organization = Layers {
        service_control: Known::Known(vec![vec![&held], vec![&bucket]]),
        ..Layers::identity([&held])
    };
    for layers in [boundary, session, organization, Layers::identity([&bucket])] {
        let proof = not_granted_within(&layers, None, &actions, &[]);
        assert!(
            depends_on(&proof).contains("has a `Principal`"),
            "{proof:?}"
        );
    }
    let resource_control = Layers {
        resource_control: Known::Known(vec![vec![&bucket]]),
        ..Layers::identity([&held])
    };
    let proof = not_granted_within(&resource_control, None, &actions, &[]);
    assert!(!matches!(proof, Proof::Unknown(_)), "{proof:?}");
}
