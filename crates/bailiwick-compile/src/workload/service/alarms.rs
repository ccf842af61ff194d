//! What the service needs somebody to know: a sick machine, a full disk, little memory, an
//! old backup, a task that does not run.
//!
//! Sources: "AWS::CloudWatch::Alarm", AWS CloudFormation Template Reference; "Status checks
//! for Amazon EC2 instances", Amazon EC2 User Guide; "Amazon ECS CloudWatch metrics",
//! Amazon ECS Developer Guide, for counting running tasks by samples.

use bailiwick_estate::model::Backup;
use serde_json::{Value, json};

use super::user_data;
use crate::template::{LogicalIds, Resource, Template, reference};
use crate::workload::facts::Facts;
use crate::workload::machine;
use crate::workload::recipients::{emails, of_alarms};

/// An alarm, short of its name and of whom it tells.
struct Alarm {
    name: &'static str,
    means: &'static str,
    namespace: String,
    metric: &'static str,
    dimensions: Vec<(&'static str, String)>,
    statistic: &'static str,
    above: Option<f64>,
    below: Option<f64>,
    /// Seconds, and how many of them in a row.
    period: (u32, u32),
    /// What silence means: `breaching`, `notBreaching`, `missing`.
    silence: &'static str,
}

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    let topic = Resource::new("AWS::SNS::Topic")
        .with("TopicName", json!(format!("{}-alarms", facts.called)))
        .with("Tags", facts.tags())
        .note("Whoever answers for the service hears of it here");
    template.add("Alarms", topic);
    for (number, email) in (1..).zip(emails(facts.estate, &of_alarms(facts))) {
        let subscription = Resource::new("AWS::SNS::Subscription")
            .with("TopicArn", reference("Alarms"))
            .with("Protocol", json!("email"))
            .with("Endpoint", json!(email));
        template.add(format!("AlarmsSubscription{number}"), subscription);
    }
    for alarm in alarms(facts) {
        let id = LogicalIds::default().give(&[alarm.name, "alarm"]);
        template.add(id, resource(facts, &alarm));
    }
}

fn alarms(facts: &Facts<'_>) -> Vec<Alarm> {
    let machine = |name, means, metric, above, period, silence| Alarm {
        name,
        means,
        namespace: user_data::namespace(facts),
        metric,
        dimensions: Vec::new(),
        statistic: "Maximum",
        above: Some(above),
        below: None,
        period,
        silence,
    };
    let mut alarms = vec![
        Alarm {
            name: "machine-status",
            means: "A machine, or the hardware below it, fails its status checks",
            namespace: "AWS/EC2".to_owned(),
            metric: "StatusCheckFailed",
            dimensions: vec![("AutoScalingGroupName", facts.group().to_owned())],
            statistic: "Maximum",
            above: Some(0.0),
            below: None,
            period: (60, 3),
            silence: "missing",
        },
        machine(
            "memory",
            "A machine has little memory left",
            machine::MEMORY_USED,
            90.0,
            (300, 3),
            "missing",
        ),
        Alarm {
            name: "tasks",
            means: "Fewer copies of the task run than should",
            namespace: "AWS/ECS".to_owned(),
            metric: "CPUUtilization",
            dimensions: vec![
                ("ClusterName", facts.cluster()),
                ("ServiceName", facts.group().to_owned()),
            ],
            // Every running task gives one sample a minute.
            statistic: "SampleCount",
            above: None,
            below: Some(f64::from(facts.copies)),
            period: (60, 10),
            silence: "breaching",
        },
    ];
    if facts.data.is_some() {
        alarms.push(machine(
            "volume",
            "The data volume is nearly full",
            machine::VOLUME_USED,
            80.0,
            (300, 3),
            "missing",
        ));
    }
    if let Some(backup) = facts.backup() {
        let hours = hours_between(backup) + 2;
        alarms.push(Alarm {
            period: (3_600, 3),
            silence: "breaching",
            ..machine(
                "backup",
                "The last backup is too old, or nobody knows how old",
                machine::BACKUP_AGE,
                f64::from(hours),
                (3_600, 3),
                "breaching",
            )
        });
    }
    alarms
}

/// A day, unless the estate asks for more often or less.
fn hours_between(backup: &Backup) -> u32 {
    let hours = backup.every.map(|every| every.seconds().div_ceil(3_600));
    hours
        .and_then(|hours| u32::try_from(hours).ok())
        .unwrap_or(24)
}

fn resource(facts: &Facts<'_>, alarm: &Alarm) -> Resource {
    let dimensions = alarm.dimensions.iter();
    let dimensions: Vec<Value> = dimensions
        .map(|(name, value)| json!({ "Name": name, "Value": value }))
        .collect();
    let (operator, threshold) = match (alarm.above, alarm.below) {
        (Some(above), _) => ("GreaterThanThreshold", above),
        (None, below) => ("LessThanThreshold", below.unwrap_or_default()),
    };
    Resource::new("AWS::CloudWatch::Alarm")
        .with(
            "AlarmName",
            json!(format!("{}-{}", facts.called, alarm.name)),
        )
        .with("AlarmDescription", json!(alarm.means))
        .with("Namespace", json!(alarm.namespace))
        .with("MetricName", json!(alarm.metric))
        .with("Dimensions", Value::Array(dimensions))
        .with("Statistic", json!(alarm.statistic))
        .with("Period", json!(alarm.period.0))
        .with("EvaluationPeriods", json!(alarm.period.1))
        .with("ComparisonOperator", json!(operator))
        .with("Threshold", json!(threshold))
        .with("TreatMissingData", json!(alarm.silence))
        .with("AlarmActions", json!([reference("Alarms")]))
        .with("OKActions", json!([reference("Alarms")]))
        .with("Tags", facts.tags())
}
