//! Applying, when nothing is in the way, and when the deployment itself fails.

use bailiwick_aws::apply::{Applied, ApplyError, apply, execute};
use bailiwick_aws::destroy::plan_destruction;
use bailiwick_aws::plan::{Inputs, plan};
use insta::assert_snapshot;
use serde_json::json;

use crate::fake::{Fake, Ill};
use crate::scene::{Onlooker, changed, deployed, deployment, risks, run, told, web};

#[test]
fn stacks_that_need_others_are_planned_once_those_are_there() {
    let fake = Fake::default();
    let (applied, onlooker) = run(&fake, &web());
    assert_eq!(applied.unwrap(), Applied::Everything);
    assert_snapshot!(onlooker.seen.join("\n"), @"
    asked: web-data web-network
    begins: web-data
    done: web-data
    begins: web-network
    done: web-network
    asked: web-service
    begins: web-service
    done: web-service
    ");
    let stacks = fake.stacks.borrow();
    let volume = &stacks["acme-web-data"].resources["Volume"];
    assert_eq!(&stacks["acme-web-service"].parameters["VolumeId"], volume);
    assert_eq!(stacks["acme-web-data"].tags["bailiwick:estate"], "acme");
}

#[test]
fn applying_twice_changes_nothing_and_leaves_nothing_behind() {
    let fake = deployed();
    let sets = fake.change_sets.borrow().len();
    let (applied, onlooker) = run(&fake, &web());
    assert_eq!(applied.unwrap(), Applied::Everything);
    assert_eq!(
        onlooker.seen,
        [
            "unchanged: web-data",
            "unchanged: web-network",
            "unchanged: web-service"
        ]
    );
    assert!(fake.log.borrow().is_empty());
    assert_eq!(
        fake.change_sets.borrow().len(),
        sets,
        "the empty ones are gone"
    );
}

/// Somebody ended a run between its plan and the answer, or made a plan of their own.
#[test]
fn a_stack_that_is_only_reserved_is_no_stack_yet() {
    let fake = Fake::default();
    let inputs = Inputs {
        outputs: &Default::default(),
        run: "theirs",
    };
    let theirs = plan(&fake, &web()[1], &inputs).unwrap();
    assert_eq!(fake.status("acme-web-data"), "REVIEW_IN_PROGRESS");
    let destruction = plan_destruction(&fake, &web(), &|_| false).unwrap();
    assert!(destruction.goes.is_empty(), "it holds nothing");
    // Whoever declines leaves it to them.
    let mut onlooker = Onlooker {
        declines: true,
        ..Onlooker::default()
    };
    apply(&fake, &web(), "mine", &mut onlooker).unwrap();
    fake.pass();
    assert_eq!(fake.status("acme-web-data"), "REVIEW_IN_PROGRESS");
    assert_eq!(fake.change_sets.borrow().len(), 1);
    run(&fake, &web()).0.unwrap();
    assert_eq!(fake.status("acme-web-data"), "CREATE_COMPLETE");
    // And theirs is no longer what they read.
    let error = execute(&fake, &theirs, &mut |_| ()).unwrap_err();
    assert!(matches!(error, ApplyError::Stale { .. }), "{error}");
    // One that says whose it is stays theirs.
    let fake = Fake::default();
    plan(&fake, &web()[1], &inputs).unwrap();
    fake.meddle("acme-web-data", |stack| {
        stack.tags.insert("bailiwick:estate".into(), "other".into());
    });
    assert!(run(&fake, &web()).0.is_err());
}

#[test]
fn whoever_declines_leaves_no_trace() {
    let fake = Fake::default();
    let mut onlooker = Onlooker {
        declines: true,
        ..Onlooker::default()
    };
    let applied = apply(&fake, &web(), "run", &mut onlooker).unwrap();
    assert_eq!(applied, Applied::Declined);
    assert!(fake.change_sets.borrow().is_empty());
    fake.pass();
    assert_eq!(fake.status("acme-web-data"), "none");
    assert!(!fake.log.borrow().iter().any(|it| it.starts_with("execute")));
}

#[test]
fn what_may_lose_data_comes_first() {
    let fake = Fake::default();
    let kind = |kind: &str, name: &str| json!({ "Type": kind, "Properties": { "Name": name } });
    let before = json!({ "Resources": {
        "A": kind("AWS::IAM::Role", "one"),
        "B": kind("AWS::EC2::Volume", "one"),
        "C": kind("AWS::EC2::VPC", "one"),
    } });
    let after = json!({ "Resources": {
        "A": kind("AWS::IAM::Role", "one"),
        "B": kind("AWS::EC2::Volume", "two"),
        "D": kind("AWS::IAM::Role", "one"),
    } });
    run(&fake, &[deployment("web", before)]).0.unwrap();
    let (_, onlooker) = run(&fake, &[deployment("web", after)]);
    let plan = &onlooker.plans[0];
    assert_eq!(risks(plan)["B"], "LosesData");
    assert_eq!(risks(plan)["C"], "Interrupts");
    assert_eq!(risks(plan)["D"], "Adds");
    let bailiwick_aws::plan::Step::Execute { changes, .. } = &plan.step else {
        panic!("something changes");
    };
    assert_eq!(changes[0].change.logical_id, "B");
}

#[test]
fn a_rollback_names_its_first_real_cause() {
    let fake = deployed();
    fake.fails.borrow_mut().insert("Group".into());
    let mut new = web();
    new[0] = changed(
        new[0].clone(),
        "/Resources/Group/Properties",
        json!({ "MinSize": "2" }),
    );
    new[0] = changed(
        new[0].clone(),
        "/Resources/Logs/Properties",
        json!({ "Path": "/b/" }),
    );
    let (applied, onlooker) = run(&fake, &new);
    let error = applied.unwrap_err();
    assert!(error.is_failed_deployment());
    assert_snapshot!(told(&error), @"
    the deployment of `web-service` in `staging`, eu-central-1 failed and ended in UPDATE_ROLLBACK_COMPLETE; the first cause was `Group` (AWS::Test::Thing): Access denied by the bucket's owner
    hint: everything is as it was before; mend the cause and apply again
    ");
    assert!(onlooker.seen.contains(&"failed: Group".to_owned()));
    assert!(
        !onlooker.seen.contains(&"failed: Logs".to_owned()),
        "only cancelled"
    );
}

#[test]
fn after_a_failure_the_other_plans_of_the_stage_are_forgotten() {
    let fake = Fake::default();
    fake.fails.borrow_mut().insert("Volume".into());
    let (applied, onlooker) = run(&fake, &web());
    assert!(matches!(
        applied,
        Err(ApplyError::Failed { created: true, .. })
    ));
    assert!(!onlooker.seen.iter().any(|it| it == "begins: web-network"));
    fake.pass();
    assert_eq!(fake.status("acme-web-network"), "none");
    assert_eq!(fake.status("acme-web-data"), "ROLLBACK_COMPLETE");
}

#[test]
fn a_long_template_goes_by_s3_and_too_long_a_one_nowhere() {
    let long = |bytes: usize| {
        deployment(
            "web",
            json!({ "Description": "x".repeat(bytes), "Resources": {} }),
        )
    };
    let fake = Fake::default();
    run(&fake, &[long(52_000)]).0.unwrap();
    assert_eq!(fake.kept.borrow().len(), 1);
    let error = run(&fake, &[long(1_000_001)]).0.unwrap_err();
    assert!(error.to_string().contains("CloudFormation takes 1,000,000"));
}

#[test]
fn throttling_and_late_answers_change_nothing_about_the_end() {
    let ill = Ill {
        throttles_every: Some(3),
        answers_late: 2,
        ..Ill::default()
    };
    let fake = Fake::default().ill(ill);
    assert_eq!(run(&fake, &web()).0.unwrap(), Applied::Everything);
    assert_eq!(fake.status("acme-web-service"), "CREATE_COMPLETE");
    let executed = fake
        .log
        .borrow()
        .iter()
        .filter(|it| it.starts_with("execute"))
        .count();
    assert_eq!(executed, 3);
}
