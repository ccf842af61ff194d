//! Every guardrail forbids what it says, and lets in whom it excepts.

use std::collections::BTreeSet;

use bailiwick_compile::guardrails::PolicyType;
use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;
use bailiwick_iam::account::Accounts;
use bailiwick_iam::decide::Known;
use bailiwick_iam::prove::Proof;
use bailiwick_iam::request::Request;

use super::{Entry, Mappings};
use crate::guardrail_proofs::{self, Found, Held};
use crate::judgement::Evidence;
use crate::observed::Organization;
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
    observed: Some(observed),
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let directory = match world.directory(Evidence::Compiled) {
        Ok(directory) => directory,
        Err(reason) => return Verdict::unknown(reason),
    };
    let (estate, blueprint) = (world.estate, world.blueprint);
    let held = Held::compiled(&directory.accounts, blueprint);
    verdict(
        guardrail_proofs::prove_in(estate, blueprint, &held),
        selection,
    )
}

/// Under what AWS holds, whatever of it was made by Bailiwick.
fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let Some(observed) = world.observed else {
        return Verdict::unknown(Reason::NotGiven("anything that AWS holds".to_owned()));
    };
    let organization = Organization::of(observed);
    let named = |name: &str| match organization.named(name, PolicyType::ServiceControl) {
        Ok(policy) => Known::Known(policy),
        Err(missing) => Known::Unknown(missing.0),
    };
    let mut reasons = Vec::new();
    let mut accounts = Accounts::new();
    for account in world.estate.accounts.iter() {
        let name = account.name.as_str();
        let id = account.id.as_ref();
        match id.and_then(|id| id.to_string().parse().ok()) {
            Some(id) => {
                let mut account = organization.account(id);
                account.name = Some(name.to_owned());
                accounts.add(account);
            }
            None if selection.accounts.contains_key(name) => {
                reasons.push(Reason::NotGiven(format!("the id of the account `{name}`")));
            }
            None => {}
        }
    }
    let held = Held {
        accounts: &accounts,
        attached_later: Box::new(named),
    };
    let found = guardrail_proofs::prove_in(world.estate, world.blueprint, &held);
    match verdict(found, selection) {
        Verdict::Proved(_) if !reasons.is_empty() => Verdict::Unknown(reasons),
        Verdict::Unknown(others) => {
            reasons.extend(others);
            Verdict::Unknown(reasons)
        }
        verdict => verdict,
    }
}

fn verdict(mut found: Vec<Found<'_>>, selection: &Selection<'_>) -> Verdict {
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
                reasons.push(Reason::undecided(text));
            }
        }
        let locked_out = found.locked_out.first();
        witnesses.extend(locked_out.map(|request| shown(found, "locks out", request)));
    }
    reasons.sort();
    reasons.dedup();
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
