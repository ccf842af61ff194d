//! Chains of several steps, and what policies can do against them.

use super::*;
use crate::account::{ADMINISTRATOR_ACCESS, Asset, Attached, Group, Principal, PrincipalDetails};
use crate::decide::Known;
use crate::policy::{Condition, Policy, Principal as Named, PrincipalKind, Statement};

fn arn(rest: &str) -> String {
    format!("arn:aws:iam::111122223333:{rest}")
}

fn allow<'a>(actions: impl IntoIterator<Item = &'a str>, resource: &str) -> Statement {
    Statement::allow(actions).on([resource])
}

fn user(statements: impl IntoIterator<Item = Statement>) -> Principal {
    let own = Attached::inline("own", Policy::new(statements));
    Principal::user(arn("user/ben"), own)
}

fn trust(kind: PrincipalKind, name: &str) -> Policy {
    let statement = Statement::allow(["sts:AssumeRole"]).for_principal(Named::of(kind, [name]));
    Policy::new([statement])
}

/// A role that lets a service take it.
fn service_role(name: &str, service: &str, policies: Attached) -> Principal {
    let trust = trust(PrincipalKind::Service, service);
    Principal::role(arn(&format!("role/{name}")), trust, policies)
}

fn admin() -> Attached {
    Attached::default().with_managed(ADMINISTRATOR_ACCESS)
}

fn account(principals: impl IntoIterator<Item = Principal>) -> Account {
    let mut account = Account::new("111122223333".parse().unwrap()).without_organization();
    account.principals = principals.into_iter().collect();
    account.has_no_other_assets = true;
    account
}

const PASS: [&str; 3] = [
    "iam:PassRole",
    "lambda:CreateFunction",
    "lambda:InvokeFunction",
];

/// Ben may run functions with `web`, which may change the trust of `admin`.
fn two_steps() -> Account {
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
fn a_role_is_passed_only_to_the_service_that_the_policy_names() {
    let to = |service: &str| {
        let condition = Condition::test("StringEquals", "iam:PassedToService", [service]);
        let mut account = two_steps();
        account.principals[0] = user([
            allow(["iam:PassRole"], "*").when(condition),
            allow(["lambda:*", "ec2:*"], "*"),
        ]);
        ways(&report(account), "user/ben").concat()
    };
    assert_eq!(to("glue.amazonaws.com"), Vec::<&str>::new());
    assert!(to("lambda.amazonaws.com").contains(&"lambda-001"));
}

#[test]
fn a_boundary_holds_whatever_one_grants_oneself() {
    let mut ben = user([allow(["iam:PutUserPolicy"], "*")]);
    ben.boundary = Some(arn("policy/boundary"));
    let within = |statement: Statement| {
        let mut account = account([ben.clone()]);
        let boundary = Known::Known(Policy::new([statement]));
        account.managed.insert(arn("policy/boundary"), boundary);
        report(account).escalations.len()
    };
    assert_eq!(within(allow(["s3:*", "iam:PutUserPolicy"], "*")), 0);
    assert_eq!(within(allow(["*"], "*")), 1);
}

#[test]
fn what_denies_it_elsewhere_still_denies_it() {
    let deny = Statement::deny(["iam:*"]).on(["*"]);
    let mut ben = user([allow(["iam:AttachUserPolicy"], "*")]);
    assert_eq!(report(account([ben.clone()])).escalations.len(), 1);
    // The guard denies everything but the one action.
    let guard = Statement {
        action: crate::policy::Selection::all_except(["iam:AttachUserPolicy"]),
        ..deny
    };
    ben.policies = ben.policies.with_inline("guard", Policy::new([guard]));
    assert_eq!(report(account([ben.clone()])).escalations, []);
    // Whoever may write inline policies writes the guard anew.
    let guard = Statement::deny(["s3:*", "iam:Attach*"]).on(["*"]);
    ben.policies = Attached::inline("own", Policy::new([allow(["iam:PutUserPolicy"], "*")]))
        .with_inline("guard", Policy::new([guard]));
    assert_eq!(ways(&report(account([ben])), "ben"), [["iam-007"]]);
}

#[test]
fn an_organisation_stops_a_step() {
    let mut account = two_steps();
    let everything = Policy::new([allow(["*"], "*")]);
    let deny = Policy::new([Statement::deny(["lambda:CreateFunction"]).on(["*"])]);
    account.service_control = Known::Known(vec![vec![everything, deny]]);
    assert_eq!(
        ways(&report(account.clone()), "user/ben"),
        Vec::<Vec<&str>>::new()
    );
    // The management account is exempt.
    account.is_management = Known::Known(true);
    assert_eq!(ways(&report(account.clone()), "user/ben").len(), 2);
    account.service_control = Known::Unknown("the service control policies".into());
    assert_eq!(report(account.clone()).without_organization, [account.id]);
}

#[test]
fn what_depends_on_an_unknown_key_is_possible_and_names_it() {
    let mfa = Condition::test("Bool", "aws:MultiFactorAuthPresent", ["true"]);
    let account = account([user([allow(["iam:PutUserPolicy"], "*").when(mfa)])]);
    let report = report(account);
    assert_eq!(report.certain().count(), 0);
    let possible = report.possible().next().unwrap();
    let depends_on: Vec<_> = possible.steps[0].depends_on.iter().collect();
    assert_eq!(
        depends_on,
        ["the condition key `aws:multifactorauthpresent`"]
    );
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
fn names_are_chosen_that_all_policies_allow() {
    let functions = |one: &str, other: &str| {
        let function = |name: &str| format!("arn:aws:lambda:*:111122223333:function:{name}");
        let account = account([
            user([
                allow(["iam:PassRole"], "*"),
                allow(["lambda:CreateFunction"], &function(one)),
                allow(["lambda:InvokeFunction"], &function(other)),
            ]),
            service_role("admin", "lambda.amazonaws.com", admin()),
        ]);
        let report = report(account);
        let calls = report.escalations.first()?.steps[0].calls.clone();
        Some(calls[1].1.clone())
    };
    let name = functions("dev-*", "*-blue").unwrap();
    assert!(
        name.contains("us-east-1:111122223333:function:dev-"),
        "{name}"
    );
    assert!(name.ends_with("-blue"), "{name}");
    assert_eq!(functions("dev-*", "prod-*"), None);
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

#[test]
fn a_principal_whose_policies_are_missing_is_named() {
    let mut ben = user([]);
    ben.policies
        .managed
        .push("arn:aws:iam::aws:policy/NewerThanTheTable".to_owned());
    let report = report(account([ben]));
    assert_eq!(
        report.unjudged,
        [Unjudged {
            principal: arn("user/ben"),
            missing: vec!["the managed policy `arn:aws:iam::aws:policy/NewerThanTheTable`".into()],
        }]
    );
}

#[test]
fn the_number_of_access_keys_counts() {
    let keys = |count: Known<usize>| {
        let mut admin = Principal::user(arn("user/admin"), admin());
        if let PrincipalDetails::User(user) = &mut admin.details {
            user.access_keys = count;
        }
        let ben = user([allow(["iam:CreateAccessKey"], "*")]);
        let report = report(account([ben, admin]));
        (report.certain().count(), report.possible().count())
    };
    assert_eq!(keys(Known::Known(1)), (1, 0));
    assert_eq!(keys(Known::Known(2)), (0, 0));
    assert_eq!(keys(Known::Unknown("how many keys".into())), (0, 1));
}

#[test]
fn a_service_linked_role_cannot_be_changed() {
    let with = |name: &str| {
        let ben = user([allow(["iam:UpdateAssumeRolePolicy"], "*")]);
        let role = service_role(name, "support.amazonaws.com", admin());
        report(account([ben, role])).escalations.len()
    };
    assert_eq!(with("admin"), 1);
    assert_eq!(with("aws-service-role/support.amazonaws.com/admin"), 0);
}

#[test]
fn the_caller_chooses_a_region_that_is_allowed() {
    let only = |region: &str| {
        let condition = Condition::test("StringEquals", "aws:RequestedRegion", [region]);
        let ben = user([
            allow(["iam:PassRole"], "*"),
            allow(["lambda:CreateFunction", "lambda:InvokeFunction"], "*").when(condition),
        ]);
        let role = service_role("admin", "lambda.amazonaws.com", admin());
        let report = report(account([ben, role]));
        let calls = &report.certain().next().unwrap().steps[0].calls;
        calls[1].1.clone()
    };
    for region in ["eu-west-1", "us-gov-east-1"] {
        assert!(only(region).contains(region), "{}", only(region));
    }
}
