//! Trust policies: who may become a role.

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

/// Trust in the account itself, so that its own identity policies decide who may; where
/// people come in through Identity Center, only in the roles of one permission set.
///
/// Source: "How permission sets are provisioned as roles" in "Permission sets", IAM
/// Identity Center User Guide: the role's name is `AWSReservedSSO_NAME_SUFFIX`.
pub(super) fn account(account: &str, permission_set: Option<&str>) -> Policy {
    let root = format!("arn:aws:iam::{account}:root");
    let mut statement = Statement::allow(["sts:AssumeRole"])
        .for_principal(Principal::of(PrincipalKind::Aws, [root]));
    if let Some(set) = permission_set {
        let role = format!(
            "arn:aws:iam::{account}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_{set}_*"
        );
        statement = statement.when(Condition::test("ArnLike", "aws:PrincipalArn", [role]));
    }
    Policy::new([statement])
}
