//! Security groups and rules of their own.

use serde_json::Value;

use super::resolve::is_unresolved;
use super::{Reader, Resource};
use crate::json::{block, id, list, number, text};
use crate::model::{Id, Peer, SecurityGroup, SecurityGroupRule, Traffic};
use crate::packet::Protocol;

impl Reader {
    pub(super) fn security_group(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let rules = |key: &str| -> Vec<SecurityGroupRule> {
            match is_unresolved(properties.get(key)) {
                true => vec![SecurityGroupRule {
                    traffic: None,
                    peer: Peer::Unresolved,
                }],
                false => list(properties, key).iter().map(rule).collect(),
            }
        };
        let mut egress = rules("SecurityGroupEgress");
        // Without rules of its own a group lets everything out, and rules that stand
        // apart are added to that.
        // Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-securitygroup.html>.
        if egress.is_empty() {
            let everywhere = ["0.0.0.0/0", "::/0"]
                .into_iter()
                .filter_map(|block| block.parse().ok());
            egress.extend(everywhere.map(|block| SecurityGroupRule {
                traffic: Some(Traffic::All),
                peer: Peer::Block(block),
            }));
        }
        let group = SecurityGroup {
            id: resource.id.clone(),
            name: text(properties, "GroupName").unwrap_or_default().to_owned(),
            vpc: id(properties, "VpcId"),
            ingress: rules("SecurityGroupIngress"),
            egress,
        };
        self.network.security_groups.insert(group.id.clone(), group);
    }

    pub(super) fn ingress(&mut self, resource: &Resource) {
        if let Some(group) = self.group_of(resource) {
            group.ingress.push(rule(&resource.properties));
        }
    }

    pub(super) fn egress(&mut self, resource: &Resource) {
        if let Some(group) = self.group_of(resource) {
            group.egress.push(rule(&resource.properties));
        }
    }

    fn group_of(&mut self, resource: &Resource) -> Option<&mut SecurityGroup> {
        let group: Id = id(&resource.properties, "GroupId")?;
        self.network.security_groups.get_mut(&group)
    }
}

fn rule(value: &Value) -> SecurityGroupRule {
    let blocks = || {
        block(value, "CidrIp")
            .or_else(|| block(value, "CidrIpv6"))
            .map(Peer::Block)
    };
    let group =
        || id(value, "SourceSecurityGroupId").or_else(|| id(value, "DestinationSecurityGroupId"));
    let prefixes =
        || id(value, "SourcePrefixListId").or_else(|| id(value, "DestinationPrefixListId"));
    let peer = blocks()
        .or_else(|| group().map(Peer::Group))
        .or_else(|| prefixes().map(Peer::PrefixList));
    SecurityGroupRule {
        traffic: traffic(value),
        peer: peer.unwrap_or(Peer::Unresolved),
    }
}

/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ec2-securitygroup-ingress.html>.
fn traffic(value: &Value) -> Option<Traffic> {
    let protocol = match value.get("IpProtocol")? {
        Value::Number(number) => number.to_string(),
        other => other.as_str()?.to_owned(),
    };
    if protocol == "-1" {
        return Some(Traffic::All);
    }
    let protocol = Protocol::parse(&protocol)?;
    if is_unresolved(value.get("FromPort")) || is_unresolved(value.get("ToPort")) {
        return None;
    }
    let (first, last) = (number(value, "FromPort"), number(value, "ToPort"));
    if protocol.is_icmp() {
        let Some(kind) = first.filter(|kind| *kind != -1) else {
            return Some(Traffic::Protocol(protocol));
        };
        let code = last
            .filter(|code| *code != -1)
            .map(u8::try_from)
            .transpose()
            .ok()?;
        return Some(Traffic::Icmp(protocol, u8::try_from(kind).ok()?, code));
    }
    match (first, last) {
        (Some(-1) | None, _) | (_, None) => Some(Traffic::Protocol(protocol)),
        (Some(first), Some(last)) => Some(Traffic::Ports(
            protocol,
            u16::try_from(first).ok()?,
            u16::try_from(last).ok()?,
        )),
    }
}
