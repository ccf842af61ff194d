//! The network stack: the VPC, its subnets and routes, and who may talk to what.

mod security_group;
mod subnet;
mod vpc;

use bailiwick_estate::model::Exposure;

use super::facts::Facts;
use crate::template::Template;

pub(super) use security_group::id_parameter;
pub(super) use subnet::SUBNET_ID;

/// The template of the network stack.
pub(super) fn compile(facts: &Facts<'_>) -> Template {
    let mut template = Template::new(format!("The network of {}", facts.workload.name));
    let mut subnets = facts.network.subnets.iter();
    let public = subnets.any(|subnet| subnet.exposure == Exposure::Public);
    vpc::add(facts, public, &mut template);
    subnet::add(facts, &mut template);
    security_group::add(facts, &mut template);
    template
}

/// Whether a workload's stacks make its network: those of the first by name that is in it.
/// The others are given the ids of what is there.
pub(super) fn is_made_by(facts: &Facts<'_>) -> bool {
    let mut there = facts.estate.workloads.iter().filter(|other| {
        let network = other.network.as_ref();
        other.compose.is_some()
            && network.is_some_and(|network| network.name() == &facts.network.name)
    });
    there
        .next()
        .is_some_and(|first| first.name == facts.workload.name)
}
