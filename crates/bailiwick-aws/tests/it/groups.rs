//! The kill switch stopped a group: no deployment starts it behind its back.

use std::collections::BTreeMap;

use bailiwick_aws::apply::{ApplyError, execute};
use bailiwick_aws::cloud::Cloud;
use bailiwick_aws::plan::{Inputs, plan};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::fake::{Fake, Ill};
use crate::scene::{changed, deployed, run, told, web};

/// The web service, deployed and then stopped as the kill switch does it.
fn stopped() -> Fake {
    let fake = deployed();
    let group = fake.stacks.borrow()["acme-web-service"].resources["Group"].clone();
    let sizes = json!({ "MinSize": "0", "MaxSize": "0", "DesiredCapacity": "0" });
    fake.world.borrow_mut().insert(group, sizes);
    fake
}

fn applied_with(fake: &Fake, pointer: &str, value: Value) -> Result<(), String> {
    let mut new = web();
    new[0] = changed(new[0].clone(), pointer, value);
    run(fake, &new).0.map(|_| ()).map_err(|error| told(&error))
}

const GROUP: &str = "/Resources/Group";

fn group(policy: Value, sizes: &str) -> Value {
    json!({ "Type": "AWS::AutoScaling::AutoScalingGroup", "UpdatePolicy": policy, "Properties":
        { "MinSize": sizes, "MaxSize": sizes, "DesiredCapacity": "1", "Cooldown": "60" } })
}

#[test]
fn a_stopped_group_stays_stopped_and_is_spoken_of() {
    let fake = stopped();
    let (applied, onlooker) = run(&fake, &web());
    applied.unwrap();
    assert!(fake.log.borrow().is_empty(), "nothing was touched");
    let plan = onlooker
        .plans
        .iter()
        .find(|it| it.deployment.name == "web-service")
        .unwrap();
    assert!(plan.is_nothing());
    assert_snapshot!(plan.stopped[0].start, @"aws autoscaling update-auto-scaling-group --auto-scaling-group-name group-18 --min-size 1 --max-size 1 --desired-capacity 1 --region eu-central-1");
}

#[test]
fn a_change_that_would_start_it_is_refused() {
    let fake = stopped();
    assert_snapshot!(applied_with(&fake, GROUP, group(json!({}), "1")).unwrap_err(), @"
    `group-18` was set to no machines, and changing `Group` would start them again
    hint: when the reason for the stop is gone, start it (`aws autoscaling update-auto-scaling-group --auto-scaling-group-name group-18 --min-size 1 --max-size 1 --desired-capacity 1 --region eu-central-1`) and apply again
    ");
    assert!(fake.log.borrow().is_empty());
}

#[test]
fn a_change_that_leaves_the_sizes_alone_is_not() {
    let leaves =
        json!({ "AutoScalingScheduledAction": { "IgnoreUnmodifiedGroupSizeProperties": true } });
    applied_with(&stopped(), GROUP, group(leaves.clone(), "1")).unwrap();
    // Unless the sizes themselves are declared anew.
    assert!(applied_with(&stopped(), GROUP, group(leaves, "2")).is_err());
}

#[test]
fn a_group_in_its_place_is_refused_whatever_the_policy() {
    let leaves =
        json!({ "AutoScalingScheduledAction": { "IgnoreUnmodifiedGroupSizeProperties": true } });
    // Another name is another group, and that one has the sizes of the template.
    let mut renamed = group(leaves, "1");
    renamed["Properties"]["Name"] = json!("other");
    let refused = applied_with(&stopped(), GROUP, renamed.clone()).unwrap_err();
    assert!(refused.contains("would start them again"), "{refused}");
    let beside = json!({ "Group": web()[0].template["Resources"]["Group"], "Second": renamed });
    let refused = applied_with(&stopped(), "/Resources", beside).unwrap_err();
    assert!(
        refused.contains("changing `Second` would start others in their place"),
        "{refused}"
    );
    // Without any group, nothing starts.
    let service = json!({ "Logs": { "Type": "AWS::IAM::Role" }, "Service": web()[0].template["Resources"]["Service"] });
    applied_with(&stopped(), "/Resources", service).unwrap();
}

#[test]
fn a_group_that_is_stopped_after_the_plan_makes_it_stale() {
    let fake = deployed();
    let new = changed(
        web()[0].clone(),
        "/Resources/Group/Properties/MaxSize",
        json!("2"),
    );
    let outputs = BTreeMap::from(["web-data", "web-network"].map(|name| {
        let outputs = fake
            .stack(&format!("acme-{name}"))
            .unwrap()
            .unwrap()
            .outputs;
        (name.to_owned(), outputs)
    }));
    let inputs = Inputs {
        outputs: &outputs,
        run: "mine",
    };
    let made = plan(&fake, &new, &inputs).unwrap();
    let group = fake.stacks.borrow()["acme-web-service"].resources["Group"].clone();
    let sizes = json!({ "MinSize": "0", "MaxSize": "0", "DesiredCapacity": "0" });
    fake.world.borrow_mut().insert(group, sizes);
    let error = execute(&fake, &made, &mut |_| ()).unwrap_err();
    assert!(matches!(error, ApplyError::Stale { .. }));
    assert!(told(&error).contains("somebody stopped or started a group of machines"));
    assert!(fake.log.borrow().is_empty());
}

#[test]
fn a_service_that_would_wait_for_machines_is_refused_and_others_are_not() {
    let refused = applied_with(
        &stopped(),
        "/Resources/Service/Properties/DesiredCount",
        json!(2),
    );
    assert!(
        refused
            .unwrap_err()
            .contains("would wait for machines that do not come")
    );
    applied_with(&stopped(), "/Resources/Logs/Properties/Path", json!("/b/")).unwrap();
}

#[test]
fn a_group_that_nobody_may_read_is_not_changed() {
    let fake = stopped();
    fake.ill.set(Ill {
        denies: Some("GetResource"),
        ..Ill::default()
    });
    let refused = applied_with(&fake, GROUP, group(json!({}), "1")).unwrap_err();
    assert!(refused.contains("nobody can say whether `Group` was stopped"));
    applied_with(&fake, "/Resources/Logs/Properties/Path", json!("/b/")).unwrap();
}
