//! The ECS cluster, and the capacity provider that links it to the Auto Scaling group.
//!
//! Sources: "AWS::ECS::Cluster", "AWS::ECS::CapacityProvider" and
//! "AWS::ECS::ClusterCapacityProviderAssociations", AWS CloudFormation Template Reference.

use serde_json::json;

use crate::template::{Resource, Template, reference};
use crate::workload::facts::Facts;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    let cluster = Resource::new("AWS::ECS::Cluster")
        .with("ClusterName", json!(facts.cluster()))
        .with("Tags", facts.tags());
    template.add("Cluster", cluster);
    let provider = Resource::new("AWS::ECS::CapacityProvider")
        .with("Name", json!(facts.group()))
        .with(
            "AutoScalingGroupProvider",
            json!({
                "AutoScalingGroupArn": reference("AutoScalingGroup"),
                "ManagedScaling": {
                    "Status": "ENABLED",
                    "TargetCapacity": 100,
                    "MinimumScalingStepSize": 1,
                    "MaximumScalingStepSize": facts.machines.count.max(1),
                },
                // A database is ended before its machine is.
                "ManagedDraining": "ENABLED",
                // Otherwise a machine with a task on it would survive the kill switch.
                "ManagedTerminationProtection": "DISABLED",
            }),
        )
        .with("Tags", facts.tags());
    template.add("CapacityProvider", provider);
    let association = Resource::new("AWS::ECS::ClusterCapacityProviderAssociations")
        .with("Cluster", reference("Cluster"))
        .with("CapacityProviders", json!([reference("CapacityProvider")]))
        .with(
            "DefaultCapacityProviderStrategy",
            json!([{ "CapacityProvider": reference("CapacityProvider"), "Weight": 1 }]),
        );
    template.add("CapacityProviders", association);
}
