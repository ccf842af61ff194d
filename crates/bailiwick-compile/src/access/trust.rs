//! Trust policies: who may become a role.

use std::collections::BTreeSet;

use bailiwick_estate::model::OidcTrust;
use bailiwick_iam::policy::{Condition, Policy, Principal, PrincipalKind, Statement};

/// Trust in an AWS service.
///
/// Source: "AWS JSON policy elements: Principal", IAM User Guide.
pub(super) fn service(service: &str) -> Policy {
    let statement = Statement::allow(["sts:AssumeRole"])
        .for_principal(Principal::of(PrincipalKind::Service, [service]));
    Policy::new([statement])
}

/// Trust in the subjects of an OpenID Connect provider, for one audience. A subject
/// without a wildcard is compared whole.
///
/// Source: "Create a role for OpenID Connect federation", IAM User Guide.
pub(super) fn oidc(trust: &OidcTrust, account: &str) -> Policy {
    let provider = trust.oidc.as_str();
    let arn = format!("arn:aws:iam::{account}:oidc-provider/{provider}");
    let subjects = trust.subject.iter().map(|subject| subject.as_str());
    let wild = subjects.clone().any(|subject| subject.contains(['*', '?']));
    let operator = if wild { "StringLike" } else { "StringEquals" };
    let condition = Condition::test(
        "StringEquals",
        &format!("{provider}:aud"),
        [trust.audience.as_str()],
    )
    .and(operator, &format!("{provider}:sub"), subjects);
    let statement = Statement::allow(["sts:AssumeRoleWithWebIdentity"])
        .for_principal(Principal::of(PrincipalKind::Federated, [arn]))
        .when(condition);
    Policy::new([statement])
}

/// Trust in the account itself, so that its own identity policies decide who may; with
/// `holders`, only in these ARNs, and with `mfa`, only in sessions opened with it.
pub(super) fn account(account: &str, holders: &BTreeSet<String>, mfa: bool) -> Policy {
    let root = format!("arn:aws:iam::{account}:root");
    let mut condition = Condition::default();
    if !holders.is_empty() {
        condition = condition.and("ArnLike", "aws:PrincipalArn", holders.iter().cloned());
    }
    if mfa {
        condition = condition.and("Bool", "aws:MultiFactorAuthPresent", ["true"]);
    }
    let statement = Statement::allow(["sts:AssumeRole"])
        .for_principal(Principal::of(PrincipalKind::Aws, [root]))
        .when(condition);
    Policy::new([statement])
}

/// The ARNs of the roles that a permission set becomes in an account.
///
/// The suffix has sixteen characters: `_*` would let in the sets whose names go on.
///
/// Source: "Referencing permission sets in resource policies, Amazon EKS, and AWS KMS",
/// IAM Identity Center User Guide: the role's name is `AWSReservedSSO_NAME_SUFFIX`, in a
/// folder of the region unless that is us-east-1.
pub(crate) fn permission_set(account: &str, set: &str) -> [String; 2] {
    let suffix = "?".repeat(16);
    let role = format!("AWSReservedSSO_{set}_{suffix}");
    let folder = format!("arn:aws:iam::{account}:role/aws-reserved/sso.amazonaws.com");
    [format!("{folder}/{role}"), format!("{folder}/*/{role}")]
}
