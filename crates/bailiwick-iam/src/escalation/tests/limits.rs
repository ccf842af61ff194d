//! What policies, and what is not known, do against a chain.

use super::small_account::{account, admin, allow, arn, service_role, two_steps, user};
use super::*;
use crate::account::{Attached, Principal, PrincipalDetails};
use crate::decide::Known;
use crate::policy::{Condition, Policy, Statement};

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
