//! The kill switch: an alarm on all charges, whose state change makes a function set the
//! Auto Scaling group to 0.
//!
//! The rule is on the default event bus, since alarms tell no other. The function calls the
//! workload's region, wherever the alarm is. Managed termination protection is off and the
//! group ignores sizes that its template did not change, so that nothing brings the
//! machines back but a person.
//!
//! AWS measures no charges until billing alerts are switched on by hand, in the account that
//! pays, and without a measure the alarm stays quiet; no template can switch them on.
//!
//! Sources: "Alarm events and EventBridge", Amazon CloudWatch User Guide;
//! "AWS::Events::Rule", "AWS::Lambda::Function" and "AWS::Lambda::Permission", AWS
//! CloudFormation Template Reference; "Create a billing alarm to monitor your estimated AWS
//! charges", Amazon CloudWatch User Guide
//! (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html>).

mod function;
mod watch;

use bailiwick_iam::policy::Statement;
use serde_json::json;

use super::REGION;
use super::billing_alarms::{dimensions, name, of_workload};
use super::budget::number;
use super::topic::Topics;
use crate::template::{Resource, Template, reference, substitute};
use crate::workload::facts::Facts;
use crate::workload::roles::Role;

/// What a person must do once, or nothing ever stops the service.
const BILLING_ALERTS: &str = "Goes off only where the account that pays receives CloudWatch \
    billing alerts, which its billing preferences switch on: AWS measures no charges before";

pub(super) fn add(facts: &Facts<'_>, mut topics: Topics, template: &mut Template) {
    let Some(switch) = &facts.workload.kill_switch else {
        return;
    };
    let called = switch.called.as_ref().map(ToString::to_string);
    let called = called.unwrap_or_else(|| format!("{}-kill-switch", facts.called));
    let told = topics.telling(facts, &switch.notify, template);
    let alarm = Resource::new("AWS::CloudWatch::Alarm")
        .with("AlarmName", json!(called))
        .with("AlarmDescription", json!(switch.does.as_str()))
        .with("Namespace", json!("AWS/Billing"))
        .with("MetricName", json!("EstimatedCharges"))
        .with("Dimensions", dimensions(switch.at.currency(), None))
        .with("Statistic", json!("Maximum"))
        .with("Period", json!(21_600))
        .with("EvaluationPeriods", json!(1))
        .with("ComparisonOperator", json!("GreaterThanOrEqualToThreshold"))
        .with("Threshold", number(switch.at.amount))
        .with("TreatMissingData", json!("notBreaching"))
        .with("AlarmActions", told.clone())
        .with("Tags", facts.tags())
        .note(BILLING_ALERTS);
    template.add("KillSwitchAlarm", alarm);
    let group = facts.group();
    let role = Role {
        id: "KillSwitchRole",
        suffix: "kill-switch",
        acts_as: switch.acts_as.as_ref(),
        service: "lambda.amazonaws.com",
        means: "The function that stops the service takes it",
    };
    let log_group = format!("/aws/lambda/{}", function_name(facts));
    let statements = vec![
        Statement::allow(["autoscaling:UpdateAutoScalingGroup"]).on([facts.arn(
            "autoscaling",
            &format!("autoScalingGroup:*:autoScalingGroupName/{group}"),
        )]),
        Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"]).on([facts.arn_in(
            REGION,
            "logs",
            &format!("log-group:{log_group}:*"),
        )]),
    ];
    let (_, role) = role.add(facts, statements, template);
    function::add(facts, &log_group, role, template);
    watch::add(facts, told, template);
    let ours = [facts.arn_in(REGION, "cloudwatch", &format!("alarm:{called}"))];
    let others = of_workload(facts).filter(|alarm| alarm.stops.is_some());
    let others = others.map(|alarm| {
        facts.arn_in(
            REGION,
            "cloudwatch",
            &format!("alarm:{}", name(facts, alarm)),
        )
    });
    let alarms: Vec<_> = ours.into_iter().chain(others).map(substitute).collect();
    let rule = Resource::new("AWS::Events::Rule")
        .with("Name", json!(function_name(facts)))
        .with(
            "Description",
            json!("The alarm on all charges stops the service"),
        )
        .with(
            "EventPattern",
            json!({
                "source": ["aws.cloudwatch"],
                "detail-type": ["CloudWatch Alarm State Change"],
                "resources": alarms,
                // An alarm that calms down stops nothing.
                "detail": { "state": { "value": ["ALARM"] } },
            }),
        )
        .with("State", json!("ENABLED"))
        .with(
            "Targets",
            json!([{ "Id": "stop", "Arn": { "Fn::GetAtt": ["KillSwitchFunction", "Arn"] } }]),
        )
        .with("Tags", facts.tags());
    template.add("KillSwitchRule", rule);
    let permission = Resource::new("AWS::Lambda::Permission")
        .with("FunctionName", reference("KillSwitchFunction"))
        .with("Action", json!("lambda:InvokeFunction"))
        .with("Principal", json!("events.amazonaws.com"))
        .with(
            "SourceArn",
            json!({ "Fn::GetAtt": ["KillSwitchRule", "Arn"] }),
        );
    template.add("KillSwitchPermission", permission);
}

/// The function and its rule, which are of different kinds.
fn function_name(facts: &Facts<'_>) -> String {
    format!("{}-kill-switch", facts.called)
}
