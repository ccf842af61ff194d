//! Every guardrail forbids what it says, and lets in whom it excepts.

use std::collections::BTreeSet;

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;
use bailiwick_iam::prove::Proof;
use bailiwick_iam::request::Request;

use super::{Entry, Mappings};
use crate::guardrail_proofs::{self, Found};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::GuardrailsHold,
    page: include_str!("../../pages/guardrails-hold.md"),
    mappings: Mappings {
        iso_27001: &["A.5.15", "A.8.2"],
        cis_aws: &[],
        prowler: &["organizations_scp_check_deny_regions"],
    },
    compiled: Some(compiled),
    observed: None,
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut found = guardrail_proofs::prove(world.estate, world.blueprint);
    found.retain(|found| selection.accounts.contains_key(found.account));
    if found.is_empty() {
        let text = "no guardrail holds in a selected account".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    for found in &found {
        match &found.forbids {
            Proof::Proved => {}
            Proof::Refuted(witness) => {
                witnesses.push(shown(found, "lets through", &witness.request));
            }
            Proof::Unknown(why) => {
                let why: Vec<&str> = why.iter().map(String::as_str).collect();
                let (name, why) = (&found.guardrail.name, why.join(", "));
                let text = format!(
                    "whether `{name}` forbids everything in `{}`: {why}",
                    found.account
                );
                reasons.push(Reason::NotModelled(text));
            }
        }
        let locked_out = found.locked_out.first();
        witnesses.extend(locked_out.map(|request| shown(found, "locks out", request)));
    }
    Verdict::of(witnesses, reasons, || basis(&found))
}

fn shown(found: &Found<'_>, does: &str, request: &Request) -> Witness {
    let what = format!(
        "the guardrail `{}` {does} a request in `{}`",
        found.guardrail.name, found.account
    );
    Witness::new(WitnessKind::Request, what)
        .with("claim", found.says)
        .with("caller", format!("{:?}", request.caller))
        .with("action", request.action.clone())
        .with("resource", request.resource.arn.clone())
        .at(found.guardrail.span)
}

fn basis(found: &[Found<'_>]) -> String {
    let guardrails: BTreeSet<&str> = found
        .iter()
        .map(|one| one.guardrail.name.as_str())
        .collect();
    let accounts: BTreeSet<&str> = found.iter().map(|one| one.account).collect();
    let let_in: usize = found.iter().map(|one| one.let_in).sum();
    let open = match let_in {
        0 => "nobody is excepted".to_owned(),
        _ => format!(
            "{} of those who are excepted stay allowed",
            counted(let_in, "request", "requests")
        ),
    };
    format!(
        "{} in {} deny what they say to every request, and {open}",
        counted(guardrails.len(), "guardrail", "guardrails"),
        counted(accounts.len(), "account", "accounts"),
    )
}
