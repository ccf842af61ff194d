//! Tag policies: how a tag is written, and which values it has.
//!
//! Sources: "Tag policy syntax" and "Quotas for AWS Organizations", AWS Organizations User
//! Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html>,
//! <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html>).

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use serde_json::{Map, Value, json};

use super::policy::{Content, OrganizationPolicy, PolicyType};
use super::{pack, target};

/// One tag policy for each guardrail that names tags.
pub(super) fn compile(
    estate: &Estate,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<OrganizationPolicy> {
    let mut policies = Vec::new();
    for guardrail in estate.guardrails.iter() {
        let mut tags = Map::new();
        for tag in guardrail.tags.iter().filter_map(|tag| tag.of(&estate.tags)) {
            let name = tag.name.as_str();
            let values: Vec<&str> = tag.values.iter().map(|value| value.as_str()).collect();
            let mut rule = json!({ "tag_key": { "@@assign": name } });
            if !values.is_empty() {
                rule["tag_value"] = json!({ "@@assign": values });
            }
            tags.insert(name.to_ascii_lowercase(), rule);
        }
        if tags.is_empty() {
            continue;
        }
        let content: Value = json!({ "tags": tags });
        let size = content.to_string().chars().count();
        if size > PolicyType::Tag.longest() {
            diagnostics.push(pack::too_long(guardrail, PolicyType::Tag, size));
        }
        policies.push(OrganizationPolicy {
            kind: PolicyType::Tag,
            name: guardrail.name.to_string(),
            description: guardrail.because.to_string(),
            targets: target::of(estate, guardrail, |_| true),
            content: Content::Tags(content),
        });
    }
    pack::check_attachments(estate, &policies, diagnostics);
    policies
}
