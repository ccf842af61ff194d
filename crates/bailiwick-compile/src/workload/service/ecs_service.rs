//! The ECS service: so many copies of the task always run.
//!
//! Sources: "AWS::ECS::Service", AWS CloudFormation Template Reference; "Amazon ECS service
//! deployment parameters", Amazon ECS Developer Guide.

use serde_json::json;

use crate::template::{Resource, Template, reference};
use crate::workload::facts::Facts;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    let service = Resource::new("AWS::ECS::Service")
        .with("ServiceName", json!(facts.group()))
        .with("Cluster", reference("Cluster"))
        .with("TaskDefinition", reference("TaskDefinition"))
        .with("DesiredCount", json!(facts.copies))
        .with(
            "CapacityProviderStrategy",
            json!([{ "CapacityProvider": reference("CapacityProvider"), "Weight": 1 }]),
        )
        .with(
            "DeploymentConfiguration",
            json!({
                // Where every port is taken, an old task ends before the new one starts.
                "MinimumHealthyPercent": least_percent(facts.copies),
                "MaximumPercent": 100,
                "DeploymentCircuitBreaker": { "Enable": true, "Rollback": true },
            }),
        )
        // Moving tasks between zones needs room for one more.
        .with("AvailabilityZoneRebalancing", json!("DISABLED"))
        .with("EnableECSManagedTags", json!(true))
        .with("PropagateTags", json!("SERVICE"))
        .with("Tags", facts.tags())
        .after("CapacityProviders");
    template.add("Service", service);
}

/// The share of copies that stay while one is replaced: 0 for one, 50 for two.
fn least_percent(copies: u32) -> u32 {
    match copies {
        0 => 0,
        copies => 100 * (copies - 1) / copies,
    }
}
