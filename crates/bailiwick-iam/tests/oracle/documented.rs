//! The reference evaluator itself, on what AWS's pages say in as many words.

mod layers;

use bailiwick_iam::decide::{Known, Layers};
use bailiwick_iam::policy::Policy;
use bailiwick_iam::request::{AccountId, Caller, Context, Request, Resource};
use serde_json::{Value, json};

use crate::reference::{Verdict, completions, verdict};

const USER: &str = "arn:aws:iam::123456789012:user/carlossalazar";
const ROLE: &str = "arn:aws:iam::123456789012:role/examplerole";

fn policy(statement: Value) -> Policy {
    let document = json!({"Version": "2012-10-17", "Statement": statement});
    Policy::from_json(&document).expect("a policy")
}

fn request(caller: Caller, action: &str, resource: &str) -> Request {
    let account: AccountId = "123456789012".parse().expect("an account");
    Request {
        caller,
        action: action.to_owned(),
        resource: Resource::new(resource).owned_by(account),
        context: Context::complete(),
    }
}

#[track_caller]
fn check(layers: &Layers, request: &Request, expected: Verdict) {
    let all = completions(layers, request);
    for number in 0..all.count() {
        let (policies, facts) = all.nth(number);
        assert_eq!(verdict(&policies, &facts), expected, "{facts:?}");
    }
}

/// "Example identity-based and resource-based policy evaluation"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html>).
#[test]
fn carlos_may_write_to_his_bucket_and_not_to_that_of_the_logs() {
    let identity = policy(json!([
        {"Effect": "Allow", "Action": "s3:*",
         "Resource": ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"]},
        {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::*log*"}
    ]));
    let layers = Layers::identity([&identity]);
    let put = |arn| request(Caller::user(USER), "s3:PutObject", arn);
    check(
        &layers,
        &put("arn:aws:s3:::carlossalazar/file"),
        Verdict::Allowed,
    );
    check(
        &layers,
        &put("arn:aws:s3:::carlossalazar-logs/file"),
        Verdict::ExplicitlyDenied,
    );
    check(
        &layers,
        &put("arn:aws:s3:::other/file"),
        Verdict::ImplicitlyDenied,
    );
}

/// The table of principals and implicit denies at
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>.
#[test]
fn what_a_resource_policy_grants_depends_on_whom_it_names() {
    let nothing = policy(json!([]));
    let session = Caller::role_session(ROLE, "examplerolesessionname");
    let user = Caller::user(USER);
    let federated = Caller::FederatedUser {
        user: USER.to_owned(),
        name: "exampleuser".to_owned(),
    };
    let sts = "arn:aws:sts::123456789012";
    let cases = [
        (&user, USER.to_owned(), Verdict::Allowed),
        (&user, "123456789012".to_owned(), Verdict::ImplicitlyDenied),
        (&session, ROLE.to_owned(), Verdict::ImplicitlyDenied),
        (
            &session,
            format!("{sts}:assumed-role/examplerole/examplerolesessionname"),
            Verdict::Allowed,
        ),
        (&federated, USER.to_owned(), Verdict::ImplicitlyDenied),
        (
            &federated,
            format!("{sts}:federated-user/exampleuser"),
            Verdict::Allowed,
        ),
        (&session, "*".to_owned(), Verdict::Allowed),
    ];
    for (caller, principal, expected) in cases {
        let resource = policy(json!({
            "Effect": "Allow", "Principal": {"AWS": principal},
            "Action": "s3:GetObject", "Resource": "*"
        }));
        let mut layers = Layers::identity([]);
        layers.boundary = Known::Known(Some(&nothing));
        layers.resource = Known::Known(Some(&resource));
        check(
            &layers,
            &request(caller.clone(), "s3:GetObject", "arn:aws:s3:::b/a"),
            expected,
        );
    }
}

/// "With a StringLike condition, the match succeeds. […] With an ArnLike condition, which
/// matches elements between colons, the match fails."
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>).
#[test]
fn the_wildcards_of_arn_like_stay_between_colons() {
    let given = "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/d.txt";
    for (operator, expected) in [
        ("StringLike", Verdict::Allowed),
        ("ArnLike", Verdict::ImplicitlyDenied),
    ] {
        let identity = policy(json!({
            "Effect": "Allow", "Action": "*", "Resource": "*",
            "Condition": {operator: {"aws:SourceArn": "arn:aws:someservice:*:111122223333:finance/*"}}
        }));
        let mut request = request(Caller::user(USER), "s3:GetObject", "arn:aws:s3:::b/a");
        request.context = request.context.with("aws:SourceArn", [given]);
        check(&Layers::identity([&identity]), &request, expected);
    }
}

/// The examples of <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>.
#[test]
fn variables_without_a_value_match_nothing_and_negated_operators_match_them() {
    let cases = [
        (
            "arn:aws:s3:::amzn-s3-demo-bucket-${aws:PrincipalTag/team, 'company-wide'}",
            None,
            true,
        ),
        (
            "arn:aws:s3:::amzn-s3-demo-bucket-${aws:PrincipalTag/team}",
            None,
            false,
        ),
        (
            "arn:aws:s3:::amzn-s3-demo-bucket-${aws:PrincipalTag/team}",
            Some("company-wide"),
            true,
        ),
        (
            "arn:aws:s3:::amzn-s3-demo-bucket-${aws:PrincipalTag/team}",
            Some("*"),
            false,
        ),
    ];
    for (pattern, team, allowed) in cases {
        let identity = policy(json!({"Effect": "Allow", "Action": "*", "Resource": pattern}));
        let bucket = "arn:aws:s3:::amzn-s3-demo-bucket-company-wide";
        let mut request = request(Caller::user(USER), "s3:ListBucket", bucket);
        request.context = match team {
            Some(team) => request.context.with("aws:PrincipalTag/team", [team]),
            None => request.context,
        };
        let expected = if allowed {
            Verdict::Allowed
        } else {
            Verdict::ImplicitlyDenied
        };
        check(&Layers::identity([&identity]), &request, expected);
    }
    let denied = policy(json!({
        "Effect": "Deny", "Action": "s3:GetObject", "Resource": "*",
        "Condition": {"StringNotEquals": {"s3:ExistingObjectTag/Team": "${aws:PrincipalTag/Team}"}}
    }));
    let mut request = request(Caller::user(USER), "s3:GetObject", "arn:aws:s3:::b/a");
    request.context = request.context.with("s3:ExistingObjectTag/Team", ["blue"]);
    check(
        &Layers::identity([&denied]),
        &request,
        Verdict::ExplicitlyDenied,
    );
}

/// A decision on an unknown key is known only where all values lead to it.
#[test]
fn completions_find_both_sides_of_a_condition() {
    let identity = policy(json!({
        "Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": {"NumericLessThan": {"s3:max-keys": "10"}}
    }));
    let layers = Layers::identity([&identity]);
    let mut request = request(Caller::user(USER), "s3:ListBucket", "arn:aws:s3:::b");
    request.context = request.context.with_unknown("s3:max-keys");
    let all = completions(&layers, &request);
    let verdicts: std::collections::BTreeSet<Verdict> = (0..all.count())
        .map(|number| {
            let (policies, facts) = all.nth(number);
            verdict(&policies, &facts)
        })
        .collect();
    assert_eq!(
        Vec::from_iter(verdicts),
        [Verdict::Allowed, Verdict::ImplicitlyDenied]
    );
}
