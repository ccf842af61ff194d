//! Who watches the kill switch: an alarm when its function fails.
//!
//! Source: "Types of metrics for Lambda functions", AWS Lambda Developer Guide.

use serde_json::{Value, json};

use super::function_name;
use crate::template::{Resource, Template};
use crate::workload::facts::Facts;

pub(super) fn add(facts: &Facts<'_>, told: Value, template: &mut Template) {
    let name = function_name(facts);
    let alarm = Resource::new("AWS::CloudWatch::Alarm")
        .with("AlarmName", json!(format!("{name}-failed")))
        .with(
            "AlarmDescription",
            json!("The kill switch failed: the machines may still run"),
        )
        .with("Namespace", json!("AWS/Lambda"))
        .with("MetricName", json!("Errors"))
        .with(
            "Dimensions",
            json!([{ "Name": "FunctionName", "Value": name }]),
        )
        .with("Statistic", json!("Sum"))
        .with("Period", json!(300))
        .with("EvaluationPeriods", json!(1))
        .with("ComparisonOperator", json!("GreaterThanThreshold"))
        .with("Threshold", json!(0))
        .with("TreatMissingData", json!("notBreaching"))
        .with("AlarmActions", told)
        .with("Tags", facts.tags());
    template.add("KillSwitchFailedAlarm", alarm);
}
