//! The organisation's trail records all regions, validated, into an account of its own.

mod observed;

use bailiwick_compile::template::Resource;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, Destination, Log, LogSource};
use bailiwick_estate::selection::Selection;
use serde_json::Value;

use super::{Entry, Mappings, text};
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
    observed: Some(observed::judge),
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
        if place == archive {
            lacks.push("writes into the account that manages it");
        }
        // Without selectors a trail records all management events.
        let selectors = ["EventSelectors", "AdvancedEventSelectors"];
        let selects = |key: &&str| resource.properties.contains_key(*key);
        let properties = Value::Object(resource.properties.clone());
        if selectors.iter().any(selects) && !records_management(&properties) {
            lacks.push("leaves management events out");
        }
        lacks
    };
    let whole =
        |(place, _, resource): &(&str, &String, &Resource)| lacks(place, resource).is_empty();
    if !trails.iter().any(whole) {
        witnesses.extend(trails.iter().flat_map(|(place, id, resource)| {
            let lacks = lacks(place, resource).into_iter();
            lacks.map(move |what| Witness::new(WitnessKind::Resource, format!("`{id}` {what}")))
        }));
    }
    Verdict::of(witnesses, Vec::new(), || {
        "a trail that is compiled records every account and region, validated, for another account"
            .to_owned()
    })
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
