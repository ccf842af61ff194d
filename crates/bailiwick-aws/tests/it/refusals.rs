//! What apply refuses, and what it says. Nothing is executed in any of these.

use bailiwick_aws::apply::{ApplyError, apply, execute};
use bailiwick_aws::deployment::Deployment;
use bailiwick_aws::plan::{Inputs, PlanError, plan};
use insta::assert_snapshot;
use serde_json::json;

use crate::fake::Fake;
use crate::scene::{Onlooker, changed, deployed, deployment, run, told, web};

fn refused(fake: &Fake, deployments: &[Deployment]) -> String {
    let before = fake.log.borrow().len();
    let error = run(fake, deployments).0.unwrap_err();
    assert_eq!(fake.log.borrow().len(), before, "nothing was done");
    assert!(!error.is_failed_deployment());
    told(&error)
}

fn in_state(status: &str) -> String {
    let fake = deployed();
    fake.meddle("acme-web-data", |stack| stack.status = status.into());
    refused(&fake, &web())
}

#[test]
fn another_account_is_refused_before_anything_is_asked() {
    let mut deployments = web();
    deployments[1].account_id = "111111111111".into();
    let fake = Fake::default();
    assert_snapshot!(refused(&fake, &deployments), @"
    `web-data` in `staging`, eu-central-1 belongs to account 111111111111, and these credentials are for 222222222222
    hint: use credentials of `staging`: `AWS_PROFILE=NAME bailiwick …`; `bailiwick profiles PERSON` lists them
    ");
    assert!(fake.stacks.borrow().is_empty());
}

#[test]
fn a_stack_of_somebody_else_is_refused() {
    let fake = deployed();
    fake.meddle("acme-web-data", |stack| stack.tags.clear());
    assert_snapshot!(refused(&fake, &web()), @"
    the stack `acme-web-data` exists, and this estate did not make it
    hint: nothing is taken over unasked: delete that stack if nobody needs it, or give the estate another name
    ");
}

#[test]
fn a_state_that_cannot_be_updated_is_refused_with_what_to_do() {
    assert_snapshot!(in_state("ROLLBACK_COMPLETE"), @"
    the stack `acme-web-data` is in ROLLBACK_COMPLETE
    hint: its creation failed and was undone: delete what is left (`aws cloudformation delete-stack --stack-name acme-web-data --region eu-central-1`) and apply again
    ");
    assert_snapshot!(in_state("UPDATE_IN_PROGRESS"), @"
    the stack `acme-web-data` is in UPDATE_IN_PROGRESS
    hint: something is at work on it: wait until it is done, and apply again
    ");
    assert_snapshot!(in_state("DELETE_FAILED"), @"
    the stack `acme-web-data` is in DELETE_FAILED
    hint: somebody began to delete it: see in the CloudFormation console what it still holds; what its template keeps stays in the account when the rest goes (`aws cloudformation delete-stack --stack-name acme-web-data --region eu-central-1`), and a new stack makes new ones
    ");
    assert_snapshot!(in_state("UPDATE_ROLLBACK_FAILED"), @"
    the stack `acme-web-data` is in UPDATE_ROLLBACK_FAILED
    hint: mend what the reason names, run `aws cloudformation continue-update-rollback --stack-name acme-web-data --region eu-central-1`, and apply again
    ");
}

#[test]
fn a_stale_plan_is_refused() {
    let fake = deployed();
    let new = changed(
        web()[2].clone(),
        "/Resources/Vpc",
        json!({ "Type": "AWS::EC2::Subnet" }),
    );
    let new = changed(
        new,
        "/Resources",
        json!({ "Other": { "Type": "AWS::EC2::VPC" } }),
    );
    let outputs = Default::default();
    let made = plan(
        &fake,
        &new,
        &Inputs {
            outputs: &outputs,
            run: "mine",
        },
    )
    .unwrap();
    // Somebody else deploys in between.
    fake.meddle("acme-web-network", |stack| stack.changed += 1);
    let error = execute(&fake, &made, &mut |_| ()).unwrap_err();
    assert!(matches!(error, ApplyError::Stale { .. }));
    assert_snapshot!(told(&error), @"
    the plan of `web-network` in `staging`, eu-central-1 is stale: somebody changed the stack since it was made
    hint: apply again: it makes a new plan and shows it; nothing was done
    ");
    fake.meddle("acme-web-network", |stack| stack.changed -= 1);
    // Its change set went out of date, which AWS says by its execution status.
    for (_, change_set) in fake.change_sets.borrow_mut().values_mut() {
        change_set.execution = "OBSOLETE".into();
    }
    let error = execute(&fake, &made, &mut |_| ()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("its change set can no longer be executed")
    );
    // The stack went and came back with the same name.
    fake.stacks.borrow_mut().remove("acme-web-network");
    let error = execute(&fake, &made, &mut |_| ()).unwrap_err();
    assert!(error.to_string().contains("somebody deleted the stack"));
    assert!(fake.log.borrow().is_empty());
}

#[test]
fn only_iam_is_a_capability_that_a_template_may_ask_for() {
    let asks = |capability: &str| {
        vec![deployment(
            "web",
            json!({ "Asks": capability, "Resources": {} }),
        )]
    };
    assert!(
        run(&Fake::default(), &asks("CAPABILITY_NAMED_IAM"))
            .0
            .is_ok()
    );
    assert!(
        refused(&Fake::default(), &asks("CAPABILITY_AUTO_EXPAND"))
            .contains("CAPABILITY_AUTO_EXPAND")
    );
}

#[test]
fn an_output_that_there_is_not_is_named() {
    let mut deployments = web();
    deployments[2] = changed(deployments[2].clone(), "/Outputs", json!({}));
    let fake = Fake::default();
    let error = run(&fake, &deployments).0.unwrap_err();
    assert!(matches!(
        &error,
        ApplyError::Plan(PlanError::NoOutput { .. })
    ));
    assert_snapshot!(error, @"`web-service` in `staging`, eu-central-1 needs the output `VpcId` of `web-network`, which has none of that name");
}

#[test]
fn a_plan_that_fails_forgets_the_others_of_its_stage() {
    let fake = deployed();
    let mut new = web();
    new[1] = changed(
        new[1].clone(),
        "/Resources/Volume/Properties/Size",
        json!(3),
    );
    fake.meddle("acme-web-network", |stack| {
        stack.status = "DELETE_FAILED".into()
    });
    let before = fake.change_sets.borrow().len();
    let mut onlooker = Onlooker::default();
    assert!(apply(&fake, &new, "again", &mut onlooker).is_err());
    assert!(onlooker.seen.is_empty(), "nobody was asked");
    assert_eq!(fake.change_sets.borrow().len(), before);
}
