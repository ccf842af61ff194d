//! Data marked as kept survives the deletion of every stack.

mod observed;
mod template;

use bailiwick_compile::Stack;
use bailiwick_compile::retention::{Fate, fate};
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, Workload};
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::DataSurvives,
    page: include_str!("../../pages/data-survives.md"),
    mappings: Mappings {
        iso_27001: &["A.5.33", "A.8.13"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: Some(observed::judge),
};

const VOLUME: &str = "AWS::EC2::Volume";
const SECRET: &str = "AWS::SecretsManager::Secret";
const BUCKET: &str = "AWS::S3::Bucket";

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut kept = 0;
    for (stack, id, resource) in world.resources(selection) {
        match fate(resource.kind) {
            Some(Fate::Kept) if resource.retained => kept += 1,
            Some(Fate::Kept) => {
                let what = format!("`{id}` holds data, and may go with its stack or be replaced");
                witnesses.push(
                    Witness::new(WitnessKind::Resource, what)
                        .with("type", resource.kind)
                        .with("stack", format!("{}/{}", stack.account, stack.name)),
                );
            }
            Some(Fate::GoesWithItsOwner | Fate::MadeAgain) => {}
            None => {
                let text = format!("whether `{}` holds data", resource.kind);
                reasons.push(Reason::NotModelled(text));
            }
        }
    }
    for workload in selection.workloads.values() {
        declared(world, workload, &mut witnesses, &mut reasons);
    }
    reasons.sort();
    reasons.dedup();
    if kept == 0 && witnesses.is_empty() && reasons.is_empty() {
        let text = "nothing there is kept".to_owned();
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

/// Everything that a workload says is kept has to be among what is compiled to stay.
fn declared(
    world: &World<'_>,
    workload: &Declared<Workload>,
    witnesses: &mut Vec<Witness>,
    reasons: &mut Vec<Reason>,
) {
    let name = format!("{}-data", workload.name);
    let of_it = |stack: &&Stack| stack.name == name && stack.account == workload.account.as_str();
    let stack = world.blueprint.stacks.iter().find(of_it);
    let made = |kind: &str| {
        let resources = stack
            .iter()
            .flat_map(|stack| stack.template.resources.values());
        resources.filter(|resource| resource.kind == kind).count()
    };
    let volumes: Vec<_> = workload.storage.iter().filter(|one| one.keep).collect();
    let secrets = workload.secrets.iter();
    let secrets: Vec<_> = secrets.filter(|one| one.keep != Some(false)).collect();
    let (built, by_hand): (Vec<_>, Vec<_>) = workload
        .backups
        .iter()
        .partition(|backup| backup.container.is_some());
    let wanted = [
        (
            "storage",
            VOLUME,
            volumes
                .iter()
                .map(|one| (one.name.as_str(), one.span))
                .collect(),
        ),
        (
            "secret",
            SECRET,
            secrets
                .iter()
                .map(|one| (one.name.as_str(), one.span))
                .collect(),
        ),
        (
            "backup",
            BUCKET,
            built
                .iter()
                .map(|one| (one.name.as_str(), one.span))
                .collect(),
        ),
    ];
    let wanted: [(&str, &str, Vec<_>); 3] = wanted;
    for (noun, kind, things) in wanted {
        // One bucket holds every backup.
        let enough = if kind == BUCKET {
            things.len().min(1)
        } else {
            things.len()
        };
        if made(kind) >= enough {
            continue;
        }
        for (thing, span) in things {
            let called = format!("the {noun} `{thing}` of `{}`", workload.name);
            if workload.compose.is_none() {
                let text = format!("{called} is not built here: whether it survives");
                reasons.push(Reason::NotVisible(text));
            } else {
                let what = format!("{called} is said to be kept, and no stack makes it");
                witnesses.push(Witness::new(WitnessKind::Declaration, what).at(span));
            }
        }
    }
    reasons.extend(by_hand.into_iter().map(|backup| {
        let text = format!(
            "the backup `{}` of `{}` is not made by a stack: whether it survives",
            backup.name, workload.name
        );
        Reason::NotVisible(text)
    }));
}
