//! Networks: the VPC of each, its subnets and routes, and who may talk to what.
//!
//! One stack for each network that lies in an account. Where a workload's machines stand in
//! a network, the stack is that workload's ([`crate::workload`] says so with a [`Home`]);
//! the others are called `network-NAME`.
//!
//! Owns: the resources of a network. Refuses: what is in it; ways between networks, which
//! the language does not say yet.

mod security_group;
mod subnet;
mod vpc;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Exposure, Network};
use serde_json::{Value, json};

use crate::access::region_of;
use crate::blueprint::Stack;
use crate::template::{Parameter, Template};
use crate::workload::makes_network;

pub(crate) use security_group::id_parameter;
pub(crate) use subnet::SUBNET_ID;

/// What the stack of a network is made from.
pub(crate) struct Setting<'e> {
    /// The estate: rules name other networks.
    pub(crate) estate: &'e Estate,
    /// The network.
    pub(crate) network: &'e Declared<Network>,
    /// What its resources are called.
    pub(crate) called: String,
    /// The tags that all of them carry, without `Name`.
    pub(crate) tags: Vec<Value>,
    /// Where a workload's machines stand, if the stack is one's.
    pub(crate) home: Option<Home<'e>>,
}

/// Where a workload's machines stand.
pub(crate) struct Home<'e> {
    /// The subnet.
    pub(crate) subnet: &'e str,
    /// The parameter that names the availability zone, and what it is called.
    pub(crate) zone: (&'static str, Parameter),
}

impl Setting<'_> {
    /// The template of the network's stack.
    pub(crate) fn compile(&self, description: String) -> Template {
        let mut template = Template::new(description);
        let mut subnets = self.network.subnets.iter();
        let public = subnets.any(|subnet| subnet.exposure == Exposure::Public);
        vpc::add(self, public, &mut template);
        subnet::add(self, &mut template);
        security_group::add(self, &mut template);
        template
    }

    /// The tags with a name, which consoles show.
    fn tags_named(&self, name: &str) -> Value {
        let name = json!({ "Key": "Name", "Value": name });
        self.tags.iter().cloned().chain([name]).collect()
    }
}

/// The stacks of the networks that no workload makes.
pub(crate) fn compile(estate: &Estate) -> Vec<Stack> {
    let networks = estate.networks.iter();
    networks
        .filter(|network| !makes_network(estate, network))
        .filter_map(|network| {
            let account = network.account.as_ref()?.of(&estate.accounts)?;
            let region = network.region.as_ref();
            let region = region.map_or(region_of(estate, account), |region| region.as_str());
            let name = &network.name;
            let mut tags: Vec<Value> = network
                .tags
                .iter()
                .filter(|(key, _)| key.as_str() != "Name")
                .map(|(key, value)| json!({ "Key": key.as_str(), "Value": value.as_str() }))
                .collect();
            tags.push(json!({ "Key": "bailiwick:estate", "Value": estate.estate.as_str() }));
            let setting = Setting {
                estate,
                network,
                called: name.to_string(),
                tags,
                home: None,
            };
            Some(Stack {
                account: account.name.to_string(),
                region: region.to_owned(),
                name: format!("network-{name}"),
                template: setting.compile(format!("The network {name}")),
            })
        })
        .collect()
}
