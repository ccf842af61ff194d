//! What each word of `forbids` denies, one file each.

mod change_bailiwick;
mod change_logs;
mod leave_organization;
mod make_iam_users;
mod use_root_user;
mod weaken_cloudtrail;
mod weaken_config;
mod weaken_guardduty;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::Forbidden;
use bailiwick_iam::policy::{Condition, Sid, Statement};

use super::exempt::Exempt;

/// Everything that makes a role, or makes another of it.
///
/// Source: "Actions, resources, and condition keys for AWS Identity and Access Management",
/// Service Authorization Reference
/// (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html>).
pub(super) const CHANGES_OF_ROLES: [&str; 13] = [
    "iam:AttachRolePolicy",
    "iam:CreateRole",
    "iam:DeleteRole",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:TagRole",
    "iam:UntagRole",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateRole",
    "iam:UpdateRoleDescription",
];

/// The denials that stand for a word. Resource control policies say `use-from-outside`.
pub(super) fn statements(forbidden: Forbidden, estate: &Estate, exempt: &Exempt) -> Vec<Statement> {
    match forbidden {
        Forbidden::LeaveOrganization => vec![leave_organization::statement(exempt)],
        Forbidden::UseRootUser => vec![use_root_user::statement()],
        Forbidden::WeakenCloudTrail => vec![weaken_cloudtrail::statement(exempt)],
        Forbidden::WeakenConfig => vec![weaken_config::statement(exempt)],
        Forbidden::WeakenGuardDuty => vec![weaken_guardduty::statement(exempt)],
        Forbidden::MakeIamUsers => vec![make_iam_users::statement(exempt)],
        Forbidden::ChangeLogs => change_logs::statements(estate, exempt),
        Forbidden::ChangeBailiwick => change_bailiwick::statements(estate, exempt),
        Forbidden::UseFromOutside => Vec::new(),
    }
}

/// A denial of actions on anything, to everybody who is not excepted.
fn denial(words: &str, actions: &[&str], exempt: &Exempt) -> Statement {
    let mut statement = Statement::deny(actions.iter().copied())
        .on(["*"])
        .when(exempt.others(Condition::default()));
    statement.sid = Sid::from_words(words);
    statement
}
