//! The hosted zone, with the records that Bailiwick writes. Those that a machine or a
//! person writes are theirs.
//!
//! Source: "AWS::Route53::HostedZone" and "AWS::Route53::RecordSet", AWS CloudFormation
//! Template Reference.

use std::collections::BTreeMap;

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::ZoneRecord;
use serde_json::{Value, json};

use crate::template::{LogicalIds, Resource, Template, reference};
use crate::workload::facts::Facts;

/// The zone's id, an output here and a parameter of the service stack.
pub(in crate::workload) const ZONE_ID: &str = "HostedZoneId";
/// How long resolvers keep a record that does not say.
const TTL: u32 = 300;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    let Some(hosted) = facts.zone.filter(|hosted| hosted.made_here) else {
        return;
    };
    let zone = hosted.zone;
    let mut resource = Resource::new("AWS::Route53::HostedZone")
        .with("Name", json!(zone.domain.as_str()))
        .with("HostedZoneTags", facts.tags())
        .retained();
    if let Some(description) = &zone.description {
        resource = resource.note(description.as_str());
    }
    template.add("HostedZone", resource);
    let mut ids = LogicalIds::default();
    // Records of one name and type are one set of records.
    let mut sets: BTreeMap<(&str, String), Vec<&Declared<ZoneRecord>>> = BTreeMap::new();
    for record in zone.records.iter() {
        let ours = record.written_by.is_none() && record.retired.is_none();
        if ours && !record.values.is_empty() {
            let key = (record.value.name.as_str(), record.r#type.to_string());
            sets.entry(key).or_default().push(record);
        }
    }
    for ((name, kind), records) in sets {
        let Some(first) = records.first() else {
            continue;
        };
        let values = records.iter().flat_map(|record| &record.values);
        let values: Vec<Value> = values.map(|value| json!(value_of(&kind, value))).collect();
        let ttl = records.iter().find_map(|record| record.ttl);
        let mut resource = Resource::new("AWS::Route53::RecordSet")
            .with("HostedZoneId", reference("HostedZone"))
            .with("Name", json!(name))
            .with("Type", json!(kind))
            .with("TTL", json!(ttl.map_or(TTL, |ttl| ttl.0).to_string()))
            .with("ResourceRecords", json!(values))
            .retained();
        if let Some(because) = records.iter().find_map(|record| record.because.as_ref()) {
            resource = resource.note(because.as_str());
        }
        template.add(ids.give(&[first.name.as_str(), "record"]), resource);
    }
    template.output(ZONE_ID, "The hosted zone.", reference("HostedZone"));
    template.output(
        "NameServers",
        "What the registrar must name as the servers of the domain.",
        json!({ "Fn::Join": [" ", { "Fn::GetAtt": ["HostedZone", "NameServers"] }] }),
    );
}

/// Route 53 takes texts in quotes ("Supported DNS record types", Amazon Route 53 Developer
/// Guide).
fn value_of(kind: &str, value: &str) -> String {
    match kind {
        "TXT" if !value.starts_with('"') => format!("\"{value}\""),
        _ => value.to_owned(),
    }
}
