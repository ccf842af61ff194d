//! The Auto Scaling group.
//!
//! Sources: "AWS::AutoScaling::AutoScalingGroup" and "UpdatePolicy attribute", AWS
//! CloudFormation Template Reference; "Automatically manage Amazon ECS capacity with
//! cluster auto scaling", Amazon ECS Developer Guide, for the tag `AmazonECSManaged`.

use serde_json::{Value, json};

use crate::network::SUBNET_ID;
use crate::template::{Parameter, ParameterKind, Resource, Template};
use crate::workload::facts::Facts;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    let parameter = Parameter::new(ParameterKind::Subnet, "The subnet of the machines.");
    let subnet = template.parameter(SUBNET_ID, parameter);
    let count = facts.machines.count.to_string();
    let group = Resource::new("AWS::AutoScaling::AutoScalingGroup")
        .with("AutoScalingGroupName", json!(facts.group()))
        .with("MinSize", json!(count))
        .with("MaxSize", json!(count))
        .with("DesiredCapacity", json!(count))
        .with("VPCZoneIdentifier", json!([subnet]))
        .with(
            "LaunchTemplate",
            json!({
                "LaunchTemplateId": { "Ref": "LaunchTemplate" },
                "Version": { "Fn::GetAtt": ["LaunchTemplate", "LatestVersionNumber"] },
            }),
        )
        .with("Tags", tags(facts))
        .update_policy(json!({
            // A new launch template replaces machines one by one, the old one first: a
            // volume cannot be attached to both.
            "AutoScalingRollingUpdate": {
                "MinInstancesInService": facts.machines.count.saturating_sub(1),
                "MaxBatchSize": 1,
            },
            // The kill switch sets the sizes to 0. As long as they are unchanged here, no
            // update of the stack brings the machines back behind its back.
            "AutoScalingScheduledAction": { "IgnoreUnmodifiedGroupSizeProperties": true },
        }));
    template.add("AutoScalingGroup", group);
}

fn tags(facts: &Facts<'_>) -> Value {
    let name = ("Name".to_owned(), facts.called.clone());
    let managed = ("AmazonECSManaged".to_owned(), String::new());
    let pairs = facts.tag_pairs().into_iter().chain([name, managed]);
    pairs
        .map(|(key, value)| json!({ "Key": key, "Value": value, "PropagateAtLaunch": true }))
        .collect()
}
