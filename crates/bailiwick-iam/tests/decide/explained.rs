//! Explanations: which layers decided, and of each statement the first reason
//! why it does not apply.

use bailiwick_iam::decide::{
    Decision, Explanation, Finding, Found, Known, Layer, Layers, Mismatch, explain,
};
use bailiwick_iam::policy::{Condition, Policy, Principal, PrincipalKind, Sid, Statement};
use bailiwick_iam::request::{Caller, Context, Request, Resource};

fn ask(context: Context) -> Request {
    Request {
        caller: Caller::role_session("arn:aws:iam::111122223333:role/app", "one"),
        action: "s3:GetObject".to_owned(),
        resource: Resource::new("arn:aws:s3:::logs/a")
            .owned_by("111122223333".parse().expect("an account id")),
        context,
    }
}

fn policy(statement: Statement) -> Policy {
    Policy::new([statement])
}

fn allow(action: &str) -> Policy {
    policy(Statement::allow([action]).on(["*"]))
}

fn decisive(layers: &Layers<'_>) -> (Decision, Vec<Layer>) {
    let explanation = explain(&ask(Context::complete()), layers);
    (explanation.decision, explanation.decisive)
}

#[test]
fn the_layers_that_decide_are_named() {
    let (get, put) = (allow("s3:GetObject"), allow("s3:PutObject"));
    let denies = policy(Statement::deny(["s3:*"]).on(["*"]));
    let named = |statement: Statement, name: &str| {
        policy(statement.for_principal(Principal::of(PrincipalKind::Aws, [name])))
    };
    let to_role = named(
        Statement::allow(["s3:*"]).on(["*"]),
        "arn:aws:iam::111122223333:role/app",
    );
    let implicitly = |layers: &[Layer]| (Decision::ImplicitlyDenied, layers.to_vec());

    let layers = Layers::identity([&get]);
    assert_eq!(
        decisive(&layers),
        (Decision::Allowed, vec![Layer::Identity])
    );
    let layers = Layers::identity([&get, &denies]);
    assert_eq!(
        decisive(&layers),
        (Decision::ExplicitlyDenied, vec![Layer::Identity])
    );
    let layers = Layers::identity([&put]);
    assert_eq!(
        decisive(&layers),
        implicitly(&[Layer::Identity, Layer::Resource])
    );
    let layers = Layers {
        boundary: Known::Known(Some(&put)),
        ..Layers::identity([&get])
    };
    assert_eq!(decisive(&layers), implicitly(&[Layer::Boundary]));
    let layers = Layers {
        session: Known::Known(Some(vec![&put])),
        resource: Known::Known(Some(&to_role)),
        ..Layers::identity([])
    };
    assert_eq!(decisive(&layers), implicitly(&[Layer::Session]));
    let layers = Layers {
        resource: Known::Known(Some(&to_role)),
        service_control: Known::Known(vec![vec![&get], vec![&put]]),
        ..Layers::identity([])
    };
    assert_eq!(decisive(&layers), implicitly(&[Layer::ServiceControl]));
}

fn first(explanation: &Explanation) -> &Finding {
    &explanation.statements[0].finding
}

#[test]
fn the_first_reason_against_a_statement_is_told() {
    let found = |statement: Statement, context: Context| {
        let policy = policy(statement);
        first(&explain(&ask(context), &Layers::identity([&policy]))).clone()
    };
    let nothing = Context::complete;
    let differs = |mismatch| Finding::DoesNot(mismatch);
    let put = Statement::allow(["s3:Put*"]).on(["arn:aws:s3:::data/*"]);
    assert_eq!(found(put, nothing()), differs(Mismatch::Action));
    let data = Statement::allow(["s3:Get*"]).on(["arn:aws:s3:::data/*"]);
    assert_eq!(found(data, nothing()), differs(Mismatch::Resource));
    let inside = Condition::test("IpAddress", "aws:SourceIp", ["10.0.0.0/8"]);
    let get = Statement::allow(["s3:Get*"]).on(["*"]).when(inside);
    let address = |found| {
        differs(Mismatch::Condition {
            operator: "IpAddress".to_owned(),
            key: "aws:SourceIp".to_owned(),
            wanted: vec!["10.0.0.0/8".to_owned()],
            found,
        })
    };
    assert_eq!(found(get.clone(), nothing()), address(Found::Absent));
    let outside = Context::complete().with("aws:sourceip", ["192.0.2.1"]);
    let values = Found::Values(vec!["192.0.2.1".to_owned()]);
    assert_eq!(found(get.clone(), outside), address(values));
    let within = Context::complete().with("aws:sourceip", ["10.1.2.3"]);
    assert_eq!(found(get.clone(), within), Finding::Applies);
    match found(get, Context::partial()) {
        Finding::Unknown(undecided) => assert!(undecided.keys.contains("aws:sourceip")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_finding_says_where_its_statement_is() {
    let one = allow("s3:Put*");
    let label = Sid::new("Eve").expect("a label");
    let eve = Principal::of(PrincipalKind::Aws, ["arn:aws:iam::111122223333:user/eve"]);
    let bucket = Policy::new([
        Statement::deny(["s3:Delete*"])
            .on(["*"])
            .for_principal(eve.clone()),
        Statement::deny(["s3:*"])
            .on(["*"])
            .for_principal(eve)
            .with_sid(label),
    ]);
    let layers = Layers {
        resource: Known::Known(Some(&bucket)),
        ..Layers::identity([&one, &one])
    };
    let explanation = explain(&ask(Context::complete()), &layers);
    let last = explanation.statements.last().expect("there are findings");
    assert_eq!(
        (last.layer, last.policy, last.statement),
        (Layer::Resource, 0, 1)
    );
    assert_eq!(last.sid.as_deref(), Some("Eve"));
    assert_eq!(last.finding, Finding::DoesNot(Mismatch::Principal));
    let second = &explanation.statements[1];
    assert_eq!(
        (second.layer, second.policy, second.statement),
        (Layer::Identity, 1, 0)
    );
}
