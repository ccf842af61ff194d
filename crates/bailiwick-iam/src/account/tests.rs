//! What one question to one principal takes into account.

use super::*;
use crate::decide::{Decision, Finding};
use crate::policy::{Condition, Statement};
use crate::request::{Context, Resource};

const USER: &str = "arn:aws:iam::111122223333:user/ada";

fn account(policies: Attached) -> Account {
    let mut account = Account::new("111122223333".parse().unwrap()).without_organization();
    account.principals.push(Principal::user(USER, policies));
    account
}

fn allow(action: &str) -> Policy {
    Policy::new([Statement::allow([action]).on(["*"])])
}

fn deny(action: &str) -> Policy {
    Policy::new([Statement::deny([action]).on(["*"])])
}

fn ask(account: &Account, action: &str, arn: &str) -> Answer {
    let accounts: Accounts = [account.clone()].into_iter().collect();
    let (account, principal) = accounts.principal(USER).unwrap();
    let resource = Resource::new(arn).owned_by(account.id);
    accounts.ask(account, principal, &Question::new(action, resource))
}

const INSTANCE: &str = "arn:aws:ec2:us-east-1:111122223333:instance/i-1";

#[test]
fn policies_of_the_user_and_of_its_groups_count() {
    let mut account = account(Attached::inline("own", allow("ec2:StartInstances")));
    let arn = "arn:aws:iam::111122223333:group/operators";
    let group = Group::new(arn, Attached::inline("stop", allow("ec2:StopInstances")));
    account.groups.insert(arn.to_owned(), group);
    let before = ask(&account, "ec2:StopInstances", INSTANCE);
    assert_eq!(before.decision, Decision::ImplicitlyDenied);
    if let PrincipalDetails::User(user) = &mut account.principals[0].details {
        user.groups.push(arn.to_owned());
    }
    for action in ["ec2:StartInstances", "ec2:StopInstances"] {
        assert_eq!(ask(&account, action, INSTANCE).decision, Decision::Allowed);
    }
}

#[test]
fn a_missing_policy_leaves_open_what_it_could_change() {
    let missing = "arn:aws:iam::aws:policy/NewerThanTheTable";
    let policies = Attached::inline("own", allow("ec2:Start*")).with_managed(missing);
    let answer = ask(&account(policies), "ec2:StartInstances", INSTANCE);
    let Decision::Unknown(undecided) = &answer.decision else {
        panic!("{answer:?}")
    };
    let named: Vec<_> = undecided.other.iter().collect();
    assert_eq!(named, [&format!("the managed policy `{missing}`")]);
    assert_eq!(answer.by_what_is_given, Some(Decision::Allowed));

    let policies = Attached::inline("own", deny("ec2:Start*")).with_managed(missing);
    let answer = ask(&account(policies), "ec2:StartInstances", INSTANCE);
    assert_eq!(answer.decision, Decision::ExplicitlyDenied);
}

#[test]
fn a_bucket_whose_policy_was_not_given_may_deny() {
    let mut account = account(Attached::inline("own", allow("s3:*")));
    let object = "arn:aws:s3:::logs/2026/a";
    let answer = ask(&account, "s3:GetObject", object);
    assert!(
        matches!(&answer.decision, Decision::Unknown(undecided)
            if undecided.other.contains("the policy of `arn:aws:s3:::logs`")),
        "{answer:?}"
    );
    account.resources.insert("arn:aws:s3:::logs".into(), None);
    assert_eq!(
        ask(&account, "s3:GetObject", object).decision,
        Decision::Allowed
    );
    account
        .resources
        .insert("arn:aws:s3:::logs".into(), Some(everyone(deny("s3:*"))));
    assert_eq!(
        ask(&account, "s3:GetObject", object).decision,
        Decision::ExplicitlyDenied
    );
}

fn everyone(mut policy: Policy) -> Policy {
    use crate::policy::{Principal as Named, Principals};
    for statement in &mut policy.statements {
        statement.principal = Some(Named::Only(Principals::Everyone));
    }
    policy
}

#[test]
fn an_organisation_that_was_not_given_may_deny() {
    let mut account = account(Attached::inline("own", allow("ec2:*")));
    account.service_control = Known::Unknown("the service control policies".into());
    let answer = ask(&account, "ec2:StartInstances", INSTANCE);
    assert!(
        matches!(answer.decision, Decision::Unknown(_)),
        "{answer:?}"
    );
    assert_eq!(answer.by_what_is_given, Some(Decision::Allowed));
    let other = ask(&account, "iam:CreateUser", "*");
    assert_eq!(
        other.decision,
        Decision::ImplicitlyDenied,
        "no organisation grants"
    );
    account.service_control = Known::Known(vec![vec![allow("s3:*")]]);
    let answer = ask(&account, "ec2:StartInstances", INSTANCE);
    assert_eq!(answer.decision, Decision::ImplicitlyDenied);
}

#[test]
fn who_can_answers_as_each_would_alone() {
    let mut account = account(Attached::inline("own", allow("ec2:Start*")));
    let tagged = Statement::allow(["ec2:*"]).on(["*"]).when(Condition::test(
        "StringEquals",
        "aws:PrincipalTag/team",
        ["web"],
    ));
    let mut ben = Principal::user(
        "arn:aws:iam::111122223333:user/ben",
        Attached::inline("own", Policy::new([tagged])),
    );
    ben.tags.insert("team".into(), "web".into());
    let dora = Principal::user("arn:aws:iam::111122223333:user/dora", Attached::default());
    account.principals.extend([ben, dora]);
    let accounts: Accounts = [account].into_iter().collect();
    let question = Question::new("ec2:StartInstances", Resource::new(INSTANCE));
    let together = WhoCan::new(&accounts, &question).ask(&question);
    let answers: Vec<_> = together
        .iter()
        .map(|(_, principal, answer)| (principal.name(), answer.decision.clone()))
        .collect();
    assert_eq!(
        answers,
        [
            ("ada", Decision::Allowed),
            ("ben", Decision::Allowed),
            ("dora", Decision::ImplicitlyDenied),
        ]
    );
    for (account, principal, answer) in together {
        assert_eq!(accounts.ask(account, principal, &question), answer);
    }
}

#[test]
fn what_can_lists_actions_by_resource_and_condition() {
    let logs = Statement::allow(["s3:GetObject", "s3:ListBucket"]).on(["arn:aws:s3:::logs*"]);
    // No bucket is an object.
    let bucket = Statement::allow(["s3:PutObject"]).on(["arn:aws:s3:::logs"]);
    let mfa = Condition::test("Bool", "aws:MultiFactorAuthPresent", ["true"]);
    let stop = Statement::allow(["ec2:StopInstances"]).on(["*"]).when(mfa);
    let denied = Statement::deny(["s3:ListBucket"]).on(["*"]);
    let policy = Policy::new([logs, bucket, stop, denied]);
    let accounts: Accounts = [account(Attached::inline("own", policy))]
        .into_iter()
        .collect();
    let (account, ada) = accounts.principal(USER).unwrap();
    let grants = |context: &Context, service| accounts.what_can(account, ada, context, service);
    let all = grants(&Context::partial(), None);
    let lines: Vec<_> = all
        .iter()
        .map(|grant| {
            let depends_on: Vec<_> = grant.depends_on.iter().map(String::as_str).collect();
            (
                grant.resource.as_str(),
                grant.actions.join(" "),
                depends_on.concat(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            (
                "*",
                "ec2:StopInstances".to_owned(),
                "the condition key `aws:multifactorauthpresent`".to_owned()
            ),
            (
                "arn:aws:s3:::logs*",
                "s3:GetObject".to_owned(),
                String::new()
            ),
        ]
    );
    assert_eq!(grants(&Context::partial(), Some("s3")).len(), 1);
    let without = Context::partial().without("aws:MultiFactorAuthPresent");
    assert_eq!(grants(&without, Some("ec2")), []);
}

#[test]
fn everything_is_one_line() {
    let accounts: Accounts = [account(
        Attached::default().with_managed(ADMINISTRATOR_ACCESS),
    )]
    .into_iter()
    .collect();
    let (account, ada) = accounts.principal(USER).unwrap();
    let grants = accounts.what_can(account, ada, &Context::partial(), None);
    assert_eq!(grants.len(), 1);
    assert_eq!(grants[0].actions, ["*"]);
}

#[test]
fn an_explanation_names_the_policies() {
    let policies = Attached::inline("own", deny("ec2:Stop*")).with_managed(ADMINISTRATOR_ACCESS);
    let accounts: Accounts = [account(policies)].into_iter().collect();
    let (account, ada) = accounts.principal(USER).unwrap();
    let question = Question::new("ec2:StopInstances", Resource::new(INSTANCE));
    let (explanation, names) = accounts.explain(account, ada, &question);
    assert_eq!(explanation.decision, Decision::ExplicitlyDenied);
    let applying: Vec<_> = explanation
        .statements
        .iter()
        .filter(|statement| statement.finding == Finding::Applies)
        .map(|statement| names[statement.policy].as_str())
        .collect();
    assert_eq!(applying, ["own", ADMINISTRATOR_ACCESS]);
}
