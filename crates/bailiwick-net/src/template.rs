//! Reads CloudFormation templates into a network: what it will be once they are deployed.
//!
//! References are followed within a template, and between the stacks of an account and
//! region by name: a parameter gets the output of the same name, as `bailiwick apply`
//! gives it. What cannot be told becomes unknown where it stands. A resource is known as
//! `STACK/LogicalId`.
//!
//! Addresses that AWS picks when something is launched are unknown too: one stands for
//! them, and rules that would treat some of those it may become otherwise are in doubt
//! for it.
//!
//! Start reading at [`read`]; one file below for each kind of resource.

mod endpoint;
mod gateway;
mod host;
mod interface;
mod load_balancer;
mod network_acl;
mod resolve;
mod route_table;
mod security_group;
mod transit;
mod vpc;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::json::text;
use crate::model::{Id, Kind, Network, Scope};
use resolve::Resolver;

/// A stack: a template, and where it goes.
#[derive(Clone, Debug)]
pub struct Stack<'t> {
    /// The account, by name or number.
    pub account: &'t str,
    /// The region.
    pub region: &'t str,
    /// The stack's name.
    pub name: &'t str,
    /// The template.
    pub template: &'t Value,
    /// The parameters that are given to it.
    pub parameters: BTreeMap<String, String>,
}

/// Reads templates.
#[must_use]
pub fn read(stacks: &[Stack<'_>]) -> Network {
    let resolver = Resolver::new(stacks);
    let mut reader = Reader::default();
    for (at, stack) in stacks.iter().enumerate() {
        let name = format!("{}/{}", stack.account, stack.region);
        reader.scope = reader.scope_of(name);
        let resources = stack.template.get("Resources").and_then(Value::as_object);
        for (logical, resource) in resources.into_iter().flatten() {
            let Some(kind) = text(resource, "Type") else {
                continue;
            };
            let empty = Value::Object(serde_json::Map::new());
            let properties = resource.get("Properties").unwrap_or(&empty);
            reader.resources.push(Resource {
                id: resolver.id(at, logical),
                kind: kind.to_owned(),
                properties: resolver.resolve(at, properties),
                scope: reader.scope,
            });
        }
    }
    reader.read()
}

/// A resource with what its references mean.
#[derive(Clone, Debug)]
struct Resource {
    id: Id,
    kind: String,
    properties: Value,
    scope: usize,
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    network: Network,
    scope: usize,
    resources: Vec<Resource>,
    /// What launch templates say, by id.
    launch_templates: Vec<(Id, Value)>,
    /// The subnets of groups of subnets, for databases.
    subnet_groups: BTreeMap<Id, Vec<Id>>,
    /// The subnets where what is launched gets a public address.
    maps_public: BTreeSet<Id>,
    /// How many addresses of each subnet were handed out to stand for one.
    handed_out: BTreeMap<Id, u128>,
}

/// What reads a kind of resource.
type Read = fn(&mut Reader, &Resource);

/// In the order in which one needs the other.
const KINDS: &[(&str, Read)] = &[
    ("AWS::EC2::VPC", Reader::vpc),
    ("AWS::EC2::VPCCidrBlock", Reader::vpc_block),
    ("AWS::EC2::PrefixList", Reader::prefix_list),
    ("AWS::EC2::Subnet", Reader::subnet),
    ("AWS::EC2::InternetGateway", Reader::internet_gateway),
    ("AWS::EC2::VPNGateway", Reader::vpn_gateway),
    ("AWS::EC2::VPCGatewayAttachment", Reader::gateway_attachment),
    (
        "AWS::EC2::EgressOnlyInternetGateway",
        Reader::egress_only_gateway,
    ),
    ("AWS::EC2::NatGateway", Reader::nat_gateway),
    ("AWS::EC2::VPCPeeringConnection", Reader::peering),
    ("AWS::EC2::VPNConnection", Reader::vpn_connection),
    ("AWS::EC2::VPNConnectionRoute", Reader::vpn_connection_route),
    ("AWS::EC2::TransitGateway", Reader::transit_gateway),
    ("AWS::EC2::TransitGatewayAttachment", Reader::vpc_attachment),
    (
        "AWS::EC2::TransitGatewayVpcAttachment",
        Reader::vpc_attachment,
    ),
    (
        "AWS::EC2::TransitGatewayRouteTable",
        Reader::transit_route_table,
    ),
    (
        "AWS::EC2::TransitGatewayRouteTableAssociation",
        Reader::transit_association,
    ),
    (
        "AWS::EC2::TransitGatewayRouteTablePropagation",
        Reader::transit_propagation,
    ),
    ("AWS::EC2::TransitGatewayRoute", Reader::transit_route),
    ("AWS::EC2::RouteTable", Reader::route_table),
    (
        "AWS::EC2::SubnetRouteTableAssociation",
        Reader::subnet_association,
    ),
    (
        "AWS::EC2::GatewayRouteTableAssociation",
        Reader::gateway_association,
    ),
    ("AWS::EC2::VPNGatewayRoutePropagation", Reader::propagation),
    ("AWS::EC2::Route", Reader::route),
    ("AWS::EC2::NetworkAcl", Reader::network_acl),
    (
        "AWS::EC2::SubnetNetworkAclAssociation",
        Reader::acl_association,
    ),
    ("AWS::EC2::NetworkAclEntry", Reader::acl_entry),
    ("AWS::EC2::SecurityGroup", Reader::security_group),
    ("AWS::EC2::SecurityGroupIngress", Reader::ingress),
    ("AWS::EC2::SecurityGroupEgress", Reader::egress),
    ("AWS::EC2::LaunchTemplate", Reader::note_launch_template),
    ("AWS::RDS::DBSubnetGroup", Reader::note_subnet_group),
    ("AWS::EC2::NetworkInterface", Reader::network_interface),
    ("AWS::EC2::Instance", Reader::instance),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        Reader::auto_scaling_group,
    ),
    ("AWS::EC2::EIP", Reader::elastic_address),
    (
        "AWS::EC2::EIPAssociation",
        Reader::elastic_address_association,
    ),
    ("AWS::RDS::DBInstance", Reader::database),
    ("AWS::RDS::DBCluster", Reader::database),
    ("AWS::Lambda::Function", Reader::function),
    ("AWS::EFS::MountTarget", Reader::mount_target),
    ("AWS::EC2::VPCEndpoint", Reader::endpoint),
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        Reader::load_balancer,
    ),
    (
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        Reader::target_group,
    ),
    ("AWS::ElasticLoadBalancingV2::Listener", Reader::listener),
    (
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        Reader::listener_rule,
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        Reader::auto_scaling_targets,
    ),
    ("AWS::ECS::Service", Reader::service),
];

/// Whether resources of a type, such as `AWS::EC2::Subnet`, are read.
#[must_use]
pub fn reads(kind: &str) -> bool {
    KINDS.iter().any(|(known, _)| *known == kind)
}

/// The lists that templates are complete for: what no template declares is not there.
const COMPLETE: &[Kind] = &[
    Kind::Vpcs,
    Kind::Subnets,
    Kind::Interfaces,
    Kind::Instances,
    Kind::SecurityGroups,
    Kind::NetworkAcls,
    Kind::RouteTables,
    Kind::PrefixLists,
    Kind::InternetGateways,
    Kind::EgressOnlyGateways,
    Kind::NatGateways,
    Kind::Peerings,
    Kind::VpnGateways,
    Kind::VpnConnections,
    Kind::Endpoints,
    Kind::TransitGateways,
    Kind::Attachments,
    Kind::TransitRouteTables,
    Kind::LoadBalancers,
    Kind::Listeners,
    Kind::TargetGroups,
    Kind::Targets,
    Kind::Addresses,
];

impl Reader {
    fn scope_of(&mut self, name: String) -> usize {
        let scopes = &mut self.network.scopes;
        scopes
            .iter()
            .position(|scope| scope.name == name)
            .unwrap_or_else(|| {
                let kinds: BTreeSet<Kind> = COMPLETE.iter().copied().collect();
                scopes.push(Scope { name, kinds });
                scopes.len() - 1
            })
    }

    fn note_launch_template(&mut self, resource: &Resource) {
        if let Some(data) = resource.properties.get("LaunchTemplateData") {
            self.launch_templates
                .push((resource.id.clone(), data.clone()));
        }
    }

    fn note_subnet_group(&mut self, resource: &Resource) {
        let subnets = crate::json::ids(&resource.properties, "SubnetIds");
        self.subnet_groups.insert(resource.id.clone(), subnets);
    }

    fn read(mut self) -> Network {
        let resources = std::mem::take(&mut self.resources);
        for (kind, read) in KINDS {
            for resource in resources.iter().filter(|resource| resource.kind == *kind) {
                self.scope = resource.scope;
                read(&mut self, resource);
            }
        }
        self.network
    }
}
