//! A procedure is documented before it is automated.

use std::collections::BTreeSet;

use bailiwick_estate::lower::{Declared, Ref};
use bailiwick_estate::model::{CatalogueControl, Doer, Procedure, Workload};
use bailiwick_estate::selection::Selection;
use bailiwick_estate::source::Span;

use super::{Entry, Mappings};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::DocumentedBeforeAutomated,
    page: include_str!("../../pages/documented-before-automated.md"),
    mappings: Mappings {
        iso_27001: &["A.5.37"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: None,
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut automated = procedures(world, selection);
    let mut others = 0;
    for workload in selection.workloads.values() {
        others += runs_by_itself(workload, &mut witnesses);
        // What a machine does when it starts, a machine does, whatever its steps say.
        let start = workload.host.as_ref();
        let start = start.and_then(|host| host.first_start.as_ref());
        automated.extend(start.map(|start| start.as_str()));
    }
    let found = automated.iter();
    let found = found.filter_map(|name| world.estate.procedures.get(name));
    witnesses.extend(found.flat_map(undocumented));
    let all = automated.len() + others;
    if all == 0 {
        let text = "nothing there is said to run by itself".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, Vec::new(), || {
        let all = counted(
            all,
            "thing that runs by itself is",
            "things that run by themselves are",
        );
        format!("{all} written down: what it achieves, and who answers for it")
    })
}

/// The procedures of which a machine does a step: those that a selected workload names, and
/// all, when everything is selected.
fn procedures<'w>(world: &World<'w>, selection: &Selection<'w>) -> BTreeSet<&'w str> {
    let estate = world.estate;
    let everything = selection.accounts.len() == estate.accounts.len()
        && selection.workloads.len() == estate.workloads.len();
    let named: BTreeSet<&str> = selection
        .workloads
        .values()
        .flat_map(|workload| named(workload))
        .collect();
    let by_machine = |procedure: &&Declared<Procedure>| {
        let mut steps = procedure.steps.iter();
        steps.any(|step| step.by != Doer::Manual)
    };
    let procedures = estate.procedures.iter().filter(by_machine);
    procedures
        .map(|procedure| procedure.name.as_str())
        .filter(|name| everything || named.contains(name))
        .collect()
}

fn named(workload: &Workload) -> Vec<&str> {
    let start = workload.host.as_ref();
    let start = start.and_then(|host| host.first_start.as_ref());
    let publish = workload.image.as_ref();
    let publish = publish.and_then(|image| image.publish.as_ref());
    let restore = workload
        .backups
        .iter()
        .filter_map(|one| one.restore.as_ref());
    let all = start.into_iter().chain(publish).chain(restore);
    all.chain(workload.prerequisites.iter())
        .map(Ref::as_str)
        .collect()
}

/// What a procedure does not say. That each step has words, the language sees to.
fn undocumented(procedure: &Declared<Procedure>) -> Vec<Witness> {
    let lacks = [
        ("what it achieves", procedure.purpose.is_none()),
        ("who answers for it", procedure.owner.is_none()),
        ("a single step", procedure.steps.is_empty()),
    ];
    let lacks = lacks.into_iter().filter(|(_, lacks)| *lacks);
    lacks
        .map(|(what, _)| {
            let what = format!("`{}` is automated and does not say {what}", procedure.name);
            witness(what, procedure.span)
        })
        .collect()
}

/// Counts what a workload does by itself beside procedures, and tells what of it nobody
/// wrote down.
fn runs_by_itself(workload: &Declared<Workload>, witnesses: &mut Vec<Witness>) -> usize {
    let name = &workload.name;
    let mut all = 0;
    let mut tell = |documented: bool, what: String, span: Span| {
        all += 1;
        if !documented {
            witnesses.push(witness(what, span));
        }
    };
    for schedule in workload.schedules.iter() {
        let what = format!(
            "`{}` of `{name}` runs by itself and does not say what for",
            schedule.name
        );
        tell(schedule.description.is_some(), what, schedule.span);
    }
    let backups = workload.backups.iter();
    for backup in backups.filter(|one| one.every.is_some() || one.cron.is_some()) {
        let what = format!(
            "`{}` of `{name}` copies, and names no procedure to restore",
            backup.name
        );
        tell(backup.restore.is_some(), what, backup.span);
    }
    if let Some(image) = &workload.image {
        let what = format!("the image of `{name}` names no procedure by which it is published");
        tell(image.publish.is_some(), what, image.fields.head);
    }
    if let Some(switch) = &workload.kill_switch {
        let what = format!("the kill switch of `{name}` does not say why it acts");
        tell(switch.because.is_some(), what, switch.fields.head);
    }
    if all > 0 && workload.owner.is_none() {
        let what = format!("nobody answers for what `{name}` does by itself");
        witnesses.push(witness(what, workload.span));
    }
    all
}

fn witness(what: String, span: Span) -> Witness {
    Witness::new(WitnessKind::Declaration, what).at(span)
}
