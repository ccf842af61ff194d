//! Network ACLs and their entries.

use std::collections::BTreeSet;

use super::{Reader, Resource};
use crate::json::{block, flag, id, number, text};
use crate::model::{AclRule, NetworkAcl, Traffic};
use crate::packet::Protocol;

impl Reader {
    pub(super) fn network_acl(&mut self, resource: &Resource) {
        let Some(vpc) = id(&resource.properties, "VpcId") else {
            return;
        };
        let acl = NetworkAcl {
            id: resource.id.clone(),
            vpc,
            is_default: false,
            subnets: BTreeSet::new(),
            ingress: Vec::new(),
            egress: Vec::new(),
        };
        self.network.network_acls.insert(acl.id.clone(), acl);
    }

    pub(super) fn acl_association(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let (Some(acl), Some(subnet)) =
            (id(properties, "NetworkAclId"), id(properties, "SubnetId"))
        else {
            return;
        };
        if let Some(acl) = self.network.network_acls.get_mut(&acl) {
            acl.subnets.insert(subnet);
        }
    }

    pub(super) fn acl_entry(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let Some(acl) =
            id(properties, "NetworkAclId").and_then(|id| self.network.network_acls.get_mut(&id))
        else {
            return;
        };
        let rule = AclRule {
            number: number(properties, "RuleNumber")
                .and_then(|number| u32::try_from(number).ok())
                .unwrap_or(u32::MAX),
            allows: text(properties, "RuleAction") == Some("allow"),
            traffic: traffic(resource),
            block: block(properties, "CidrBlock").or_else(|| block(properties, "Ipv6CidrBlock")),
        };
        let rules = match flag(properties, "Egress").unwrap_or(false) {
            true => &mut acl.egress,
            false => &mut acl.ingress,
        };
        rules.push(rule);
        rules.sort_by_key(|rule| rule.number);
    }
}

/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-networkaclentry.html>.
fn traffic(resource: &Resource) -> Option<Traffic> {
    let properties = &resource.properties;
    let protocol = number(properties, "Protocol")?;
    if protocol == -1 {
        return Some(Traffic::All);
    }
    let protocol = Protocol(u8::try_from(protocol).ok()?);
    if protocol.has_ports() {
        let Some(ports) = properties.get("PortRange") else {
            return Some(Traffic::Protocol(protocol));
        };
        let port = |key: &str| number(ports, key).and_then(|port| u16::try_from(port).ok());
        return Some(Traffic::Ports(protocol, port("From")?, port("To")?));
    }
    if let Some(icmp) = properties.get("Icmp").filter(|_| protocol.is_icmp()) {
        let part = |key: &str| number(icmp, key).filter(|part| *part != -1);
        let Some(kind) = part("Type") else {
            return Some(Traffic::Protocol(protocol));
        };
        let code = part("Code").map(u8::try_from).transpose().ok()?;
        return Some(Traffic::Icmp(protocol, u8::try_from(kind).ok()?, code));
    }
    Some(Traffic::Protocol(protocol))
}
