//! `examples/championship`: a workload deployed, stopped, destroyed, and deployed again.

use serde_json::json;

use crate::question::ask_for_all;
use crate::stage::Stage;

const ACCOUNT: &str = "492450522567";
const SET: &str = "--set AvailabilityZone=us-east-1a --set ImageVersion=2026.11.22";

pub(crate) fn deployed() -> Stage {
    let stage = Stage::of(ACCOUNT, "championship").in_region("us-east-1");
    let missing = stage.run("apply championship --yes");
    assert_eq!(missing.code, 2);
    assert!(
        missing.errors.contains("`--set AvailabilityZone=VALUE`"),
        "{missing:?}"
    );
    let applied = stage.run(&format!("apply championship --yes {SET}"));
    assert_eq!(applied.code, 0, "{applied:?}");
    stage
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "what nobody was asked about belongs into the output"
)]
fn every_resource_is_there_and_a_long_template_goes_by_s3() {
    let stage = deployed();
    let mut unasked = Vec::new();
    for stack in ["access", "data", "network", "service", "guardrails"] {
        let (said, others) = ask_for_all(&stage, "us-east-1", &format!("championship-{stack}"));
        unasked.extend(others);
        let of = |id: &str| said.iter().find(|(it, _)| it == id).map(|(_, said)| said);
        match stack {
            "network" => assert_eq!(of("Vpc").unwrap()["CidrBlock"], "10.0.0.0/27"),
            "service" => assert_eq!(of("AutoScalingGroup").unwrap()["MaxSize"], 1),
            _ => {}
        }
    }
    unasked.sort();
    unasked.dedup();
    println!("not asked for at a service of their own: {unasked:?}");

    // Longer than a request may be.
    let variables: String = (0..60)
        .map(|number| format!("      PADDING_{number}: \"{}\"\n", "x".repeat(100)))
        .collect();
    stage.edit(
        "compose.yaml",
        "    environment:\n",
        &format!("    environment:\n{variables}"),
    );
    let applied = stage.run("apply championship --yes");
    assert_eq!(applied.code, 0, "{applied:?}");
    let kept = json!({ "Bucket": format!("bailiwick-templates-{ACCOUNT}-us-east-1") });
    let kept = stage.ask("s3", "list_objects_v2", kept);
    assert_eq!(kept["KeyCount"], 1);
}

#[test]
fn a_group_that_the_kill_switch_stopped_stays_stopped() {
    let stage = deployed();
    let name = "achampionship-webservice";
    let sizes =
        json!({ "AutoScalingGroupName": name, "MinSize": 0, "MaxSize": 0, "DesiredCapacity": 0 });
    stage.ask("autoscaling", "update_auto_scaling_group", sizes);
    // ministack's Cloud Control knows only what was made through it.
    let seen = json!({ "Name": name, "MinSize": "0", "MaxSize": "0" }).to_string();
    let kind = "AWS::AutoScaling::AutoScalingGroup";
    stage.ask(
        "cloudcontrol",
        "create_resource",
        json!({ "TypeName": kind, "DesiredState": seen }),
    );
    let applied = stage.run("apply championship --yes");
    assert_eq!(applied.code, 0, "{applied:?}");
    assert!(
        applied
            .output
            .contains("was set to no machines, which stays so; to start it:"),
        "{applied:?}"
    );
    let asked = json!({ "AutoScalingGroupNames": [name] });
    let group = stage.ask("autoscaling", "describe_auto_scaling_groups", asked);
    assert_eq!(group["AutoScalingGroups"][0]["MaxSize"], 0);
}

#[test]
fn a_deployment_that_fails_names_its_first_cause() {
    let stage = Stage::of(ACCOUNT, "championship").in_region("us-east-1");
    let bucket = "achampionship-webservice-backups-492450522567";
    stage.ask("s3", "create_bucket", json!({ "Bucket": bucket }));
    let failed = stage.run(&format!("apply championship --yes {SET}"));
    assert_eq!(failed.code, 3, "{failed:?}");
    let told = failed.errors.split("error: ").last().unwrap();
    assert!(
        told.contains(
            "`championship-data` in `championship`, us-east-1 failed and ended in ROLLBACK_COMPLETE"
        ),
        "{told}"
    );
    assert!(
        told.contains("the first cause was `BackupBucket` (AWS::S3::Bucket)"),
        "{told}"
    );
    assert!(told.contains("already exists"), "{told}");
    // The other stack of the same stage was planned and is not begun.
    let names = stage.ask("cloudformation", "describe_stacks", json!({}));
    let there = |name: &str| {
        names["Stacks"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["StackName"] == name)
    };
    assert!(there("championship-access") && !there("championship-guardrails"));
    // What is left of it is refused, with what to do.
    let refused = stage.run(&format!("apply championship --yes {SET}"));
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(
        refused
            .errors
            .contains("delete-stack --stack-name championship-data"),
        "{refused:?}"
    );
}
