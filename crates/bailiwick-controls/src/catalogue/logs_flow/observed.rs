//! Whether logs flow in AWS as declared: trails, the delivery channels of AWS Config, whatever
//! [`sources`] finds, and how long log groups keep what they are given.

mod appliances;
mod networks;
mod sink;
mod sources;

use std::collections::BTreeMap;

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Destination, Log, LogSource};
use bailiwick_estate::selection::Selection;
use serde_json::Value;

use self::sink::Sink;
use self::sources::Logging;
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
    let mut by_log: BTreeMap<&str, usize> = BTreeMap::new();
    let mut reasons = in_each_region(world, selection, |place| {
        for log in logs
            .iter()
            .filter(|log| is_recorded(world, log, place.account))
        {
            seen += 1;
            let of_log = by_log.entry(log.name.as_str()).or_default();
            match flows(place, log) {
                Ok((things, missing)) => {
                    *of_log += things;
                    witnesses.extend(missing.into_iter().map(|what| {
                        Witness::new(WitnessKind::Resource, what)
                            .with("log", log.name.as_str())
                            .with("place", format!("{}/{}", place.account, place.region))
                            .at(log.span)
                    }));
                }
                Err(reason) => {
                    // Something may be there.
                    *of_log += 1;
                    unknown.push(reason);
                }
            }
        }
    });
    reasons.extend(unknown);
    let empty = by_log.into_iter().filter(|(_, things)| *things == 0);
    reasons.extend(empty.map(|(log, _)| {
        Reason::NothingSelected(format!(
            "there is nothing in AWS that `{log}` could come from"
        ))
    }));
    reasons.sort();
    reasons.dedup();
    Verdict::of(witnesses, reasons, || {
        let logs = counted(seen, "log flows", "logs flow");
        format!("{logs} as declared, in the regions that the estate uses")
    })
}

/// How many things a log comes from, and what of it does not flow as declared.
fn flows(place: &Regional<'_>, log: &Declared<Log>) -> Result<(usize, Vec<String>), Reason> {
    let (things, mut missing) = match log.source {
        LogSource::CloudTrail => {
            let trails = place.list("trailList", "aws cloudtrail describe-trails")?;
            (1, one_delivers(log, &trails, "S3BucketName", "no trail"))
        }
        LogSource::Config => {
            let command = "aws configservice describe-delivery-channels";
            let channels = place.list("DeliveryChannels", command)?;
            let none = "no delivery channel";
            (1, one_delivers(log, &channels, "s3BucketName", none))
        }
        source => match sources::source(source) {
            Some(find) => {
                let found = find(place)?;
                (found.len(), not_flowing(log, &found))
            }
            None => {
                let text = format!("how `{source}` is seen to flow in AWS");
                return Err(Reason::NotModelled(text));
            }
        },
    };
    missing.extend(retention(place, log)?);
    Ok((things, missing))
}

/// What logs to none of the declared destinations.
fn not_flowing(log: &Log, found: &[Logging]) -> Vec<String> {
    let flows = |sinks: &[Sink]| sinks.iter().any(|sink| log.to.iter().any(|to| sink.is(to)));
    let without = found.iter().filter(|(_, sinks)| !flows(sinks));
    without
        .map(|(name, _)| {
            let source = log.source;
            format!("`{name}` has no active `{source}` that go where they should")
        })
        .collect()
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
