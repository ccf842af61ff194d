//! Workloads: a service that runs in containers on machines of its own, as stacks.
//!
//! ```text
//! compose file ──compose──▶ services ─┐
//! workload, network, zone ──facts─────┴─▶ Facts ─┬─▶ W-data        outlives everything
//!                                               ├─▶ W-network
//!                                               ├─▶ W-service
//!                                               └─▶ W-guardrails  us-east-1
//! ```
//!
//! Owns: what a workload comes to in its account, split by how long it lives, and the
//! diagnostics about what cannot run. Refuses: to deploy; to know who operates it, which
//! is the access stack's. Start reading at `facts::Facts`, then at the stack that
//! matters; each kind of resource has a file, and a newcomer copies a neighbour.
//!
//! A parameter of a stack that has the name of an output of an earlier one takes its
//! value from there: see `docs/decisions/0021-values-between-stacks.md`.

mod compose;
mod containers;
mod data;
mod described;
mod dockerfile;
mod endpoint;
mod facts;
mod guardrails;
mod instance_type;
pub mod machine;
mod names;
mod reachable;
mod recipients;
mod roles;
mod service;
mod storage;
mod told;

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Network, Workload};
use bailiwick_estate::source::Attachments;

use crate::blueprint::Stack;
use crate::network;
use crate::template::Template;

use facts::Facts;
pub(crate) use guardrails::number;
use machine::{Publication, publish_script};
pub(crate) use recipients::emails;
pub(crate) use roles::makes_role_of;

/// The stacks of every workload that has a compose file, and the scripts that people run
/// for it.
pub(crate) fn compile(
    estate: &Estate,
    attachments: &Attachments,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Stack>, Vec<(String, String)>) {
    let mut stacks = Vec::new();
    let mut scripts = Vec::new();
    for workload in estate.workloads.iter() {
        endpoint::check(estate, workload, diagnostics);
        described::check(workload, diagnostics);
        let Some(facts) = Facts::of(estate, workload, attachments, diagnostics) else {
            continue;
        };
        let stack = |name: &str, region: &str, template: Template| Stack {
            account: facts.account.name.to_string(),
            region: region.to_owned(),
            name: format!("{}-{name}", facts.workload.name),
            template,
        };
        diagnostics.extend(service::check(&facts));
        reachable::check(&facts, diagnostics);
        told::check(&facts, diagnostics);
        scripts.extend(publication(&facts));
        stacks.push(stack("data", &facts.region, data::compile(&facts)));
        if maker_of(estate, facts.network).is_some_and(|maker| maker.name == workload.name) {
            stacks.push(stack("network", &facts.region, network(&facts)));
        }
        stacks.push(stack("service", &facts.region, service::compile(&facts)));
        let region = guardrails::REGION;
        stacks.push(stack("guardrails", region, guardrails::compile(&facts)));
    }
    // A stack without resources is none: a workload that stores nothing has no data.
    stacks.retain(|stack| !stack.template.resources.is_empty());
    (stacks, scripts)
}

/// The workload whose stacks make a network: the first by name that runs in it. The others
/// are given the ids of what is there.
fn maker_of<'e>(estate: &'e Estate, network: &Declared<Network>) -> Option<&'e Declared<Workload>> {
    estate.workloads.iter().find(|workload| {
        let named = workload.network.as_ref();
        workload.compose.is_some() && named.is_some_and(|named| named.name() == &network.name)
    })
}

/// Whether the stacks of some workload make a network.
pub(crate) fn makes_network(estate: &Estate, network: &Declared<Network>) -> bool {
    maker_of(estate, network).is_some()
}

/// The network that a workload's machines stand in.
fn network(facts: &Facts<'_>) -> Template {
    let setting = network::Setting {
        estate: facts.estate,
        network: facts.network,
        called: facts.called.clone(),
        tags: facts.tags().as_array().cloned().unwrap_or_default(),
        home: Some(network::Home {
            subnet: facts.subnet.name.as_str(),
            zone: (data::AVAILABILITY_ZONE, data::availability_zone(facts)),
        }),
    };
    setting.compile(format!("The network of {}", facts.workload.name))
}

/// The script that publishes the workload's own image.
fn publication(facts: &Facts<'_>) -> Option<(String, String)> {
    let image = facts.workload.image.as_ref()?;
    let publication = Publication {
        workload: facts.workload.name.to_string(),
        region: facts.region.clone(),
        repository: image.repository.to_string(),
        architecture: facts.machines.architecture,
    };
    let path = format!("{}/publish.sh", facts.workload.name);
    Some((path, publish_script(&publication)))
}
