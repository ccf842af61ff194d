//! Chains of one step and of several.

use super::small_account::{
    PASS, account, admin, allow, arn, service_role, trust, two_steps, user,
};
use super::*;
use crate::account::{Asset, Attached, Group, Principal};
use crate::policy::{Condition, Policy, PrincipalKind, Statement};

#[test]
fn a_chain_is_told_step_by_step() {
    let report = report(two_steps());
    let mut escalations = report.escalations.iter();
    let ben = escalations
        .find(|one| one.principal.ends_with("ben"))
        .unwrap();
    let steps: Vec<_> = ben
        .steps
        .iter()
        .map(|step| (step.by.clone(), step.path.id, step.gain.clone()))
        .collect();
    assert_eq!(
        steps,
        [
            (
                arn("user/ben"),
                "lambda-001",
                Gain::Principal(arn("role/web"))
            ),
            (
                arn("role/web"),
                "iam-012",
                Gain::Principal(arn("role/admin"))
            ),
        ]
    );
    assert!(ben.is_certain());
    assert_eq!(report.administrators[0].principal, arn("role/admin"));
    assert_eq!(report.escalations.len(), 2, "and `web` itself, in one step");
}

#[test]
fn a_certain_chain_is_preferred_to_a_shorter_possible_one() {
    let mfa = Condition::test("Bool", "aws:MultiFactorAuthPresent", ["true"]);
    let mut account = two_steps();
    account.principals[0] = user([
        allow(PASS, "*"),
        allow(["iam:PutUserPolicy"], "*").when(mfa),
    ]);
    let report = report(account);
    let ben = report.certain().find(|one| one.principal.ends_with("ben"));
    assert_eq!(ben.unwrap().steps.len(), 2);
}

#[test]
fn what_may_run_with_a_role_is_possible() {
    let mut account = account([
        user([allow(
            ["lambda:UpdateFunctionCode", "lambda:InvokeFunction"],
            "*",
        )]),
        service_role("admin", "lambda.amazonaws.com", admin()),
    ]);
    assert_eq!(
        report(account.clone()).escalations,
        [],
        "there is no function"
    );
    let function = "arn:aws:lambda:us-east-1:111122223333:function:web";
    let asset = Asset::new("lambda:function", function).running_as(arn("role/admin"));
    account.assets = vec![asset];
    assert_eq!(report(account.clone()).certain().count(), 1);
    account.assets.clear();
    account.has_no_other_assets = false;
    let report = report(account);
    let step = &report.possible().next().unwrap().steps[0];
    let why = format!("a function of lambda that has `{}`", arn("role/admin"));
    assert!(step.depends_on.contains(&why), "{step:?}");
}

#[test]
fn groups_are_joined_and_used() {
    let mut account = account([
        user([allow(["iam:AddUserToGroup"], &arn("group/deployers"))]),
        service_role("admin", "lambda.amazonaws.com", admin()),
    ]);
    let policies = Attached::inline("deploy", Policy::new([allow(PASS, "*")]));
    let group = Group::new(arn("group/deployers"), policies);
    account.groups.insert(group.arn.clone(), group);
    let ways = ways(&report(account), "user/ben");
    assert_eq!(ways.len(), 2);
    assert_eq!((ways[0][0], ways[1][0]), ("iam-013", "lambda-001"));
}

#[test]
fn two_groups_together_do_what_neither_does() {
    let mut account = account([
        user([allow(["iam:AddUserToGroup"], "*")]),
        service_role("admin", "lambda.amazonaws.com", admin()),
    ]);
    let halves = [("passers", &PASS[..1]), ("builders", &PASS[1..])];
    for (name, actions) in halves {
        let statement = allow(actions.iter().copied(), "*");
        let policies = Attached::inline("half", Policy::new([statement]));
        let group = Group::new(arn(&format!("group/{name}")), policies);
        account.groups.insert(group.arn.clone(), group);
    }
    // Groups that give nothing do not make the search long.
    for number in 0..60 {
        let group = Group::new(arn(&format!("group/idle-{number}")), Attached::default());
        account.groups.insert(group.arn.clone(), group);
    }
    let report = report(account);
    let ways = ways(&report, "user/ben");
    let first: Vec<_> = ways.iter().map(|way| way[0]).collect();
    assert_eq!(first, ["iam-013", "iam-013", "lambda-001"]);
}

#[test]
fn a_role_of_another_account_is_taken_where_both_sides_allow_it() {
    let far = "arn:aws:iam::444455556666:role/admin";
    let mut other = Account::new("444455556666".parse().unwrap()).without_organization();
    let trust = trust(PrincipalKind::Aws, &arn("user/ben"));
    other.principals = vec![Principal::role(far, trust, admin())];
    let from = |statement: Statement| {
        let accounts = Accounts::from_iter([account([user([statement])]), other.clone()]);
        escalations(&accounts).certain().count()
    };
    assert_eq!(from(allow(["sts:AssumeRole"], far)), 1);
    assert_eq!(from(allow(["sts:AssumeRole"], &arn("role/*"))), 0);
}

#[test]
fn administrators_are_told_apart_and_not_reported() {
    let mfa = Condition::test("Bool", "aws:MultiFactorAuthPresent", ["true"]);
    let report = report(account([user([allow(["iam:*"], "*").when(mfa)])]));
    assert_eq!(report.escalations, []);
    assert_eq!(report.administrators.len(), 1);
    assert_eq!(report.administrators[0].depends_on.len(), 1);
}
