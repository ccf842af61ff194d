//! Log groups, and how long they keep what is in them.
//!
//! Source: "AWS::Logs::LogGroup", AWS CloudFormation Template Reference
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html>).

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Destination, Log, LogSource};
use serde_json::json;

use super::{sources, tags};
use crate::template::{LogicalIds, Resource, Template};

/// The log groups that the estate's own applications and trails write to. Those of AWS's
/// services are made by the services, under names of their own.
pub(super) fn of<'e>(estate: &'e Estate, log: &'e Log) -> Vec<(&'e Declared<Account>, &'e str)> {
    let ours = matches!(log.source, LogSource::Application | LogSource::CloudTrail);
    let mut groups = Vec::new();
    for to in log.to.iter().filter(|_| ours) {
        let Destination::CloudWatch(to) = to else {
            continue;
        };
        match to
            .account
            .as_ref()
            .and_then(|account| account.of(&estate.accounts))
        {
            Some(keeper) => groups.push((keeper, to.cloudwatch.as_str())),
            None => groups.extend(
                sources(estate, log)
                    .into_iter()
                    .map(|at| (at, to.cloudwatch.as_str())),
            ),
        }
    }
    groups
}

pub(super) fn add(estate: &Estate, log: &Log, name: &str, template: &mut Template) {
    // Another number than AWS takes was reported where it was read.
    let group = Resource::new("AWS::Logs::LogGroup")
        .with("LogGroupName", json!(name))
        .with("RetentionInDays", json!(log.retention.days()))
        .with("Tags", tags(estate));
    template.add(id(name), group);
}

/// The logical id of a log group.
pub(super) fn id(name: &str) -> String {
    LogicalIds::default().give(&[name, "log", "group"])
}
