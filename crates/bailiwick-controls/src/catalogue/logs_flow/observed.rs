//! Whether logs flow in AWS as declared: flow logs of every network, trails, the delivery
//! channels of AWS Config, and how long log groups keep what they are given.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Destination, Log, LogSource};
use bailiwick_estate::selection::Selection;
use serde_json::Value;

use super::{is_recorded, logs};
use crate::catalogue::text;
use crate::observed::{Regional, in_each_region};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) fn judge(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let logs = logs(world, selection);
    if logs.is_empty() {
        let text = "no log of the selected accounts is declared".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut witnesses = Vec::new();
    let mut unknown = Vec::new();
    let mut seen = 0;
    let mut reasons = in_each_region(world, selection, |place| {
        for log in logs
            .iter()
            .filter(|log| is_recorded(world, log, place.account))
        {
            seen += 1;
            match flows(place, log) {
                Ok(missing) => witnesses.extend(missing.into_iter().map(|what| {
                    Witness::new(WitnessKind::Resource, what)
                        .with("log", log.name.as_str())
                        .with("place", format!("{}/{}", place.account, place.region))
                        .at(log.span)
                })),
                Err(reason) => unknown.push(reason),
            }
        }
    });
    reasons.extend(unknown);
    reasons.sort();
    reasons.dedup();
    Verdict::of(witnesses, reasons, || {
        let logs = counted(seen, "log flows", "logs flow");
        format!("{logs} as declared, in the regions that the estate uses")
    })
}

/// What of a log does not flow as declared.
fn flows(place: &Regional<'_>, log: &Declared<Log>) -> Result<Vec<String>, Reason> {
    let mut missing = match log.source {
        LogSource::FlowLogs => flow_logs(place, log)?,
        LogSource::CloudTrail => {
            let trails = place.list("trailList", "aws cloudtrail describe-trails")?;
            one_delivers(log, &trails, "S3BucketName", "no trail")
        }
        LogSource::Config => {
            let command = "aws configservice describe-delivery-channels";
            let channels = place.list("DeliveryChannels", command)?;
            one_delivers(log, &channels, "s3BucketName", "no delivery channel")
        }
        source => {
            let text = format!("how `{source}` is seen to flow in AWS");
            return Err(Reason::NotModelled(text));
        }
    };
    missing.extend(retention(place, log)?);
    Ok(missing)
}

/// Networks of which no active flow log of all traffic goes to a declared destination
/// (<https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html>).
fn flow_logs(place: &Regional<'_>, log: &Log) -> Result<Vec<String>, Reason> {
    let networks = place.list("Vpcs", "aws ec2 describe-vpcs")?;
    let flow_logs = place.list("FlowLogs", "aws ec2 describe-flow-logs")?;
    let is_recorded = |network: &str| {
        flow_logs.iter().any(|one| {
            text(one, "ResourceId") == network
                && text(one, "FlowLogStatus") == "ACTIVE"
                && text(one, "DeliverLogsStatus") != "FAILED"
                && text(one, "TrafficType") == "ALL"
                && log.to.iter().any(|to| is_destination(one, to))
        })
    };
    let networks = networks.iter().map(|network| text(network, "VpcId"));
    let without = networks.filter(|network| !is_recorded(network));
    Ok(without
        .map(|network| format!("`{network}` has no active flow log that goes where it should"))
        .collect())
}

fn is_destination(flow_log: &Value, to: &Destination) -> bool {
    let arn = text(flow_log, "LogDestination");
    let after = |marker: &str| arn.split_once(marker).map(|(_, rest)| rest);
    match to {
        Destination::S3(to) => {
            let bucket = after(":s3:::").and_then(|rest| rest.split('/').next());
            bucket == Some(to.s3.as_str())
        }
        Destination::CloudWatch(to) => {
            let group = after(":log-group:").map(|rest| rest.trim_end_matches(":*"));
            let group = group.unwrap_or_else(|| text(flow_log, "LogGroupName"));
            group == to.cloudwatch.as_str()
        }
        Destination::Firehose(to) => after(":deliverystream/") == Some(to.firehose.as_str()),
        Destination::Saas(_) => false,
    }
}

/// That none of what delivers names the declared bucket.
fn one_delivers(log: &Log, found: &[&Value], key: &str, none: &str) -> Vec<String> {
    let buckets = log.to.iter().filter_map(|to| match to {
        Destination::S3(to) => Some(to.s3.as_str()),
        _ => None,
    });
    let missing = buckets.filter(|bucket| !found.iter().any(|one| text(one, key) == *bucket));
    missing
        .map(|bucket| format!("{none} delivers to `{bucket}`"))
        .collect()
}

/// Log groups of the same account that keep less than is declared; one that says nothing
/// keeps everything
/// (<https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html>).
fn retention(place: &Regional<'_>, log: &Log) -> Result<Vec<String>, Reason> {
    let mut missing = Vec::new();
    for to in &log.to {
        let Destination::CloudWatch(to) = to else {
            continue;
        };
        let elsewhere = to.account.as_ref();
        if elsewhere.is_some_and(|account| account.as_str() != place.account) {
            continue;
        }
        let name = to.cloudwatch.as_str();
        let groups = place.list("logGroups", "aws logs describe-log-groups")?;
        let Some(group) = groups
            .iter()
            .find(|group| text(group, "logGroupName") == name)
        else {
            missing.push(format!("there is no log group `{name}`"));
            continue;
        };
        let days = group.get("retentionInDays").and_then(Value::as_u64);
        if days.is_some_and(|days| days * 86_400 < log.retention.seconds()) {
            missing.push(format!(
                "`{name}` keeps what it is given for less than `{}`",
                log.retention
            ));
        }
    }
    Ok(missing)
}
