use bailiwick_iam::policy::{Condition, PrincipalKind};

use super::*;

const BUCKET: &str = "arn:aws:s3:::logs/*";

fn account(id: &str) -> Principal {
    Principal::of(PrincipalKind::Aws, [format!("arn:aws:iam::{id}:root")])
}

fn reads(id: &str) -> Statement {
    let statement = Statement::allow(["s3:GetObject"]).on([BUCKET]);
    statement.for_principal(account(id))
}

fn in_clear() -> Statement {
    let everybody = Principal::Only(Principals::Everyone);
    let clear = Condition::test("Bool", "aws:SecureTransport", ["false"]);
    let statement = Statement::deny(["s3:*"]).on([BUCKET]).when(clear);
    statement.for_principal(everybody)
}

fn held(statements: impl IntoIterator<Item = Statement>) -> Held {
    Held::of(Known::Known(vec![vec![Policy::new(statements)]]), || {
        "".into()
    })
}

fn resource(was: Option<&Held>, is: Option<&Held>) -> Entrance {
    entrance(AdmissionKind::Resource, was, is)
}

#[test]
fn one_more_account_is_let_in() {
    let (was, is) = (
        held([reads("111122223333"), in_clear()]),
        held([reads("111122223333"), reads("444455556666"), in_clear()]),
    );
    let entrance = resource(Some(&was), Some(&is));
    let shown = entrance.shown_by.expect("a request");
    assert_eq!(shown.action, "s3:GetObject");
    assert!(shown.by.expect("a caller").contains("444455556666"));
    assert_eq!(
        entrance.names,
        BTreeSet::from(["arn:aws:iam::444455556666:root".to_owned()])
    );
    assert!(resource(Some(&is), Some(&was)).is_nothing());
}

#[test]
fn what_is_not_denied_any_more_is_let_in() {
    let (was, is) = (
        held([reads("111122223333"), in_clear()]),
        held([reads("111122223333")]),
    );
    assert!(resource(Some(&was), Some(&is)).shown_by.is_some());
    assert!(resource(Some(&is), Some(&was)).is_nothing());
    // Whoever may come by a policy of their own comes in the clear, too.
    let (was, is) = (held([in_clear()]), held([]));
    let shown = resource(Some(&was), Some(&is)).shown_by.expect("a request");
    assert_eq!(
        shown.with,
        [("aws:securetransport".to_owned(), vec!["false".to_owned()])]
    );
}

#[test]
fn order_and_labels_say_nothing() {
    let one = held([reads("111122223333"), in_clear()]);
    let other = held([in_clear(), reads("111122223333")]);
    assert_eq!(one, other);
}

#[test]
fn a_policy_of_the_organisation_that_goes_lets_in_what_it_kept_out() {
    let everything = everything().statements;
    let was = held(everything.into_iter().chain([in_clear()]));
    let control = |was, is| entrance(AdmissionKind::ResourceControl, was, is);
    assert!(control(Some(&was), None).shown_by.is_some());
    assert!(control(None, Some(&was)).is_nothing());
}

#[test]
fn what_only_a_deployment_knows_is_unknown() {
    let unread = |written: &str| Held::Unread {
        why: "the policy of `logs`".to_owned(),
        written: written.into(),
    };
    assert_eq!(unread("a"), unread("a"));
    let entrance = resource(Some(&unread("a")), Some(&unread("b")));
    assert_eq!(entrance.unknown, ["the policy of `logs`"]);
}
