//! The organisation's trail records all regions, validated, into an account of its own.

use bailiwick_compile::template::Resource;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, Destination, Log, LogSource};
use bailiwick_estate::selection::Selection;
use serde_json::Value;

use super::{Entry, Mappings, text};
use crate::observed::Observed;
use crate::verdict::{Reason, Verdict};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::OrganizationTrail,
    page: include_str!("../../pages/organization-trail.md"),
    mappings: Mappings {
        iso_27001: &["A.8.15"],
        cis_aws: &["3.1", "3.2"],
        prowler: &[
            "cloudtrail_log_file_validation_enabled",
            "cloudtrail_multi_region_enabled",
            "cloudtrail_multi_region_enabled_logging_management_events",
        ],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

const TRAIL: &str = "AWS::CloudTrail::Trail";

/// What must be true of the trail, by the property of a template and by the member that the
/// AWS CLI prints, and what it means when it is not
/// (<https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html>).
const MUST: [(&str, &str, &str); 3] = [
    (
        "IsMultiRegionTrail",
        "IsMultiRegionTrail",
        "leaves regions out",
    ),
    (
        "IsOrganizationTrail",
        "IsOrganizationTrail",
        "records one account only",
    ),
    (
        "EnableLogFileValidation",
        "LogFileValidationEnabled",
        "cannot show that nobody changed its files",
    ),
];

fn compiled(world: &World<'_>, _: &Selection<'_>) -> Verdict {
    let mut witnesses: Vec<Witness> = own_account(world).into_iter().collect();
    let stacks = world.blueprint.stacks.iter();
    let trails: Vec<_> = stacks
        .flat_map(|stack| {
            let resources = stack.template.resources.iter();
            resources.map(move |(id, resource)| (stack.account.as_str(), id, resource))
        })
        .filter(|(_, _, resource)| resource.kind == TRAIL)
        .collect();
    let archive = trails_of(world).find_map(account);
    if trails.is_empty() {
        let text = "the stacks make no trail: whether there is one".to_owned();
        return Verdict::of(witnesses, vec![Reason::NotVisible(text)], String::new);
    }
    let Some(archive) = archive else {
        let text = "the estate does not say in which account the trail's bucket lies".to_owned();
        return Verdict::of(witnesses, vec![Reason::NotVisible(text)], String::new);
    };
    let lacks = |place: &str, resource: &Resource| {
        let is_on = |key: &str| resource.properties.get(key) == Some(&Value::Bool(true));
        let mut lacks: Vec<&str> = MUST
            .iter()
            .filter(|(key, _, _)| !is_on(key))
            .map(|(_, _, what)| *what)
            .collect();
        if !is_on("IsLogging") {
            lacks.push("is not switched on");
        }
        lacks
    };
    if !trails
        .iter()
        .any(|(_, resource)| lacks(resource).is_empty())
    {
        witnesses.extend(trails.iter().flat_map(|(id, resource)| {
            let lacks = lacks(resource).into_iter();
            lacks.map(move |what| Witness::new(WitnessKind::Resource, format!("`{id}` {what}")))
        }));
    }
    Verdict::of(witnesses, Vec::new(), || {
        "a trail that is compiled records every account and region, validated, for another account"
            .to_owned()
    })
}

fn observed(world: &World<'_>, _: &Selection<'_>) -> Verdict {
    let Some(observed) = world.observed else {
        return Verdict::unknown(Reason::NotGiven("anything that AWS holds".to_owned()));
    };
    let Some(trails) = observed.list(None, "trailList") else {
        let text = "`aws cloudtrail describe-trails` of the management account".to_owned();
        return Verdict::unknown(Reason::NotGiven(text));
    };
    let mut judged: Vec<_> = trails
        .into_iter()
        .map(|trail| (text(trail, "Name"), judge(world, observed, trail)))
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
fn judge(world: &World<'_>, observed: &Observed, trail: &Value) -> (Vec<String>, Vec<Reason>) {
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

fn is_of(file: &crate::observed::Document, found: &Value, arn: &str) -> bool {
    let selects = ["EventSelectors", "AdvancedEventSelectors"];
    found == arn && selects.iter().any(|key| file.content.get(key).is_some())
}

/// Whether event selectors record all management events
/// (<https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html>).
fn records_management(selectors: &Value) -> bool {
    let list = |key: &str| {
        selectors
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    let basic = list("EventSelectors").any(|one| {
        let excluded = one
            .get("ExcludeManagementEventSources")
            .and_then(Value::as_array);
        one.get("IncludeManagementEvents") == Some(&Value::Bool(true))
            && text(one, "ReadWriteType") == "All"
            && excluded.is_none_or(Vec::is_empty)
    });
    basic
        || list("AdvancedEventSelectors").any(|one| {
            let fields = one.get("FieldSelectors").and_then(Value::as_array);
            // A second field would leave some of them out.
            fields.is_some_and(|fields| {
                fields.len() == 1
                    && text(&fields[0], "Field") == "eventCategory"
                    && fields[0]["Equals"] == serde_json::json!(["Management"])
            })
        })
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

/// A trail that is declared to write where it is managed.
fn own_account(world: &World<'_>) -> Option<Witness> {
    let organization = world.estate.organization.as_ref()?;
    let management = organization.management_account.as_ref()?;
    let log = trails_of(world).find(|log| account(log) == Some(management.as_str()))?;
    let what = format!(
        "`{}` flows into the account that manages the organisation",
        log.name
    );
    Some(Witness::new(WitnessKind::Declaration, what).at(log.span))
}

fn trails_of<'w>(world: &World<'w>) -> impl Iterator<Item = &'w Declared<Log>> {
    let logs = world.estate.logs.iter();
    logs.filter(|log| log.source == LogSource::CloudTrail)
}

/// The account of the bucket that a log flows to.
fn account<'l>(log: &'l Declared<Log>) -> Option<&'l str> {
    log.to.iter().find_map(|to| match to {
        Destination::S3(to) => to.account.as_ref().map(|account| account.as_str()),
        _ => None,
    })
}
