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
