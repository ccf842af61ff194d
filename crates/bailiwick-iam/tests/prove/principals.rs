//! Claims about policies that name principals.

use serde_json::{Value, json};

use crate::cases::{proved, refuted, unknown};

const ROLE: &str = "arn:aws:iam::111122223333:role/app";

fn to(principal: Value) -> Value {
    json!({
        "Effect": "Allow", "Principal": principal,
        "Action": "sqs:SendMessage", "Resource": "*",
    })
}

fn account() -> Value {
    to(json!({ "AWS": "111122223333" }))
}

fn role() -> Value {
    to(json!({ "AWS": ROLE }))
}

fn denied(mut statement: Value) -> Value {
    statement["Effect"] = json!("Deny");
    statement
}

#[test]
fn principals_are_a_dimension() {
    proved(
        &role(),
        &denied(to(
            json!({ "AWS": "arn:aws:sts::111122223333:assumed-role/other/x" }),
        )),
    );
    refuted(&role(), &account());
    refuted(&account(), &to(json!("*")));
    refuted(
        &to(json!({ "Service": "sns.amazonaws.com" })),
        &to(json!({ "Service": "events.amazonaws.com" })),
    );
    let by_condition = json!({
        "Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*",
        "Condition": { "ArnEquals": { "aws:PrincipalArn": ROLE } },
    });
    proved(&by_condition, &role());
    proved(&role(), &by_condition);
}

#[test]
fn naming_an_account_grants_less_than_naming_its_role() {
    let root = to(json!({ "AWS": "arn:aws:iam::111122223333:root" }));
    proved(&account(), &root);
    proved(&to(json!("*")), &account());
    proved(&json!([account(), role()]), &role());
    // What denies an account denies all of it.
    proved(&account(), &json!([account(), role(), denied(account())]));
    for named in [ROLE, "arn:aws:iam::111122223333:user/ada"] {
        let reason = unknown(&account(), &to(json!({ "AWS": named })));
        assert!(reason.contains("policies of the caller's own"), "{reason}");
    }
    // Nobody in another account is named at all.
    refuted(
        &account(),
        &to(json!({ "AWS": "arn:aws:iam::444455556666:role/app" })),
    );
}

#[test]
fn whether_every_aws_principal_is_a_service_too_is_not_known() {
    let every_aws = to(json!({ "AWS": "*" }));
    let service = to(json!({ "Service": "sns.amazonaws.com" }));
    let reason = unknown(&every_aws, &service);
    assert!(reason.contains("AWS's services"), "{reason}");
    proved(&to(json!("*")), &every_aws);
    proved(&every_aws, &every_aws);
    proved(&to(json!("*")), &service);
    proved(&every_aws, &role());
    proved(&every_aws, &account());
}

#[test]
fn whom_an_exception_spares_is_known_where_aws_says_it() {
    let all = to(json!("*"));
    let but = |names: Value| {
        json!([all, {
            "Effect": "Deny", "NotPrincipal": { "AWS": names },
            "Action": "*", "Resource": "*",
        }])
    };
    let bob = "arn:aws:iam::444455556666:user/Bob";
    let root = "arn:aws:iam::444455556666:root";
    // AWS's example: "all principals except the user named Bob".
    let only_bob = but(json!([bob, root]));
    proved(
        &to(json!({ "AWS": bob })),
        &json!([to(json!({ "AWS": bob })), only_bob[1]]),
    );
    refuted(&only_bob, &all);
    // An account by itself: whether all of it is spared is not said.
    let reason = unknown(&to(json!({ "AWS": root })), &but(json!(root)));
    assert!(reason.contains("`NotPrincipal` AWS"), "{reason}");
}

/// A policy of a resource that names a provider may speak of the sessions that come of it.
#[test]
fn a_named_provider_may_do_more_than_ask_for_roles() {
    let by_provider = |resource: &str| {
        let statement = json!({ "Effect": "Allow", "Action": "s3:Get*", "Resource": resource,
            "Principal": { "Federated": "accounts.google.com" } });
        let policy = json!({ "Version": "2012-10-17", "Statement": statement });
        bailiwick_iam::policy::Policy::from_json(&policy).unwrap()
    };
    let (one, all) = (by_provider("arn:aws:s3:::b/v"), by_provider("*"));
    let proof = bailiwick_iam::prove::no_new_access(&[&one], &[&all]);
    assert!(
        matches!(proof, bailiwick_iam::prove::Proof::Refuted(_)),
        "{proof:?}"
    );
}
