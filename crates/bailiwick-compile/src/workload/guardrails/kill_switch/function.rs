//! The function of the kill switch.
//!
//! Source: "AWS::Lambda::Function Code", AWS CloudFormation Template Reference: code that
//! stands in the template may have 4,096 characters.

use serde_json::{Value, json};

use super::function_name;
use crate::template::{Resource, Template};
use crate::workload::facts::Facts;

const CODE: &str = include_str!("stop.py");

pub(super) fn add(facts: &Facts<'_>, log_group: &str, role: Value, template: &mut Template) {
    let logs = Resource::new("AWS::Logs::LogGroup")
        .with("LogGroupName", json!(log_group))
        .with("RetentionInDays", json!(365))
        .with("Tags", facts.tags());
    template.add("KillSwitchLogGroup", logs);
    let function = Resource::new("AWS::Lambda::Function")
        .with("FunctionName", json!(function_name(facts)))
        .with(
            "Description",
            json!("Sets the Auto Scaling group of the service to 0"),
        )
        .with("Runtime", json!("python3.13"))
        .with("Handler", json!("index.handler"))
        .with("Timeout", json!(60))
        .with("Role", role)
        .with(
            "Environment",
            json!({ "Variables": { "GROUP": facts.group(), "WORKLOAD_REGION": facts.region } }),
        )
        .with("Code", json!({ "ZipFile": CODE }))
        .with("Tags", facts.tags())
        .after("KillSwitchLogGroup")
        .after("KillSwitchRolePolicy");
    template.add("KillSwitchFunction", function);
}
