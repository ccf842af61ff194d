//! Nobody outside has access but who is declared.

mod observed;
mod outsider;

use bailiwick_compile::retention::fate;
use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;

use self::outsider::{Found, Insiders};
use super::{Entry, Mappings};
use crate::resource_policies::compiled::{self, Widened};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::NoUndeclaredExternalAccess,
    page: include_str!("../../pages/no-undeclared-external-access.md"),
    mappings: Mappings {
        iso_27001: &["A.5.15", "A.8.3"],
        cis_aws: &["1.20"],
        prowler: &[
            "accessanalyzer_enabled",
            "accessanalyzer_enabled_without_findings",
        ],
    },
    compiled: Some(of_templates),
    observed: Some(observed::judge),
};

fn of_templates(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let insiders = Insiders::of(world);
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let policies = compiled::policies(world, selection);
    for policy in &policies {
        let (id, wider) = (policy.id, policy.widened());
        let found = wider.policy().map(|policy| insiders.look(policy));
        let unclear = match (&wider, found) {
            (_, Some(None)) => continue,
            (Widened::Unclear(what), _) => what.clone(),
            (_, Some(Some(Found::Unclear(what)))) => what,
            (
                Widened::More {
                    lets_in_the_same: false,
                    ..
                },
                _,
            ) => "values that only the deployment knows".to_owned(),
            (_, Some(Some(Found::Outsider(who, request)))) => {
                let what = format!("`{id}` lets {who} in");
                let witness = Witness::new(WitnessKind::Resource, what)
                    .with("type", policy.resource.kind)
                    .with("stack", policy.place())
                    .with("action", request.action);
                witnesses.push(witness);
                continue;
            }
            (_, None) => "the policy".to_owned(),
        };
        reasons.push(Reason::NotModelled(format!(
            "{unclear}, whom `{id}` lets in"
        )));
    }
    for (_, _, resource) in world.resources(selection) {
        // A type that is compiled and in no table may have such a policy, too.
        if !compiled::says_who_comes_in(resource.kind) && fate(resource.kind).is_none() {
            let text = format!("whom `{}` lets in", resource.kind);
            reasons.push(Reason::NotModelled(text));
        }
    }
    let looked_at = policies.len();
    reasons.sort();
    reasons.dedup();
    if looked_at == 0 && witnesses.is_empty() && reasons.is_empty() {
        let text = "nothing that is compiled there says who may come in".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, reasons, || {
        let policies = counted(
            looked_at,
            "policy that is compiled lets",
            "policies that are compiled let",
        );
        format!("{policies} in only accounts of the estate and services of AWS")
    })
}
