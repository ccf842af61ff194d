//! Everything carries the required tags.

use bailiwick_compile::Stack;
use bailiwick_compile::template::Resource;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, TagRule, Tagged};
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings};
use crate::taggable::{TagProperty, tag_property};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::TagsPresent,
    page: include_str!("../../pages/tags-present.md"),
    mappings: Mappings {
        iso_27001: &["A.5.9", "A.5.13"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: None,
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let rules: Vec<_> = world
        .estate
        .tags
        .iter()
        .filter(|rule| !rule.required_on.is_empty())
        .collect();
    if rules.is_empty() {
        let text = "no tag is required of anything".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut looked_at = 0;
    for (stack, id, resource) in world.resources(selection) {
        let property = match tag_property(resource.kind) {
            Some(TagProperty::None) => continue,
            Some(TagProperty::Called(property)) => property,
            None => {
                let text = format!("whether `{}` takes tags", resource.kind);
                reasons.push(Reason::NotModelled(text));
                continue;
            }
        };
        looked_at += 1;
        for rule in &rules {
            if is_meant(world, rule, stack, resource) && !carries(resource, property, rule) {
                let what = format!("`{id}` has no tag `{}` that is allowed", rule.name);
                witnesses.push(
                    Witness::new(WitnessKind::Resource, what)
                        .with("type", resource.kind)
                        .with("stack", format!("{}/{}", stack.account, stack.name))
                        .at(rule.span),
                );
            }
        }
    }
    reasons.sort();
    reasons.dedup();
    if looked_at == 0 && reasons.is_empty() {
        let text = "nothing that takes tags is compiled there".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, reasons, || {
        let resources = counted(looked_at, "resource carries", "resources carry");
        format!("{resources} the tags that are required of each")
    })
}

/// Whether a rule requires its tag of a resource.
fn is_meant(
    world: &World<'_>,
    rule: &Declared<TagRule>,
    stack: &Stack,
    resource: &Resource,
) -> bool {
    let ends = stack.name.match_indices('-');
    let mut starts = ends.map(|(end, _)| &stack.name[..end]);
    let workloads = &world.estate.workloads;
    let kind = if resource.kind.starts_with("AWS::IAM::") || stack.name == "access" {
        Some(Tagged::Identities)
    } else if stack.name.starts_with("network-") {
        Some(Tagged::Networks)
    } else if starts.any(|start| workloads.get(start).is_some()) {
        Some(Tagged::Workloads)
    } else {
        None
    };
    let account = world.estate.accounts.get(&stack.account);
    let environment = account.and_then(|account| account.environment.as_ref());
    let unit = account.and_then(|account| account.unit.as_ref());
    let below = |above: &str| {
        let rest = unit.and_then(|unit| unit.as_str().strip_prefix(above));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let on = |wanted: &Tagged| Some(*wanted) == kind || *wanted == Tagged::Everything;
    rule.required_on.iter().any(on)
        && (rule.environments.is_empty()
            || rule.environments.iter().any(|one| Some(one) == environment))
        && (rule.units.is_empty() || rule.units.iter().any(|one| below(one.as_str())))
}

fn carries(resource: &Resource, property: &str, rule: &Declared<TagRule>) -> bool {
    let Some(tags) = resource
        .properties
        .get(property)
        .and_then(|tags| tags.as_array())
    else {
        return false;
    };
    tags.iter().any(|tag| {
        let value = tag.get("Value").and_then(|value| value.as_str());
        tag.get("Key").and_then(|key| key.as_str()) == Some(rule.name.as_str())
            && (rule.values.is_empty()
                || rule
                    .values
                    .iter()
                    .any(|allowed| Some(allowed.as_str()) == value))
    })
}
