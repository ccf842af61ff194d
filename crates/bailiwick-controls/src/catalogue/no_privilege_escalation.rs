//! Nobody below administrator can make themselves one.

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;
use bailiwick_iam::escalation::{Escalation, Gain};

use super::{Entry, Mappings, account_of};
use crate::judgement::Evidence;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::NoPrivilegeEscalation,
    page: include_str!("../../pages/no-privilege-escalation.md"),
    mappings: Mappings {
        iso_27001: &["A.8.2"],
        cis_aws: &[],
        prowler: &[
            "iam_inline_policy_allows_privilege_escalation",
            "iam_policy_allows_privilege_escalation",
        ],
    },
    compiled: Some(|world, selection| judge(world, selection, Evidence::Compiled)),
    observed: Some(|world, selection| judge(world, selection, Evidence::Observed)),
};

fn judge(world: &World<'_>, selection: &Selection<'_>, evidence: Evidence) -> Verdict {
    let report = match world.escalations(evidence) {
        Ok(report) => report,
        Err(reason) => return Verdict::unknown(reason),
    };
    let selected = |arn: &str| account_of(world, selection, arn).is_some();
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    for escalation in &report.escalations {
        if !selected(&escalation.principal) {
            continue;
        }
        if escalation.is_certain() {
            witnesses.push(witness(escalation));
        } else {
            let depends_on: Vec<&str> = escalation
                .steps
                .iter()
                .flat_map(|step| &step.depends_on)
                .map(String::as_str)
                .collect();
            reasons.push(Reason::NotModelled(format!(
                "whether `{}` can become administrator, which hangs on {}",
                escalation.principal,
                depends_on.join(", ")
            )));
        }
    }
    for unjudged in &report.unjudged {
        if selected(&unjudged.principal) {
            let missing = unjudged.missing.join(", ");
            reasons.push(Reason::NotGiven(format!(
                "{missing}, which `{}` has",
                unjudged.principal
            )));
        }
    }
    let asked = world.principals(evidence, selected);
    if asked == 0 {
        let text = "there is no user or role".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let verdict = Verdict::of(witnesses, reasons, || {
        let principals = counted(asked, "user or role", "users and roles");
        format!("no known path leads from any of {principals} to administrator")
    });
    world.dated(evidence).told_by(verdict)
}

fn witness(escalation: &Escalation) -> Witness {
    let what = format!("`{}` can become administrator", escalation.principal);
    let mut witness = Witness::new(WitnessKind::Request, what);
    for step in &escalation.steps {
        let calls: Vec<String> = step
            .calls
            .iter()
            .map(|(action, resource)| format!("{action} on {resource}"))
            .collect();
        let gains = match &step.gain {
            Gain::Principal(arn) => format!("the permissions of {arn}"),
            Gain::Anything(arn) => format!("any permission, for {arn}"),
            Gain::Groups(groups) => format!("the permissions of {}", groups.join(", ")),
        };
        witness = witness.with(
            "step",
            format!("{}: {}: {gains}", step.path.id, calls.join(", ")),
        );
    }
    witness
}
