//! A network made ready to be walked: who has an address, which table routes a subnet,
//! what the filters let pass. Made once, used for every question.
//!
//! Start reading at [`Index`].

mod balance;
mod interface;
mod publish;
mod routes;
mod transit;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;

use crate::filter::{Filter, Members, Picks, network_acl};
use crate::model::{Gap, Id, Kind, LoadBalancerKind, Network, Subnet, Vpc};
use crate::packet::{Family, number};
use crate::path::Direction;
use crate::set::Ranges;

pub(crate) use interface::{Class, Residents};
pub(crate) use routes::Routes;
pub(crate) use transit::TransitRoutes;

/// A network, ready to be walked.
pub(crate) struct Index<'n> {
    pub(crate) network: &'n Network,
    pub(crate) vpcs: BTreeMap<&'n Id, VpcIndex<'n>>,
    pub(crate) subnets: BTreeMap<&'n Id, SubnetIndex<'n>>,
    /// What the security groups of each interface let pass.
    classes: HashMap<&'n Id, std::sync::Arc<Class>>,
    /// Who is behind each public address of IPv4.
    pub(crate) public: BTreeMap<u128, Published<'n>>,
    /// The address that stands for the public one that AWS has still to assign.
    pub(crate) later: HashMap<(&'n Id, IpAddr), u128>,
    /// The load balancers, by interface.
    pub(crate) balancers: HashMap<&'n Id, &'n Id>,
    /// The network load balancers that send to each interface.
    pub(crate) behind: BTreeMap<&'n Id, BTreeSet<&'n Id>>,
    /// The network load balancers of which it was not read where they send.
    pub(crate) unread: BTreeSet<&'n Id>,
    /// The interfaces of network load balancers that were not read at all.
    pub(crate) unread_interfaces: BTreeSet<&'n Id>,
    /// The NAT gateways of each VPC, by private address.
    pub(crate) nats: HashMap<&'n Id, Vec<(u128, &'n Id)>>,
    pub(crate) transit: BTreeMap<&'n Id, TransitRoutes>,
    /// Every address of the internet.
    pub(crate) internet: [Ranges; 2],
    /// Those of them that are nobody's in the networks that were read.
    pub(crate) others: [Ranges; 2],
}

/// A VPC, ready.
pub(crate) struct VpcIndex<'n> {
    pub(crate) vpc: &'n Vpc,
    pub(crate) blocks: [Ranges; 2],
    pub(crate) subnets: Vec<&'n Id>,
    /// The public address of each private one.
    pub(crate) published: BTreeMap<u128, u128>,
    pub(crate) internet_gateway: Option<&'n Id>,
    /// The route tables of its gateways.
    pub(crate) edges: BTreeMap<&'n Id, Routes<'n>>,
}

/// A subnet, ready.
pub(crate) struct SubnetIndex<'n> {
    pub(crate) subnet: &'n Subnet,
    pub(crate) blocks: [Ranges; 2],
    pub(crate) residents: Residents<'n>,
    pub(crate) routes: Result<Routes<'n>, Gap>,
    /// The network ACL; its own id, for what it denies.
    pub(crate) acl: Option<&'n Id>,
    pub(crate) enters: Filter,
    pub(crate) leaves: Filter,
}

/// What a public address of IPv4 leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Published<'n> {
    pub(crate) vpc: &'n Id,
    pub(crate) private: u128,
}

pub(crate) fn at(family: Family) -> usize {
    usize::from(family == Family::V6)
}

impl<'n> Index<'n> {
    pub(crate) fn new(network: &'n Network) -> Self {
        let later = publish::stand_ins(network);
        let picks = Picks::new(
            network,
            later.iter().map(|(id, _, stand_in)| (*id, *stand_in)),
        );
        let members = Members::new(network, picks);
        let mut index = Self {
            network,
            vpcs: BTreeMap::new(),
            subnets: BTreeMap::new(),
            classes: interface::classes(network, &members),
            public: BTreeMap::new(),
            later: later
                .into_iter()
                .map(|(id, private, stand_in)| ((id, private), stand_in))
                .collect(),
            balancers: HashMap::new(),
            behind: BTreeMap::new(),
            unread: BTreeSet::new(),
            unread_interfaces: BTreeSet::new(),
            nats: HashMap::new(),
            transit: transit::tables(network),
            internet: [Family::V4, Family::V6].map(crate::internet::addresses),
            others: [Ranges::none(), Ranges::none()],
        };
        for vpc in network.vpcs.values() {
            index.vpcs.insert(&vpc.id, index.vpc(vpc));
        }
        index.publish();
        index.others = index.others();
        let filters: HashMap<&Id, [Filter; 2]> = network
            .network_acls
            .values()
            .map(|acl| {
                (
                    &acl.id,
                    [Direction::In, Direction::Out]
                        .map(|way| network_acl(acl, way, &members.picks)),
                )
            })
            .collect();
        for gateway in network.nat_gateways.values() {
            let own = gateway
                .addresses
                .iter()
                .map(|address| (number(address.private.addr()), &gateway.id));
            index.nats.entry(&gateway.vpc).or_default().extend(own);
        }
        let mut residents = interface::residents(network);
        for subnet in network.subnets.values() {
            let residents = residents.remove(&subnet.id).unwrap_or_default();
            index
                .subnets
                .insert(&subnet.id, index.subnet(subnet, residents, &filters));
        }
        index.balance();
        index
    }

    fn vpc(&self, vpc: &'n Vpc) -> VpcIndex<'n> {
        let network = self.network;
        let attached = network
            .internet_gateways
            .values()
            .find(|one| one.vpcs.contains(&vpc.id));
        let tables = network
            .route_tables
            .values()
            .filter(|table| table.vpc == vpc.id);
        let edges = tables.flat_map(|table| {
            let routes = |gateway| (gateway, Routes::new(network, table, &vpc.blocks));
            table.gateways.iter().map(routes)
        });
        VpcIndex {
            vpc,
            blocks: both(&vpc.blocks),
            subnets: network
                .subnets
                .values()
                .filter(|one| one.vpc == vpc.id)
                .map(|one| &one.id)
                .collect(),
            published: BTreeMap::new(),
            internet_gateway: attached.map(|gateway| &gateway.id),
            edges: edges.collect(),
        }
    }

    fn subnet(
        &self,
        subnet: &'n Subnet,
        residents: Residents<'n>,
        filters: &HashMap<&Id, [Filter; 2]>,
    ) -> SubnetIndex<'n> {
        let network = self.network;
        let named = network
            .network_acls
            .values()
            .find(|acl| acl.subnets.contains(&subnet.id));
        let default = || {
            network
                .network_acls
                .values()
                .find(|acl| acl.is_default && acl.vpc == subnet.vpc)
        };
        let acl = named.or_else(default).map(|acl| &acl.id);
        let [enters, leaves] = match acl.and_then(|acl| filters.get(acl)) {
            Some(both) => both.clone(),
            None => {
                let gap = Gap::NotRead {
                    kind: Kind::NetworkAcls,
                    of: subnet.vpc.clone(),
                };
                [Filter::unknown(&gap), Filter::unknown(&gap)]
            }
        };
        let mut tables = network.route_tables.values();
        let named = tables
            .clone()
            .find(|table| table.subnets.contains(&subnet.id));
        let table = named.or_else(|| tables.find(|table| table.is_main && table.vpc == subnet.vpc));
        let vpc_blocks = self
            .vpcs
            .get(&subnet.vpc)
            .map_or(&[][..], |one| &one.vpc.blocks);
        let routes = table.map(|table| Routes::new(network, table, vpc_blocks));
        let of = subnet.vpc.clone();
        SubnetIndex {
            subnet,
            blocks: both(&subnet.blocks),
            residents,
            routes: routes.ok_or(Gap::NotRead {
                kind: Kind::RouteTables,
                of,
            }),
            acl,
            enters,
            leaves,
        }
    }

    /// What the security groups of an interface let pass.
    pub(crate) fn class(&self, interface: &Id) -> Option<&Class> {
        self.classes.get(interface).map(std::sync::Arc::as_ref)
    }

    /// The network load balancer that the interface is of, if any.
    pub(crate) fn balancer_of(&self, interface: &Id, kind: LoadBalancerKind) -> Option<&'n Id> {
        let balancer = self.balancers.get(interface)?;
        (self.network.load_balancers[*balancer].kind == kind).then_some(balancer)
    }

    /// The interfaces that have a private address in the VPC.
    pub(crate) fn owners(&self, vpc: &Id, family: Family, address: u128) -> BTreeSet<&'n Id> {
        let Some(vpc) = self.vpcs.get(vpc) else {
            return BTreeSet::new();
        };
        let subnets = vpc
            .subnets
            .iter()
            .filter_map(|subnet| self.subnets.get(*subnet));
        let holding = subnets.filter(|subnet| subnet.blocks[at(family)].contains(address));
        holding
            .flat_map(|subnet| subnet.residents.at(family, address))
            .collect()
    }
}

/// The blocks of each family.
pub(crate) fn both(blocks: &[ipnet::IpNet]) -> [Ranges; 2] {
    [Family::V4, Family::V6].map(|family| {
        let same = blocks
            .iter()
            .filter(|block| Family::of(block.addr()) == family);
        Ranges::of(same.flat_map(|block| Ranges::block(block).iter().copied().collect::<Vec<_>>()))
    })
}
