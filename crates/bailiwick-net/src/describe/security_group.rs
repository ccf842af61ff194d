//! Security groups.

use serde_json::Value;

use super::Reader;
use crate::json::{block, id, list, number, text};
use crate::model::{Peer, SecurityGroup, SecurityGroupRule, Traffic};
use crate::packet::Protocol;

impl Reader {
    pub(super) fn security_group(&mut self, value: &Value) {
        let Some(id) = id(value, "GroupId") else {
            return;
        };
        let rules = |key: &str| list(value, key).iter().flat_map(rules).collect();
        self.network
            .security_groups
            .entry(id.clone())
            .or_insert_with(|| SecurityGroup {
                id,
                name: text(value, "GroupName").unwrap_or_default().to_owned(),
                vpc: crate::json::id(value, "VpcId"),
                ingress: rules("IpPermissions"),
                egress: rules("IpPermissionsEgress"),
            });
    }
}

/// A permission stands for a rule with each of its other sides.
fn rules(permission: &Value) -> Vec<SecurityGroupRule> {
    let blocks = [("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6")]
        .into_iter()
        .flat_map(|(many, one)| {
            let items = list(permission, many).iter();
            items.map(move |item| block(item, one).map_or(Peer::Unresolved, Peer::Block))
        });
    let groups = list(permission, "UserIdGroupPairs").iter();
    let groups = groups.map(|item| id(item, "GroupId").map_or(Peer::Unresolved, Peer::Group));
    let lists = list(permission, "PrefixListIds").iter();
    let lists =
        lists.map(|item| id(item, "PrefixListId").map_or(Peer::Unresolved, Peer::PrefixList));
    let traffic = traffic(permission);
    blocks
        .chain(groups)
        .chain(lists)
        .map(|peer| SecurityGroupRule { traffic, peer })
        .collect()
}

/// `-1` is all traffic. Of ICMP the ports are the type and the code, `-1` for any.
/// Source: <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html>.
fn traffic(permission: &Value) -> Option<Traffic> {
    let written = text(permission, "IpProtocol")?;
    if written == "-1" {
        return Some(Traffic::All);
    }
    let protocol = Protocol::parse(written)?;
    let (first, last) = (number(permission, "FromPort"), number(permission, "ToPort"));
    if protocol.is_icmp() {
        return Some(match (first, last) {
            (None | Some(-1), _) => Traffic::Protocol(protocol),
            (Some(kind), code) => {
                let code = code
                    .filter(|code| *code != -1)
                    .map(u8::try_from)
                    .transpose()
                    .ok()?;
                Traffic::Icmp(protocol, u8::try_from(kind).ok()?, code)
            }
        });
    }
    match (first, last) {
        (Some(first), Some(last)) if protocol.has_ports() && first >= 0 => Some(Traffic::Ports(
            protocol,
            u16::try_from(first).ok()?,
            u16::try_from(last).ok()?,
        )),
        _ => Some(Traffic::Protocol(protocol)),
    }
}
