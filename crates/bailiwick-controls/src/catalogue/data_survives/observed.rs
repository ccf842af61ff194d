//! Data in the stacks that AWS holds: what each stack's template says becomes of it.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_compile::retention::{Fate, fate};
use bailiwick_estate::selection::Selection;
use bailiwick_iam::request::AccountId;
use serde_json::Value;

use super::template::{self, Declared};
use crate::catalogue::text;
use crate::observed::Observed;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

/// The lists of one account and region.
struct Place<'w> {
    observed: &'w Observed,
    account: AccountId,
    region: String,
}

pub(super) fn judge(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let Some(observed) = world.observed else {
        return Verdict::unknown(Reason::NotGiven("anything that AWS holds".to_owned()));
    };
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut kept = 0;
    for (name, region) in places(world, selection) {
        let account = world
            .estate
            .accounts
            .get(name)
            .and_then(|one| one.id.as_ref());
        let Some(account) = account.and_then(|id| id.to_string().parse().ok()) else {
            reasons.push(Reason::NotGiven(format!("the id of the account `{name}`")));
            continue;
        };
        let place = Place {
            observed,
            account,
            region: region.to_owned(),
        };
        let there = format!("`{name}` in `{region}`");
        let Some(stacks) = place.list("Stacks") else {
            let text = format!("`aws cloudformation describe-stacks` of {there}");
            reasons.push(Reason::NotGiven(text));
            continue;
        };
        for stack in stacks {
            let stack = text(stack, "StackName");
            match place.data(stack) {
                Err(reason) => reasons.push(reason),
                Ok(data) => {
                    for (id, kind, stays) in data {
                        kept += usize::from(stays);
                        if !stays {
                            let what = format!(
                                "`{id}` holds data, and may go with its stack or be replaced"
                            );
                            witnesses.push(
                                Witness::new(WitnessKind::Resource, what)
                                    .with("type", kind)
                                    .with("stack", format!("{name}/{region}/{stack}")),
                            );
                        }
                    }
                }
            }
        }
    }
    if kept == 0 && witnesses.is_empty() && reasons.is_empty() {
        let text = "no stack there holds data".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, reasons, || {
        let kept = counted(
            kept,
            "resource holds data and stays",
            "resources hold data and stay",
        );
        format!("{kept} when their stack, or their place in it, goes")
    })
}

/// The accounts and regions in which the estate keeps data.
fn places<'w>(world: &World<'w>, selection: &Selection<'_>) -> BTreeSet<(&'w str, &'w str)> {
    let holds_data = |kind| fate(kind) == Some(Fate::Kept);
    let stacks = world.blueprint.stacks.iter();
    stacks
        .filter(|stack| selection.accounts.contains_key(stack.account.as_str()))
        .filter(|stack| {
            let mut resources = stack.template.resources.values();
            resources.any(|resource| holds_data(resource.kind))
        })
        .map(|stack| (stack.account.as_str(), stack.region.as_str()))
        .collect()
}

impl<'w> Place<'w> {
    fn files(&self, key: &str) -> impl Iterator<Item = &'w Value> {
        let files = self.observed.with_key(Some(self.account), key);
        files
            .filter(|(file, _)| file.region.as_deref() == Some(self.region.as_str()))
            .map(|(_, value)| value)
    }

    fn list(&self, key: &str) -> Option<Vec<&'w Value>> {
        let mut files = self.files(key).peekable();
        files.peek()?;
        Some(files.filter_map(Value::as_array).flatten().collect())
    }

    /// What holds data in a stack: its id and type, and whether it stays.
    fn data(&self, stack: &str) -> Result<Vec<(&'w str, &'w str, bool)>, Reason> {
        let resources: BTreeMap<&str, &str> = self
            .list("StackResources")
            .unwrap_or_default()
            .into_iter()
            .filter(|resource| text(resource, "StackName") == stack)
            .map(|one| (text(one, "LogicalResourceId"), text(one, "ResourceType")))
            .collect();
        if resources.is_empty() {
            let text = format!("`aws cloudformation describe-stack-resources` of `{stack}`");
            return Err(Reason::NotGiven(text));
        }
        if let Some(kind) = resources.values().find(|kind| fate(kind).is_none()) {
            let text = format!("whether `{kind}` holds data");
            return Err(Reason::NotModelled(text));
        }
        let data = resources
            .iter()
            .filter(|(_, kind)| fate(kind) == Some(Fate::Kept));
        let data: Vec<(&str, &str)> = data.map(|(id, kind)| (*id, *kind)).collect();
        if data.is_empty() {
            return Ok(Vec::new());
        }
        // No template names its stack: it is the one that has all of the stack's resources.
        let of_it = |template: &BTreeMap<String, Declared>| {
            let has = |(id, kind): (&&str, &&str)| {
                template
                    .get(*id)
                    .is_some_and(|declared| declared.kind == **kind)
            };
            resources.iter().all(has)
        };
        let bodies = self.files("TemplateBody");
        let templates = bodies.filter_map(template::resources).filter(of_it);
        let templates: Vec<_> = templates.collect();
        if templates.is_empty() {
            let text = format!("`aws cloudformation get-template` of `{stack}`");
            return Err(Reason::NotGiven(text));
        }
        let stays = |id: &str| templates.iter().all(|template| template[id].stays);
        Ok(data
            .into_iter()
            .map(|(id, kind)| (id, kind, stays(id)))
            .collect())
    }
}
