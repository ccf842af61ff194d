//! Network ACLs.

use serde_json::Value;

use super::Reader;
use crate::json::{block, flag, id, list, number, text};
use crate::model::{AclRule, NetworkAcl, Traffic};
use crate::packet::Protocol;

impl Reader {
    pub(super) fn network_acl(&mut self, value: &Value) {
        let (Some(id), Some(vpc)) = (id(value, "NetworkAclId"), id(value, "VpcId")) else {
            return;
        };
        let associations = list(value, "Associations").iter();
        let subnets = associations
            .filter_map(|item| crate::json::id(item, "SubnetId"))
            .collect();
        let rules = |egress: bool| {
            let entries = list(value, "Entries").iter();
            let mut rules: Vec<AclRule> = entries
                .filter(|entry| flag(entry, "Egress") == Some(egress))
                .map(rule)
                .collect();
            rules.sort_by_key(|rule| rule.number);
            rules
        };
        self.network
            .network_acls
            .entry(id.clone())
            .or_insert_with(|| NetworkAcl {
                id,
                vpc,
                is_default: flag(value, "IsDefault").unwrap_or(false),
                subnets,
                ingress: rules(false),
                egress: rules(true),
            });
    }
}

fn rule(entry: &Value) -> AclRule {
    AclRule {
        number: number(entry, "RuleNumber")
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or(u32::MAX),
        allows: text(entry, "RuleAction") == Some("allow"),
        traffic: traffic(entry),
        block: block(entry, "CidrBlock").or_else(|| block(entry, "Ipv6CidrBlock")),
    }
}

/// Protocols are numbers, `-1` for all; only TCP and UDP have ports, only ICMP a type and
/// a code, `-1` for any.
/// Source: <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html>.
fn traffic(entry: &Value) -> Option<Traffic> {
    let written = text(entry, "Protocol")?;
    if written == "-1" {
        return Some(Traffic::All);
    }
    let protocol = Protocol::parse(written)?;
    if let Some(ports) = entry.get("PortRange").filter(|_| protocol.has_ports()) {
        let port = |key: &str| number(ports, key).and_then(|port| u16::try_from(port).ok());
        return Some(Traffic::Ports(protocol, port("From")?, port("To")?));
    }
    if let Some(icmp) = entry.get("IcmpTypeCode").filter(|_| protocol.is_icmp()) {
        let part = |key: &str| number(icmp, key).filter(|part| *part != -1);
        let Some(kind) = part("Type") else {
            return Some(Traffic::Protocol(protocol));
        };
        let code = part("Code").map(u8::try_from).transpose().ok()?;
        return Some(Traffic::Icmp(protocol, u8::try_from(kind).ok()?, code));
    }
    Some(Traffic::Protocol(protocol))
}
