//! A log group for each container.
//!
//! Source: "AWS::Logs::LogGroup", AWS CloudFormation Template Reference.

use serde_json::{Value, json};

use crate::template::{LogicalIds, Resource, Template};
use crate::workload::facts::Facts;

/// How many days what containers say is kept when the estate does not say.
const DAYS: u64 = 30;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    // Another number than AWS takes was reported where it was read.
    let kept = facts.workload.log_retention;
    let days = kept.and_then(|kept| kept.days()).unwrap_or(DAYS);
    for container in &facts.containers {
        let name = &container.service.name;
        let group = Resource::new("AWS::Logs::LogGroup")
            .with("LogGroupName", json!(facts.log_group(name)))
            .with("RetentionInDays", json!(days))
            .with("Tags", facts.tags());
        template.add(logical_id(name), group);
    }
}

fn logical_id(container: &str) -> String {
    LogicalIds::default().give(&[container, "log", "group"])
}

/// What stands for the log group of a container.
pub(super) fn group_of(container: &str) -> Value {
    crate::template::reference(&logical_id(container))
}
