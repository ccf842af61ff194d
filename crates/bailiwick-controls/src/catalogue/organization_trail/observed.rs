//! The trails that AWS holds.

use bailiwick_estate::selection::Selection;
use serde_json::Value;

use super::{MUST, account, records_management, trails_of};
use crate::catalogue::text;
use crate::observed::{Document, Observed};
use crate::verdict::{Reason, Verdict};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) fn judge(world: &World<'_>, _: &Selection<'_>) -> Verdict {
    let Some(observed) = world.observed else {
        return Verdict::unknown(Reason::NotGiven("anything that AWS holds".to_owned()));
    };
    let Some(trails) = observed.list(None, "trailList") else {
        let text = "`aws cloudtrail describe-trails` of the management account".to_owned();
        return Verdict::unknown(Reason::NotGiven(text));
    };
    let mut judged: Vec<_> = trails
        .into_iter()
        .map(|trail| (text(trail, "Name"), look(world, observed, trail)))
        .collect();
    if let Some((name, _)) = judged
        .iter()
        .find(|(_, (lacks, unknown))| lacks.is_empty() && unknown.is_empty())
    {
        return Verdict::proved(format!(
            "the trail `{name}` records every account and region, validated, into an account of its own"
        ));
    }
    // Of a trail that lacks nothing yet, what is not given may show that it is the one.
    judged.sort_by_key(|(_, (lacks, _))| lacks.len());
    if let Some((_, (_, unknown))) = judged.iter().find(|(_, (lacks, _))| lacks.is_empty()) {
        return Verdict::Unknown(unknown.clone());
    }
    let mut witnesses: Vec<Witness> = judged
        .into_iter()
        .flat_map(|(name, (lacks, _))| {
            let witness = move |what: String| {
                Witness::new(WitnessKind::Resource, format!("the trail `{name}` {what}"))
            };
            lacks.into_iter().map(witness)
        })
        .collect();
    if witnesses.is_empty() {
        let what = "there is no trail".to_owned();
        witnesses.push(Witness::new(WitnessKind::Resource, what));
    }
    Verdict::Refuted(witnesses)
}

/// What a trail lacks, and what of it was not given.
fn look(world: &World<'_>, observed: &Observed, trail: &Value) -> (Vec<String>, Vec<Reason>) {
    let (name, arn) = (text(trail, "Name"), text(trail, "TrailARN"));
    let mut lacks: Vec<String> = MUST
        .iter()
        .filter(|(_, key, _)| trail.get(*key) != Some(&Value::Bool(true)))
        .map(|(_, _, what)| (*what).to_owned())
        .collect();
    let mut unknown = Vec::new();
    // The status names no trail, so that its file has to lie alone: `trails/NAME/status.json`.
    let status = observed
        .with_key(None, "IsLogging")
        .find(|(file, _)| file.path.split(['/', '.']).any(|part| part == name));
    match status {
        Some((_, Value::Bool(true))) => {}
        Some(_) => lacks.push("is not switched on".to_owned()),
        None => unknown.push(Reason::NotGiven(format!(
            "`aws cloudtrail get-trail-status --name {name}`, in a file or folder of that name"
        ))),
    }
    let mut selectors = observed.with_key(None, "TrailARN");
    match selectors.find(|(file, found)| is_of(file, found, arn)) {
        None => unknown.push(Reason::NotGiven(format!(
            "`aws cloudtrail get-event-selectors --trail-name {name}`"
        ))),
        Some((file, _)) if records_management(&file.content) => {}
        Some(_) => lacks.push("leaves management events out".to_owned()),
    }
    let bucket = text(trail, "S3BucketName");
    match bucket_account(observed, bucket) {
        None => unknown.push(Reason::NotGiven(format!(
            "`aws s3api list-buckets` of the account that has `{bucket}`"
        ))),
        Some(owner) if Some(owner.as_str()) == arn.split(':').nth(4) => {
            lacks.push("writes into the account that manages it".to_owned());
        }
        Some(owner) => {
            let archive = trails_of(world).find_map(account);
            let archive = archive.and_then(|name| world.estate.accounts.get(name)?.id.as_ref());
            if archive.is_some_and(|id| id.to_string() != owner) {
                lacks.push(format!("writes into {owner}, not where the estate says"));
            }
        }
    }
    (lacks, unknown)
}

fn is_of(file: &Document, found: &Value, arn: &str) -> bool {
    let selects = ["EventSelectors", "AdvancedEventSelectors"];
    found == arn && selects.iter().any(|key| file.content.get(key).is_some())
}

/// The account whose `list-buckets` has the bucket.
fn bucket_account(observed: &Observed, bucket: &str) -> Option<String> {
    let mut lists = observed.with_key(None, "Buckets");
    let (file, _) = lists.find(|(_, list)| {
        let buckets = list.as_array().into_iter().flatten();
        buckets.into_iter().any(|one| text(one, "Name") == bucket)
    })?;
    Some(file.account?.to_string())
}
