//! The policy types together, as AWS's pages have them.

use bailiwick_iam::decide::{Known, Layers};
use bailiwick_iam::policy::Policy;
use bailiwick_iam::request::{Caller, Request};
use serde_json::json;

use super::{ROLE, USER, check, policy, request};
use crate::reference::Verdict::{self, Allowed, ExplicitlyDenied, ImplicitlyDenied};

const KEY: &str = "arn:aws:kms:eu-west-1:123456789012:key/k";
const LINKED: &str =
    "arn:aws:iam::123456789012:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX";

fn everything() -> Policy {
    policy(json!({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}))
}

fn for_account(account: &str) -> Policy {
    policy(
        json!({"Effect": "Allow", "Principal": {"AWS": account}, "Action": "*", "Resource": "*"}),
    )
}

fn root() -> Caller {
    Caller::Root {
        account: "123456789012".parse().expect("an account"),
    }
}

fn get(caller: Caller) -> Request {
    request(caller, "s3:GetObject", "arn:aws:s3:::b/a")
}

/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>,
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html>.
#[test]
fn service_control_policies_bind_the_principals_of_member_accounts() {
    let (full, deny) = (
        everything(),
        policy(json!({"Effect": "Deny", "Action": "s3:*", "Resource": "*"})),
    );
    let sqs = policy(json!({"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}));
    let user = Caller::user(USER);
    let linked = Caller::role_session(LINKED, "s");
    let cases = [
        (user.clone(), vec![vec![&full], vec![&full]], false, Allowed),
        (
            user.clone(),
            vec![vec![&full], vec![&sqs]],
            false,
            ImplicitlyDenied,
        ),
        (
            user.clone(),
            vec![vec![&full, &sqs], vec![&full]],
            false,
            Allowed,
        ),
        (
            user.clone(),
            vec![vec![&full, &deny], vec![&full]],
            false,
            ExplicitlyDenied,
        ),
        (root(), vec![vec![&full, &deny]], false, ExplicitlyDenied),
        (root(), vec![vec![&full]], false, Allowed),
        (user, vec![vec![&full, &deny]], true, Allowed),
        (linked, vec![vec![&deny]], false, Allowed),
    ];
    for (caller, levels, in_management_account, expected) in cases {
        let mut layers = Layers::identity([&full]);
        layers.service_control = Known::Known(levels);
        layers.caller_in_management_account = Known::Known(in_management_account);
        check(&layers, &get(caller), expected);
    }
}

/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>.
#[test]
fn resource_control_policies_bind_whoever_asks_for_resources_of_some_services() {
    let full = everything();
    let deny = policy(json!({"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}));
    let instance = "arn:aws:ec2:eu-west-1:123456789012:instance/i-1";
    let service = Caller::Service {
        name: "cloudtrail.amazonaws.com".to_owned(),
    };
    let cases = [
        (get(Caller::user(USER)), ExplicitlyDenied),
        (get(root()), ExplicitlyDenied),
        (get(service), ExplicitlyDenied),
        (get(Caller::role_session(LINKED, "s")), Allowed),
        (
            request(Caller::user(USER), "ec2:StartInstances", instance),
            Allowed,
        ),
        (
            request(Caller::user(USER), "s3:ListAllMyBuckets", "*"),
            Allowed,
        ),
        (request(Caller::user(USER), "kms:RetireGrant", KEY), Allowed),
    ];
    for (request, expected) in cases {
        let mut layers = Layers::identity([&full]);
        layers.resource = Known::Known(Some(&full));
        layers.resource_control = Known::Known(vec![vec![&full, &deny]]);
        check(&layers, &request, expected);
        layers.resource_in_management_account = Known::Known(true);
        check(&layers, &request, Allowed);
    }
}

/// "Unless the key policy explicitly allows it, you cannot use IAM policies to allow access to
/// a KMS key" (<https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html>), and
/// so it is with the trust policy of a role
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>).
#[test]
fn keys_and_roles_need_their_own_policies_to_allow() {
    let (full, account, user) = (everything(), for_account("123456789012"), for_account(USER));
    let nothing = policy(json!([]));
    let no_identity: [&Policy; 0] = [];
    let cases = [
        (vec![&full], &nothing, ImplicitlyDenied),
        (vec![&full], &account, Allowed),
        (no_identity.to_vec(), &account, ImplicitlyDenied),
        (no_identity.to_vec(), &user, Allowed),
    ];
    for (identity, resource, expected) in cases {
        let mut layers = Layers::identity(identity);
        layers.resource = Known::Known(Some(resource));
        for (action, arn) in [("kms:Decrypt", KEY), ("sts:AssumeRole", ROLE)] {
            check(&layers, &request(Caller::user(USER), action, arn), expected);
        }
    }
    let decrypt = request(root(), "kms:Decrypt", KEY);
    let mut layers = Layers::identity([]);
    layers.resource = Known::Known(Some(&nothing));
    check(&layers, &decrypt, ImplicitlyDenied);
    layers.resource = Known::Known(Some(&account));
    check(&layers, &decrypt, Allowed);
    let create = request(Caller::user(USER), "kms:CreateKey", "*");
    check(&Layers::identity([&full]), &create, Allowed);
}

/// "The request is allowed only if both evaluations return a decision of Allow"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html>).
#[test]
fn across_accounts_both_sides_must_allow() {
    let (full, named) = (
        everything(),
        for_account("arn:aws:iam::999999999999:user/u"),
    );
    let caller = Caller::user("arn:aws:iam::999999999999:user/u");
    let both: [(&[&Policy], Option<&Policy>, Verdict); 4] = [
        (&[&full], Some(&named), Allowed),
        (&[&full], None, ImplicitlyDenied),
        (&[], Some(&named), ImplicitlyDenied),
        (&[], Some(&full), ImplicitlyDenied),
    ];
    for (identity, resource, expected) in both {
        let mut layers = Layers::identity(identity.iter().copied());
        layers.resource = Known::Known(resource);
        check(&layers, &get(caller.clone()), expected);
    }
}

/// Who has no identity policies has what the resource's policy says, and a federated user
/// without a session policy has nothing of the user's
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>).
#[test]
fn those_without_identity_policies_have_what_resources_give() {
    let (full, service) = (
        everything(),
        policy(
            json!({"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
                      "Action": "*", "Resource": "*"}),
        ),
    );
    let sns = Caller::Service {
        name: "sns.amazonaws.com".to_owned(),
    };
    let federated = Caller::FederatedUser {
        user: USER.to_owned(),
        name: "f".to_owned(),
    };
    let cases = [
        (Caller::Anonymous, Some(&full), Allowed),
        (Caller::Anonymous, Some(&service), ImplicitlyDenied),
        (Caller::Anonymous, None, ImplicitlyDenied),
        (sns, Some(&service), Allowed),
        (federated.clone(), None, ImplicitlyDenied),
    ];
    for (caller, resource, expected) in cases {
        let mut layers = Layers::identity([]);
        layers.resource = Known::Known(resource);
        check(&layers, &get(caller), expected);
    }
    let mut layers = Layers::identity([&full]);
    check(&layers, &get(federated.clone()), ImplicitlyDenied);
    layers.session = Known::Known(Some(vec![&full]));
    check(&layers, &get(federated), Allowed);
}
