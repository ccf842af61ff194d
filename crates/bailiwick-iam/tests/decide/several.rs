//! Actions that AWS checks on several resources, and documents on their own.

use bailiwick_iam::decide::{
    Decision, Known, Layers, Truth, decide, decide_all, decide_policy, statement_applies,
};
use bailiwick_iam::policy::{Condition, Policy, Principal, PrincipalKind, Statement, Version};
use bailiwick_iam::request::{Caller, Context, Request, Resource};

fn launch(resource: &str, context: Context) -> Request {
    Request {
        caller: Caller::user("arn:aws:iam::111122223333:user/ada"),
        action: "ec2:RunInstances".to_owned(),
        resource: Resource::new(format!("arn:aws:ec2:eu-west-1:111122223333:{resource}")),
        context,
    }
}

/// The pages' own example: launching asks about the image, the subnet and
/// others, which carry no instance type, so that a condition on it must say
/// `IfExists`
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists>).
#[test]
fn an_action_on_several_resources_must_be_allowed_on_each() {
    let requests = [
        launch(
            "instance/*",
            Context::complete().with("ec2:InstanceType", ["t2.micro"]),
        ),
        launch("subnet/subnet-1", Context::complete()),
    ];
    let under = |operator: &str| {
        let condition = Condition::test(operator, "ec2:InstanceType", ["t1.*", "t2.*", "m3.*"]);
        let policy = Policy::new([Statement::allow(["ec2:RunInstances"])
            .on(["*"])
            .when(condition)]);
        let layers = Layers::identity([&policy]);
        decide_all(requests.iter().map(|request| (request, &layers)))
    };
    assert_eq!(under("StringLike"), Decision::ImplicitlyDenied);
    assert_eq!(under("StringLikeIfExists"), Decision::Allowed);
}

#[test]
fn one_explicit_deny_denies_all_and_one_unknown_leaves_all_open() {
    let policy = Policy::new([
        Statement::allow(["ec2:*"]).on(["*"]),
        Statement::deny(["ec2:*"])
            .on(["arn:aws:ec2:*:*:subnet/*"])
            .when(Condition::test(
                "StringEquals",
                "aws:ResourceTag/tier",
                ["data"],
            )),
    ]);
    let layers = Layers::identity([&policy]);
    let all = |tier: Context| {
        let requests = [
            launch("instance/*", Context::complete()),
            launch("subnet/s", tier),
        ];
        decide_all(requests.iter().map(|request| (request, &layers)))
    };
    let tagged = |tier: &str| Context::complete().with("aws:ResourceTag/tier", [tier]);
    assert_eq!(all(tagged("web")), Decision::Allowed);
    assert_eq!(all(tagged("data")), Decision::ExplicitlyDenied);
    match all(Context::partial()) {
        Decision::Unknown(undecided) => {
            assert_eq!(Vec::from_iter(undecided.keys), ["aws:resourcetag/tier"]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(decide_all([]), Decision::Allowed);
}

/// A document on its own counts the account as a name of the caller, which a
/// bucket's policy within the account would only delegate to.
#[test]
fn a_document_on_its_own_is_not_a_layer() {
    let principal = Principal::of(PrincipalKind::Aws, ["111122223333"]);
    let statement = Statement::allow(["ec2:RunInstances"])
        .on(["*"])
        .for_principal(principal);
    let policy = Policy::new([statement.clone()]);
    let request = launch("instance/*", Context::complete());
    assert_eq!(decide_policy(&policy, &request), Decision::Allowed);
    assert_eq!(
        statement_applies(&statement, Version::Current, &request),
        Truth::True
    );
    let layers = Layers {
        resource: Known::Known(Some(&policy)),
        ..Layers::identity([])
    };
    assert_eq!(decide(&request, &layers), Decision::ImplicitlyDenied);
}

#[test]
fn a_statement_applies_or_not_or_hangs_on_a_key() {
    let statement = Statement::deny(["ec2:Run*"])
        .on(["arn:aws:ec2:*:*:instance/*"])
        .when(Condition::test("Bool", "aws:SecureTransport", ["false"]));
    let truth = |resource: &str, context: Context| {
        statement_applies(&statement, Version::Current, &launch(resource, context))
    };
    assert_eq!(truth("instance/i", Context::partial()), Truth::Unknown);
    assert_eq!(truth("subnet/s", Context::partial()), Truth::False);
    let insecure = Context::complete().with("aws:SecureTransport", ["false"]);
    assert_eq!(truth("instance/i", insecure), Truth::True);
}
