//! Alarms on the charges of single services, or of all of them.
//!
//! Source: "AWS::CloudWatch::Alarm", AWS CloudFormation Template Reference; "AWS Billing
//! metrics and dimensions", AWS Billing User Guide.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::BillingAlarm;
use serde_json::{Value, json};

use super::budget::number;
use super::topic::Topics;
use crate::template::{LogicalIds, Resource, Template};
use crate::workload::facts::Facts;

/// The seconds between two values of the billing metrics.
const SIX_HOURS: u64 = 21_600;

pub(super) fn add(facts: &Facts<'_>, mut topics: Topics, template: &mut Template) -> Topics {
    let mut ids = LogicalIds::default();
    for alarm in of_workload(facts) {
        let (operator, sum) = match (&alarm.at_least, &alarm.above) {
            (Some(sum), _) => ("GreaterThanOrEqualToThreshold", sum),
            (None, Some(sum)) => ("GreaterThanThreshold", sum),
            (None, None) => continue,
        };
        let told = topics.telling(facts, &alarm.notify, template);
        let service = alarm.service.as_deref();
        let mut resource = Resource::new("AWS::CloudWatch::Alarm")
            .with("AlarmName", json!(name(facts, alarm)))
            .with("Namespace", json!("AWS/Billing"))
            .with("MetricName", json!("EstimatedCharges"))
            .with("Dimensions", dimensions(sum.currency(), service))
            .with("Statistic", json!("Maximum"))
            .with("Period", json!(alarm.within.seconds().max(SIX_HOURS)))
            .with(
                "EvaluationPeriods",
                json!(alarm.data_points.map_or(1, |points| points.0)),
            )
            .with("ComparisonOperator", json!(operator))
            .with("Threshold", number(sum.amount))
            .with("TreatMissingData", json!("notBreaching"))
            .with("AlarmActions", told)
            .with("Tags", facts.tags());
        if let Some(because) = &alarm.because {
            resource = resource.with("AlarmDescription", json!(because.as_str()));
        }
        template.add(ids.give(&[alarm.name.as_str(), "alarm"]), resource);
    }
    topics
}

/// The alarms that stop this workload; and of the others on its account, all, if it is the
/// first workload there by name.
pub(in crate::workload) fn of_workload<'e>(
    facts: &Facts<'e>,
) -> impl Iterator<Item = &'e Declared<BillingAlarm>> {
    let workload = facts.workload;
    let mut there = facts
        .estate
        .workloads
        .iter()
        .filter(|other| other.compose.is_some() && other.account == workload.account);
    let first = there
        .next()
        .is_some_and(|first| first.name == workload.name);
    facts
        .estate
        .billing_alarms
        .iter()
        .filter(move |alarm| match &alarm.stops {
            Some(stops) => stops.name() == &workload.name,
            None => first && alarm.account == workload.account,
        })
}

/// The name of an alarm in AWS.
pub(super) fn name(facts: &Facts<'_>, alarm: &Declared<BillingAlarm>) -> String {
    match &alarm.called {
        Some(called) => called.to_string(),
        None => format!("{}-{}", facts.called, alarm.name),
    }
}

/// What a billing metric is about.
pub(super) fn dimensions(currency: &str, service: Option<&str>) -> Value {
    let currency = json!({ "Name": "Currency", "Value": currency });
    let service = service.map(|service| json!({ "Name": "ServiceName", "Value": service }));
    std::iter::once(currency).chain(service).collect()
}
