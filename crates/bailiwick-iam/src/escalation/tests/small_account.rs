//! Small accounts for tests, and the policies in them.

use crate::account::{ADMINISTRATOR_ACCESS, Account, Attached, Principal};
use crate::policy::{Policy, Principal as Named, PrincipalKind, Statement};

pub(super) fn arn(rest: &str) -> String {
    format!("arn:aws:iam::111122223333:{rest}")
}

pub(super) fn allow<'a>(actions: impl IntoIterator<Item = &'a str>, resource: &str) -> Statement {
    Statement::allow(actions).on([resource])
}

pub(super) fn user(statements: impl IntoIterator<Item = Statement>) -> Principal {
    let own = Attached::inline("own", Policy::new(statements));
    Principal::user(arn("user/ben"), own)
}

pub(super) fn trust(kind: PrincipalKind, name: &str) -> Policy {
    let statement = Statement::allow(["sts:AssumeRole"]).for_principal(Named::of(kind, [name]));
    Policy::new([statement])
}

/// A role that lets a service take it.
pub(super) fn service_role(name: &str, service: &str, policies: Attached) -> Principal {
    let trust = trust(PrincipalKind::Service, service);
    Principal::role(arn(&format!("role/{name}")), trust, policies)
}

pub(super) fn admin() -> Attached {
    Attached::default().with_managed(ADMINISTRATOR_ACCESS)
}

pub(super) fn account(principals: impl IntoIterator<Item = Principal>) -> Account {
    let mut account = Account::new("111122223333".parse().unwrap()).without_organization();
    account.principals = principals.into_iter().collect();
    account.has_no_other_assets = true;
    account
}

pub(super) const PASS: [&str; 3] = [
    "iam:PassRole",
    "lambda:CreateFunction",
    "lambda:InvokeFunction",
];

/// Ben may run functions with `web`, which may change the trust of `admin`.
pub(super) fn two_steps() -> Account {
    let web = Attached::inline(
        "own",
        Policy::new([allow(["iam:UpdateAssumeRolePolicy"], &arn("role/admin"))]),
    );
    account([
        user([allow(PASS, "*")]),
        service_role("web", "lambda.amazonaws.com", web),
        service_role("admin", "ec2.amazonaws.com", admin()),
    ])
}
