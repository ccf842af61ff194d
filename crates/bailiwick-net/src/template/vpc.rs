//! VPCs, what AWS makes with them, and subnets.

use std::collections::BTreeSet;

use super::{Reader, Resource};
use crate::json::{block, flag, id, tags, text};
use crate::model::{
    AclRule, Destination, Id, NetworkAcl, Peer, PrefixList, Route, RouteTable, SecurityGroup,
    SecurityGroupRule, Subnet, Target, Traffic, Vpc,
};

/// The security group that AWS makes with a VPC.
pub(super) fn default_group(vpc: &Id) -> Id {
    format!("{vpc}/default security group").into()
}

/// The network ACL that AWS makes with a VPC.
pub(super) fn default_acl(vpc: &Id) -> Id {
    format!("{vpc}/default network ACL").into()
}

impl Reader {
    pub(super) fn vpc(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let id = resource.id.clone();
        let blocks = block(properties, "CidrBlock").into_iter().collect();
        let vpc = Vpc {
            id: id.clone(),
            blocks,
            tags: tags(properties),
            scopes: BTreeSet::from([self.scope]),
        };
        self.network.vpcs.insert(id.clone(), vpc);
        self.made_with(&id);
    }

    /// The main route table, the default network ACL and the default security group.
    /// Sources: <https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html>:
    /// all traffic flows; <https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html>:
    /// in from itself, out to everywhere.
    fn made_with(&mut self, vpc: &Id) {
        let everywhere = || {
            let blocks = ["0.0.0.0/0", "::/0"]
                .into_iter()
                .filter_map(|block| block.parse().ok());
            blocks.collect::<Vec<ipnet::IpNet>>()
        };
        let rule = |block| AclRule {
            number: 100,
            allows: true,
            traffic: Some(Traffic::All),
            block: Some(block),
        };
        let rules: Vec<AclRule> = everywhere().into_iter().map(rule).collect();
        let acl = NetworkAcl {
            id: default_acl(vpc),
            vpc: vpc.clone(),
            is_default: true,
            subnets: BTreeSet::new(),
            ingress: rules.clone(),
            egress: rules,
        };
        self.network.network_acls.insert(acl.id.clone(), acl);
        let id = default_group(vpc);
        let allow = |peer| SecurityGroupRule {
            traffic: Some(Traffic::All),
            peer,
        };
        let group = SecurityGroup {
            id: id.clone(),
            name: "default".to_owned(),
            vpc: Some(vpc.clone()),
            ingress: vec![allow(Peer::Group(id.clone()))],
            egress: everywhere()
                .into_iter()
                .map(|block| allow(Peer::Block(block)))
                .collect(),
        };
        self.network.security_groups.insert(id, group);
        let main: Id = format!("{vpc}/main route table").into();
        let mut table = super::route_table::table(main, vpc.clone());
        table.is_main = true;
        self.add_table(table);
    }

    /// Every route table begins with routes to the VPC's own blocks.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html>.
    pub(super) fn add_table(&mut self, mut table: RouteTable) {
        let blocks = self
            .network
            .vpcs
            .get(&table.vpc)
            .map_or(&[][..], |vpc| &vpc.blocks);
        table
            .routes
            .extend(blocks.iter().map(|block| local(*block)));
        self.network.route_tables.insert(table.id.clone(), table);
    }

    pub(super) fn vpc_block(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let blocks = block(properties, "CidrBlock").or_else(|| block(properties, "Ipv6CidrBlock"));
        let (Some(vpc), Some(block)) = (id(properties, "VpcId"), blocks) else {
            return;
        };
        if let Some(vpc) = self.network.vpcs.get_mut(&vpc) {
            vpc.blocks.push(block);
        }
        for table in self
            .network
            .route_tables
            .values_mut()
            .filter(|table| table.vpc == vpc)
        {
            table.routes.push(local(block));
        }
    }

    pub(super) fn subnet(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let blocks = ["CidrBlock", "Ipv6CidrBlock"]
            .into_iter()
            .filter_map(|key| block(properties, key));
        // What is launched here gets a public address unless it says otherwise.
        if flag(properties, "MapPublicIpOnLaunch") == Some(true) {
            self.maps_public.insert(resource.id.clone());
        }
        let subnet = Subnet {
            id: resource.id.clone(),
            vpc: id(properties, "VpcId").unwrap_or_else(|| format!("{}/VpcId", resource.id).into()),
            blocks: blocks.collect(),
            zone: text(properties, "AvailabilityZone").map(str::to_owned),
            tags: tags(properties),
        };
        self.network.subnets.insert(subnet.id.clone(), subnet);
    }

    pub(super) fn prefix_list(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let entries = properties
            .get("Entries")
            .and_then(serde_json::Value::as_array);
        let blocks =
            entries.and_then(|entries| entries.iter().map(|entry| block(entry, "Cidr")).collect());
        let name = text(properties, "PrefixListName")
            .unwrap_or_default()
            .to_owned();
        let list = PrefixList {
            id: resource.id.clone(),
            name,
            blocks,
        };
        self.network.prefix_lists.insert(list.id.clone(), list);
    }
}

fn local(block: ipnet::IpNet) -> Route {
    Route {
        destination: Destination::Block(block),
        target: Target::Local,
        is_propagated: false,
        is_blackhole: false,
    }
}
