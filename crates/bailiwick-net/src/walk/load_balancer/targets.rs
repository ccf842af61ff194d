//! From a network load balancer to its targets: which address and port, and whose source
//! they see.
//!
//! Sources: <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html>:
//! whose address targets see; <https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html>:
//! without cross-zone load balancing, each zone sends to its own targets.

use crate::filter::{Filter, Passage};
use crate::flow::{Flow, Session};
use crate::model::{Gap, Id, Kind, LoadBalancer, RegisteredTarget, TargetGroup, TargetKind};
use crate::packet::{Family, number};
use crate::path::{Direction, Stop};
use crate::set::{Ranges, Region};
use crate::walk::Walk;
use crate::walk::nat::own_ports;

impl Walk<'_, '_> {
    pub(super) fn pass_on(
        &mut self,
        balancer: &LoadBalancer,
        group: &TargetGroup,
        interface: &Id,
        flow: &Flow,
    ) {
        let Some(targets) = &group.targets else {
            return self.unknown(
                flow.clone(),
                Gap::NotRead {
                    kind: Kind::Targets,
                    of: group.id.clone(),
                },
            );
        };
        if targets.is_empty() {
            return self.stop(
                flow.clone(),
                Stop::NoListener {
                    balancer: balancer.id.clone(),
                },
            );
        }
        for target in targets {
            let of = |family| self.index.target_addresses(balancer, group, target, family);
            let addresses = of(flow.now.family);
            if addresses.is_empty() {
                let gap = match [Family::V4, Family::V6]
                    .into_iter()
                    .all(|family| of(family).is_empty())
                {
                    true => Gap::NotFound {
                        id: target.id.clone(),
                        by: group.id.clone(),
                    },
                    false => Gap::NotModelled {
                        resource: balancer.id.clone(),
                        does: "translates between IPv4 and IPv6",
                    },
                };
                self.unknown(flow.clone(), gap);
            }
            for address in addresses {
                self.pass_on_to(balancer, group, interface, target, address, flow.clone());
            }
        }
    }

    fn pass_on_to(
        &mut self,
        balancer: &LoadBalancer,
        group: &TargetGroup,
        interface: &Id,
        target: &RegisteredTarget,
        address: u128,
        mut flow: Flow,
    ) {
        let network = self.index.network;
        let own = &network.interfaces[interface];
        let zone = |subnet: &Id| {
            network
                .subnets
                .get(subnet)
                .and_then(|one| one.zone.as_deref())
        };
        let owner = self
            .index
            .owners(&balancer.vpc, flow.now.family, address)
            .into_iter()
            .next();
        let there = owner.and_then(|owner| zone(&network.interfaces[owner].subnet));
        if owner.is_some() && zone(&own.subnet) != there {
            match balancer.crosses_zones {
                Some(true) => {}
                Some(false) => {
                    let balancer = balancer.id.clone();
                    return self.stop(flow, Stop::NoListener { balancer });
                }
                None => {
                    let field = "whether it balances across zones,".to_owned();
                    flow = flow.doubted(Gap::Unresolved {
                        resource: balancer.id.clone(),
                        field,
                    });
                }
            }
        }
        let Some(port) = target.port.or(group.port) else {
            let field = "the port".to_owned();
            return self.unknown(
                flow,
                Gap::Unresolved {
                    resource: group.id.clone(),
                    field,
                },
            );
        };
        let preserves = group.preserves_client.unwrap_or(match group.kind {
            TargetKind::Instance => true,
            TargetKind::Address => group.is_udp,
            TargetKind::LoadBalancer => true,
            TargetKind::Function => false,
        });
        let addresses = own
            .addresses
            .iter()
            .filter(|one| Family::of(one.private.addr()) == flow.now.family);
        let addresses = Ranges::of(addresses.flat_map(|one| {
            Ranges::block(&one.private)
                .iter()
                .copied()
                .collect::<Vec<_>>()
        }));
        let before = flow.now.clone();
        flow.sessions.push(Session {
            at: interface.clone(),
            before,
            is_addressed: !preserves,
        });
        flow.passed_on_by = Some(addresses.clone());
        flow.carries_groups = true;
        flow.sender = Some(interface.clone());
        if !preserves {
            flow.rewrite_source(addresses);
            flow.rewrite_source_port(own_ports());
        }
        flow.rewrite_destination(Ranges::one(address));
        flow.rewrite_destination_port(Ranges::one(port.into()));
        // What a load balancer with security groups sends is judged by their rules, too.
        for flow in self.security_groups(interface, flow, Direction::Out) {
            self.leave_subnet(&own.subnet, flow);
        }
    }
}

/// What a load balancer passes on may also pass by rules that name the load balancer's own
/// groups, whatever source is on it. Rules that name groups of clients hold nothing for it
/// (<https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html>).
pub(in crate::walk) fn by_groups_of(
    balancer: &Ranges,
    passage: Passage,
    by_group: &Filter,
) -> Passage {
    let Passage { mut passed, denied } = passage;
    let mut still_denied = Vec::new();
    for flow in denied {
        let mut as_balancer = flow.clone();
        as_balancer.now.source = balancer.clone();
        let judged = by_group.judge(&as_balancer, Direction::In);
        let back = |some: Flow| {
            let now = Region {
                source: flow.now.source.clone(),
                ..some.now.clone()
            };
            flow.narrowed(now).with_trail_of(&some)
        };
        passed.extend(judged.passed.into_iter().map(back));
        still_denied.extend(judged.denied.into_iter().map(back));
    }
    Passage {
        passed,
        denied: still_denied,
    }
}

impl crate::index::Index<'_> {
    /// The addresses of a registered target.
    pub(crate) fn target_addresses(
        &self,
        balancer: &LoadBalancer,
        group: &TargetGroup,
        target: &RegisteredTarget,
        family: Family,
    ) -> Vec<u128> {
        let first = |ids: &mut dyn Iterator<Item = &crate::model::Interface>| {
            let addresses = ids.flat_map(|one| one.addresses.iter());
            let same = addresses.filter(|one| Family::of(one.private.addr()) == family);
            same.map(|one| number(one.private.addr()))
                .collect::<Vec<u128>>()
        };
        let interfaces = &self.network.interfaces;
        match group.kind {
            TargetKind::Instance => {
                let mut own = interfaces.values().filter(|one| {
                    one.instance.as_ref() == Some(&target.id) && one.vpc == balancer.vpc
                });
                first(&mut own)
            }
            TargetKind::Address => {
                let address: Option<std::net::IpAddr> = target.id.as_str().parse().ok();
                address
                    .filter(|address| Family::of(*address) == family)
                    .map(number)
                    .into_iter()
                    .collect()
            }
            TargetKind::LoadBalancer => {
                let of = self.network.load_balancers.get(&target.id);
                let ids = of.map(|of| of.interfaces.iter()).into_iter().flatten();
                first(&mut ids.filter_map(|id| interfaces.get(id)))
            }
            TargetKind::Function => Vec::new(),
        }
    }
}
