//! What can be told only when all files are read: lists that name what they are of in
//! their file's name, and whose interfaces are whose.

use serde_json::Value;

use super::load_balancer::{forwards, listener, targets};
use super::{Later, LaterKind, Reader, transit};
use crate::json::{flag, id, list, text};
use crate::model::{Association, Id, Kind, Network};

impl Reader {
    pub(super) fn finish(mut self) -> Network {
        let mut later = std::mem::take(&mut self.later);
        // Interfaces come before the addresses that are given to them, listeners before rules.
        later.sort_by_key(|one| match one.kind {
            LaterKind::Instances => 0,
            LaterKind::Rules => 2,
            _ => 1,
        });
        for one in &later {
            if self.understand(one).is_none() {
                self.unreadable(&one.file, "which resource it is of");
            }
        }
        // Last, since other parts may have come after it; whether they are all is not known.
        for one in later.iter().filter(|one| one.is_partial) {
            self.forget(one);
        }
        self.parts();
        self.own_interfaces();
        self.associations();
        self.network
    }

    fn understand(&mut self, later: &Later) -> Option<()> {
        let value = &later.value;
        let items = |key: &str| match value.as_array() {
            Some(items) => items.clone(),
            None => list(value, key).to_vec(),
        };
        let network = &mut self.network;
        let named = |key: &str| id(value, key);
        match later.kind {
            LaterKind::Addresses => self.elastic_addresses(value),
            LaterKind::Instances => {
                let scope = &network.scopes[later.scope];
                let reads_interfaces = !scope.kinds.contains(&Kind::Interfaces);
                self.reservations(value, reads_interfaces);
            }
            LaterKind::TransitRoutes => {
                let known = named("TransitGatewayRouteTableId");
                let table = known
                    .or_else(|| only(later, network.transit_route_tables.keys(), Id::as_str))?;
                let table = network.transit_route_tables.get_mut(&table)?;
                table
                    .routes
                    .get_or_insert_default()
                    .extend(transit::routes(&items("Routes")));
            }
            LaterKind::TransitPropagations => {
                let known = named("TransitGatewayRouteTableId");
                let table = known
                    .or_else(|| only(later, network.transit_route_tables.keys(), Id::as_str))?;
                let table = network.transit_route_tables.get_mut(&table)?;
                let attachments: Vec<Id> =
                    transit::attachments(&items("TransitGatewayRouteTablePropagations"));
                table
                    .propagations
                    .get_or_insert_default()
                    .extend(attachments);
            }
            LaterKind::TransitAssociations => {
                let table = only(later, network.transit_route_tables.keys(), Id::as_str)?;
                let attachments: Vec<Id> = transit::attachments(&items("Associations"));
                let gateway = network.transit_route_tables[&table].gateway.clone();
                for id in attachments {
                    let peering = network
                        .transit_peerings
                        .get_mut(&(gateway.clone(), id.clone()));
                    let known = network.attachments.get_mut(&id);
                    for attachment in peering.into_iter().chain(known) {
                        attachment.association = Association::With(table.clone());
                    }
                }
            }
            LaterKind::PrefixListEntries => {
                let lists = network
                    .prefix_lists
                    .iter()
                    .filter(|(_, list)| list.blocks.is_none());
                let list = only(later, lists.map(|(id, _)| id), Id::as_str)?;
                let blocks = items("Entries")
                    .iter()
                    .map(|entry| crate::json::block(entry, "Cidr"))
                    .collect();
                network.prefix_lists.get_mut(&list)?.blocks = blocks;
            }
            LaterKind::Listeners => {
                let known = items("Listeners");
                let of = named("LoadBalancerArn");
                if known.is_empty() {
                    let name = |id: &Id| network.load_balancers[id].name.clone();
                    let of = of.clone();
                    let of = of.or_else(|| only(later, network.load_balancers.keys(), name))?;
                    let balancer = network.load_balancers.get_mut(&of)?;
                    balancer.listeners.get_or_insert_default();
                }
                self.listeners(&known, of.as_ref())
            }
            LaterKind::Rules => self.rules(&items("Rules")),
            LaterKind::TargetHealth => {
                let known = named("TargetGroupArn");
                let name = |id: &Id| network.target_groups[id].name.clone();
                let group = known.or_else(|| only(later, network.target_groups.keys(), name))?;
                let targets = targets(&items("TargetHealthDescriptions"));
                network
                    .target_groups
                    .get_mut(&group)?
                    .targets
                    .get_or_insert_default()
                    .extend(targets);
            }
            LaterKind::LoadBalancerAttributes => {
                let known = named("LoadBalancerArn")?;
                let balancer = network.load_balancers.get_mut(&known)?;
                balancer.crosses_zones =
                    crosses_zones(list(value, "Attributes")).or(balancer.crosses_zones);
            }
            LaterKind::Attributes => {
                let balancers = network
                    .load_balancers
                    .values()
                    .map(|one| (&one.id, &one.name));
                let groups = network
                    .target_groups
                    .values()
                    .map(|one| (&one.id, &one.name));
                let mut all = balancers.chain(groups);
                let of = all.find(|(_, name)| mentions(&later.file, name))?.0.clone();
                if let Some(balancer) = network.load_balancers.get_mut(&of) {
                    balancer.crosses_zones =
                        crosses_zones(&items("Attributes")).or(balancer.crosses_zones);
                }
                if let Some(group) = network.target_groups.get_mut(&of) {
                    group.preserves_client =
                        attribute(&items("Attributes"), "preserve_client_ip.enabled");
                }
            }
        }
        Some(())
    }

    /// What was told by a part of a list is not known.
    fn forget(&mut self, later: &Later) {
        let network = &mut self.network;
        match later.kind {
            LaterKind::TransitRoutes | LaterKind::TransitPropagations => {
                for table in network.transit_route_tables.values_mut() {
                    table.routes = None;
                    table.propagations = None;
                }
            }
            LaterKind::PrefixListEntries => {
                let lists = network.prefix_lists.values_mut();
                lists.for_each(|list| list.blocks = None);
            }
            LaterKind::Listeners | LaterKind::Rules => {
                let balancers = network.load_balancers.values_mut();
                balancers.for_each(|balancer| balancer.listeners = None);
            }
            LaterKind::TargetHealth => {
                let groups = network.target_groups.values_mut();
                groups.for_each(|group| group.targets = None);
            }
            LaterKind::TransitAssociations => {
                let attachments = network.attachments.values_mut();
                attachments.for_each(|one| one.association = Association::Unknown);
            }
            // These are known as lists, or say nothing when they are missing.
            LaterKind::Addresses
            | LaterKind::Instances
            | LaterKind::LoadBalancerAttributes
            | LaterKind::Attributes => {}
        }
    }

    fn listeners(&mut self, values: &[Value], balancer: Option<&Id>) {
        for value in values {
            let of = id(value, "LoadBalancerArn").or_else(|| balancer.cloned());
            let known = of.and_then(|of| self.network.load_balancers.get_mut(&of));
            if let (Some(known), Some(listener)) = (known, listener(value)) {
                known.listeners.get_or_insert_default().push(listener);
            }
        }
    }

    /// The rules of listeners: a rule's ARN is that of its listener, with more behind it.
    fn rules(&mut self, values: &[Value]) {
        for rule in values {
            let Some(arn) = text(rule, "RuleArn") else {
                continue;
            };
            let groups: Vec<Id> = list(rule, "Actions").iter().flat_map(forwards).collect();
            let balancers = self.network.load_balancers.values_mut();
            let mut listeners = balancers.flat_map(|one| one.listeners.iter_mut().flatten());
            let of = |id: &Id| {
                arn.starts_with(&id.as_str().replacen(":listener/", ":listener-rule/", 1))
            };
            if let Some(listener) = listeners.find(|listener| of(&listener.id)) {
                listener.target_groups.extend(groups);
                listener.knows_rules = true;
            }
        }
    }

    /// Whose transit gateway is shared with them may not be told its route tables: that no
    /// association is said then says nothing.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html>.
    fn associations(&mut self) {
        let scopes = 0..self.network.scopes.len();
        let listed = &self.listed;
        for attachment in self.network.attachments.values_mut() {
            let by_owner = scopes.clone().any(|scope| {
                [&attachment.id, &attachment.gateway]
                    .into_iter()
                    .all(|id| listed.contains(&(id.clone(), scope)))
            });
            if attachment.association == Association::Nowhere && !by_owner {
                attachment.association = Association::Unknown;
            }
        }
    }

    /// Load balancers say nothing of their interfaces; these say whose they are:
    /// `ELB net/NAME/ID`, which is how the ARN ends.
    /// Source: <https://cloud5.jp/check-alb-private-ip/>, which quotes AWS re:Post.
    fn own_interfaces(&mut self) {
        for balancer in self.network.load_balancers.values_mut() {
            let Some((_, end)) = balancer.id.as_str().split_once(":loadbalancer/") else {
                continue;
            };
            let described = format!("ELB {end}");
            let own = self
                .network
                .interfaces
                .values()
                .filter(|one| one.description == described);
            balancer.interfaces.extend(own.map(|one| one.id.clone()));
        }
    }
}

/// The one that the file's name mentions, or the only one there is.
fn only<'n, T: AsRef<str>>(
    later: &Later,
    ids: impl Iterator<Item = &'n Id> + Clone,
    name: impl Fn(&'n Id) -> T,
) -> Option<Id> {
    let mentioned = ids
        .clone()
        .find(|id| mentions(&later.file, name(id).as_ref()));
    let mut all = ids;
    mentioned
        .or_else(|| all.next().filter(|_| all.next().is_none()))
        .cloned()
}

/// Whether the name stands in the file's name, as a whole word.
fn mentions(file: &str, name: &str) -> bool {
    let word = |character: char| character.is_ascii_alphanumeric();
    !name.is_empty()
        && file.match_indices(name).any(|(at, found)| {
            !file[..at].ends_with(word) && !file[at + found.len()..].starts_with(word)
        })
}

fn crosses_zones(attributes: &[Value]) -> Option<bool> {
    attribute(attributes, "load_balancing.cross_zone.enabled")
}

fn attribute(attributes: &[Value], key: &str) -> Option<bool> {
    let found = attributes.iter().find(|one| text(one, "Key") == Some(key));
    found.and_then(|one| flag(one, "Value"))
}
