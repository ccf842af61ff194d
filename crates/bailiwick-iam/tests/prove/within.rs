//! What somebody may effectively do: each limit on its own, and what gets past it.

use bailiwick_iam::decide::{Decision, Known, Layers};
use bailiwick_iam::policy::Policy;
use bailiwick_iam::prove::{Proof, Witness, not_granted_within};
use bailiwick_iam::request::{Caller, KeyValue};
use serde_json::{Value, json};

fn policy(statements: &Value) -> Policy {
    let document = json!({ "Version": "2012-10-17", "Statement": statements });
    Policy::from_json(&document).unwrap()
}

fn allow(action: &str) -> Value {
    json!({ "Effect": "Allow", "Action": action, "Resource": "*" })
}

fn everything() -> Policy {
    policy(&allow("*"))
}

const ROLE: &str = "arn:aws:iam::111122223333:role/deploy";

fn role() -> Caller {
    Caller::role_session(ROLE, "session")
}

fn ask(layers: &Layers<'_>, holder: Option<&Caller>, action: &str, resource: &str) -> Proof {
    not_granted_within(layers, holder, &[action.to_owned()], &[resource.to_owned()])
}

#[track_caller]
fn refuted(proof: Proof) -> Witness {
    match proof {
        Proof::Refuted(witness) => {
            assert_eq!(witness.second, Decision::Allowed);
            *witness
        }
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn unknown(proof: Proof) -> String {
    match proof {
        Proof::Unknown(reasons) => reasons.into_iter().collect::<Vec<_>>().join("; "),
        other => panic!("{other:?}"),
    }
}

/// A boundary and the identity policies must both allow
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>).
#[test]
fn a_boundary_cuts() {
    let identity = policy(&json!([allow("s3:*"), allow("iam:*")]));
    let boundary = policy(&json!([
        { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::logs*" },
        { "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*" },
    ]));
    let mut layers = Layers::identity([&identity]);
    refuted(ask(&layers, None, "iam:*", "*"));
    layers.boundary = Known::Known(Some(&boundary));
    for (action, resource) in [
        ("iam:*", "*"),
        ("ec2:*", "*"),
        ("s3:*", "arn:aws:s3:::payroll*"),
        ("s3:DeleteObject", "*"),
    ] {
        let proof = ask(&layers, None, action, resource);
        assert_eq!(proof, Proof::Proved, "{action} on {resource}");
    }
    let witness = refuted(ask(&layers, None, "s3:*", "*"));
    assert!(
        witness
            .request
            .resource
            .arn
            .starts_with("arn:aws:s3:::logs")
    );
}

/// Every level must allow, and a denial at any level counts
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html>).
#[test]
fn a_service_control_policy_has_a_hole() {
    let all = everything();
    let guard = policy(&json!([
        { "Effect": "Deny", "Action": "cloudtrail:Stop*", "Resource": "*",
          "Condition": { "StringNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/break-glass*" } } },
    ]));
    let regional = policy(&json!([
        { "Effect": "Allow", "NotAction": "organizations:*", "Resource": "*" },
    ]));
    let mut layers = Layers::identity([&all]);
    layers.service_control = Known::Known(vec![vec![&all, &guard], vec![&regional]]);
    assert_eq!(
        ask(&layers, Some(&role()), "cloudtrail:StopLogging", "*"),
        Proof::Proved
    );
    assert_eq!(ask(&layers, None, "organizations:*", "*"), Proof::Proved);
    let witness = refuted(ask(&layers, None, "cloudtrail:StopLogging", "*"));
    let Caller::RoleSession { role, .. } = &witness.request.caller else {
        panic!("{witness:?}")
    };
    assert!(role.contains(":role/break-glass"), "{role}");
}

/// "SCPs don't affect users or roles in the management account", nor service-linked roles
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>).
#[test]
fn who_is_exempt_is_not_limited() {
    let all = everything();
    let guard = policy(&json!({ "Effect": "Deny", "Action": "s3:*", "Resource": "*" }));
    let mut layers = Layers::identity([&all]);
    layers.service_control = Known::Known(vec![vec![&all, &guard]]);
    layers.resource_control = Known::Known(vec![vec![&all, &guard]]);
    let linked = Caller::role_session(
        "arn:aws:iam::111122223333:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport",
        "session",
    );
    assert_eq!(ask(&layers, None, "s3:*", "*"), Proof::Proved);
    assert_eq!(ask(&layers, Some(&role()), "s3:*", "*"), Proof::Proved);
    let witness = refuted(ask(&layers, Some(&linked), "s3:*", "*"));
    assert!(
        matches!(&witness.request.caller, Caller::RoleSession { role, .. } if role.contains("aws-service-role"))
    );

    layers.caller_in_management_account = Known::Known(true);
    assert_eq!(
        ask(&layers, None, "s3:GetObject", "arn:aws:s3:::a/b"),
        Proof::Proved,
        "the bucket is in a member account"
    );
    layers.resource_in_management_account = Known::Known(true);
    refuted(ask(&layers, None, "s3:GetObject", "arn:aws:s3:::a/b"));
    layers.resource_in_management_account = Known::Unknown("whose bucket it is".to_owned());
    let why = unknown(ask(&layers, None, "s3:GetObject", "arn:aws:s3:::a/b"));
    assert!(why.contains("whose bucket it is"), "{why}");
}

/// A resource control policy is about resources of some services, whoever asks
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>).
#[test]
fn a_resource_control_policy_keeps_other_organisations_out() {
    let all = everything();
    let ours = policy(&json!([
        { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" },
        { "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {
            "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-ours" },
            "BoolIfExists": { "aws:PrincipalIsAWSService": "false" },
        } },
    ]));
    let theirs = policy(&json!({
        "Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-theirs" } },
    }));
    let bucket = "arn:aws:s3:::ours/*";
    let mut layers = Layers::identity([&theirs]);
    layers.resource_control = Known::Known(vec![vec![&ours]]);
    assert_eq!(ask(&layers, None, "s3:*", bucket), Proof::Proved);
    assert_eq!(
        ask(&layers, Some(&role()), "sqs:*", "arn:aws:sqs:*"),
        Proof::Proved
    );
    // It has no say over services without such policies, nor where no resource is named.
    refuted(ask(&layers, None, "ec2:*", "*"));
    refuted(ask(&layers, None, "s3:ListAllMyBuckets", "*"));
    refuted(ask(
        &layers,
        None,
        "kms:RetireGrant",
        "arn:aws:kms:eu-west-1:111122223333:key/1",
    ));

    layers.identity = Known::Known(vec![&all]);
    let witness = refuted(ask(&layers, None, "s3:*", bucket));
    let organization = witness.request.context.set("aws:PrincipalOrgID");
    assert!(
        matches!(organization, Some(KeyValue::Present(ids)) if ids == &["o-ours"]),
        "{witness:?}"
    );
}

/// "The resulting session's permissions are the intersection"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session>).
#[test]
fn session_policies_limit_as_well() {
    let all = everything();
    let session = policy(&json!([allow("s3:Get*"), allow("ec2:*")]));
    let mut layers = Layers::identity([&all]);
    layers.session = Known::Known(Some(vec![&session]));
    assert_eq!(ask(&layers, Some(&role()), "s3:Put*", "*"), Proof::Proved);
    refuted(ask(&layers, Some(&role()), "s3:*", "*"));
}

/// A key's policy that names the account leaves access to identity policies
/// (<https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html>); one that
/// names the role lets it in by itself.
#[test]
fn the_policy_of_a_resource_grants_by_itself() {
    let reading = policy(&allow("kms:Decrypt"));
    let key = "arn:aws:kms:eu-west-1:111122223333:key/1";
    let mut layers = Layers::identity([&reading]);
    refuted(ask(&layers, Some(&role()), "kms:Decrypt", key));
    assert_eq!(
        ask(&layers, Some(&role()), "kms:Encrypt", key),
        Proof::Proved
    );
    let to = |principal: &str| {
        policy(
            &json!({ "Effect": "Allow", "Principal": { "AWS": principal }, "Action": "kms:*", "Resource": "*" }),
        )
    };
    let to_account = to("111122223333");
    layers.resource = Known::Known(Some(&to_account));
    assert_eq!(
        ask(&layers, Some(&role()), "kms:Encrypt", key),
        Proof::Proved
    );
    let to_role = to(ROLE);
    layers.resource = Known::Known(Some(&to_role));
    refuted(ask(&layers, Some(&role()), "kms:Encrypt", key));
    let other = Caller::role_session("arn:aws:iam::111122223333:role/other", "session");
    assert_eq!(
        ask(&layers, Some(&other), "kms:Encrypt", key),
        Proof::Proved
    );
    layers.resource = Known::Unknown("the key policy".to_owned());
    let why = unknown(ask(&layers, Some(&role()), "kms:Encrypt", key));
    assert!(why.contains("the key policy"), "{why}");
}

/// What is not known proves nothing, and a denial that is known is enough.
#[test]
fn what_is_not_known_limits_nothing() {
    let all = everything();
    let guard = policy(&json!([
        allow("*"),
        { "Effect": "Deny", "Action": "iam:*", "Resource": "*" },
    ]));
    let mut layers = Layers::identity([&all]);
    layers.boundary = Known::Unknown("the boundary".to_owned());
    layers.service_control = Known::Known(vec![vec![&guard]]);
    assert_eq!(ask(&layers, None, "iam:*", "*"), Proof::Proved);
    assert!(unknown(ask(&layers, None, "s3:*", "*")).contains("the boundary"));
    layers.identity = Known::Unknown("a managed policy".to_owned());
    assert_eq!(
        unknown(ask(&layers, None, "iam:*", "*")),
        "a managed policy"
    );
    let anonymous = Caller::Anonymous;
    layers.identity = Known::Known(vec![&all]);
    assert!(unknown(ask(&layers, Some(&anonymous), "iam:*", "*")).contains("not modelled"));
}
