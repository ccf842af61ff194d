//! The system at the other end of a security group's rule can be told by its own groups.
//!
//! The addresses of a system are not known before it runs: a rule that names one allows what
//! carries its security groups, which only works within one network. Groups of a peered VPC
//! could be named as well; the language does not say that networks are peered
//! (<https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html>).

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::{Declared, Ref};
use crate::model::{Network, Origin, System};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for network in estate.networks.iter() {
        for group in network.security_groups.iter() {
            let rules = group.inbound.iter().chain(&group.outbound);
            for end in rules.flat_map(|rule| &rule.with) {
                if let Origin::System(name) = end
                    && let Some(system) = name.of(&estate.systems)
                {
                    diagnostics.extend(unknown(estate, network, name, system));
                }
            }
        }
    }
}

fn unknown(
    estate: &Estate,
    network: &Declared<Network>,
    name: &Ref<System>,
    system: &Declared<System>,
) -> Option<Diagnostic> {
    let (why, help) = match estate.network_of(system) {
        None => (
            format!("`{name}` lies in no network, so that nobody knows its addresses"),
            "name a range of addresses, or the `network` that the system lies in".to_owned(),
        ),
        Some(other) if other.name != network.name => (
            format!(
                "`{name}` lies in the network `{}`, whose security groups `{}` does not know",
                other.name, network.name
            ),
            format!(
                "name the network `{}`, or a range of addresses in it",
                other.name
            ),
        ),
        Some(_) if system.security_groups.is_empty() => (
            format!("`{name}` carries no security group by which it could be told"),
            format!("give `{name}` its `security_groups`, or name a range of addresses"),
        ),
        Some(_) => return None,
    };
    let report = Diagnostic::error(Code::RULE_WITHOUT_END, name.span, why);
    Some(
        report
            .related(system.span, "the system is declared here")
            .help(help),
    )
}
