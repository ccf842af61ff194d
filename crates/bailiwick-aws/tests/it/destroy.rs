//! Destroying keeps the data, and applying again finds it.

use bailiwick_aws::deployment::Deployment;
use bailiwick_aws::destroy::{DestroyError, destroy, plan_destruction};

use crate::fake::{Fake, Ill};
use crate::scene::{deployed, run, web};

fn keeps(deployment: &Deployment) -> bool {
    deployment.name.ends_with("-data")
}

fn destroyed(fake: &Fake) -> Result<(), DestroyError> {
    let destruction = plan_destruction(fake, &web(), &keeps)?;
    destroy(fake, &destruction, "gone", &mut |_, _| ())
}

#[test]
fn what_uses_goes_before_what_is_used_and_data_stays() {
    let fake = deployed();
    let volume = fake.stacks.borrow()["acme-web-data"].resources["Volume"].clone();
    let destruction = plan_destruction(&fake, &web(), &keeps).unwrap();
    let held = &destruction.stays[0].retained;
    assert!(
        held.iter().any(|it| it.physical_id == volume),
        "it says what stays"
    );
    assert!(fake.log.borrow().is_empty(), "a plan deletes nothing");
    destroyed(&fake).unwrap();
    assert_eq!(
        *fake.log.borrow(),
        ["delete acme-web-service", "delete acme-web-network"]
    );
    assert_eq!(fake.status("acme-web-data"), "CREATE_COMPLETE");
    assert!(fake.world.borrow().contains_key(&volume));

    run(&fake, &web()).0.unwrap();
    let stacks = fake.stacks.borrow();
    assert_eq!(stacks["acme-web-service"].parameters["VolumeId"], volume);
}

#[test]
fn what_is_gone_already_is_passed_over() {
    let fake = deployed();
    destroyed(&fake).unwrap();
    fake.log.borrow_mut().clear();
    destroyed(&fake).unwrap();
    assert!(fake.log.borrow().is_empty());
    destroyed(&Fake::default()).unwrap();
}

#[test]
fn a_lost_answer_deletes_once() {
    let fake = deployed();
    fake.ill.set(Ill {
        loses: Some(("DeleteStack", 1)),
        ..Ill::default()
    });
    destroyed(&fake).unwrap();
    assert_eq!(fake.log.borrow().len(), 2);
}

#[test]
fn a_deletion_that_fails_names_its_cause_and_stops() {
    let fake = deployed();
    fake.fails.borrow_mut().insert("Logs".into());
    let error = destroyed(&fake).unwrap_err();
    assert!(error.is_failed_deployment());
    assert!(error.to_string().contains("`Logs`"), "{error}");
    assert!(error.to_string().contains("the bucket is not empty"));
    assert_eq!(fake.status("acme-web-network"), "CREATE_COMPLETE");
}

#[test]
fn stacks_of_others_at_work_or_protected_are_refused_before_anything_goes() {
    let check = |change: fn(&mut crate::fake::FakeStack)| {
        let fake = deployed();
        fake.meddle("acme-web-network", change);
        let error = destroyed(&fake).unwrap_err();
        assert!(!error.is_failed_deployment());
        assert!(fake.log.borrow().is_empty());
        format!("{error}\n{}", error.hint())
    };
    assert!(check(|stack| stack.tags.clear()).contains("did not make it"));
    assert!(check(|stack| stack.status = "UPDATE_IN_PROGRESS".into()).contains("wait until"));
    assert!(check(|stack| stack.protected = true).contains("--no-enable-termination-protection"));
    let mut deployments = web();
    deployments[0].account_id = "1".into();
    assert!(plan_destruction(&deployed(), &deployments, &keeps).is_err());
}
