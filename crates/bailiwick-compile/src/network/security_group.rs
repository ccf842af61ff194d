//! Security groups.
//!
//! Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-securitygroup.html>;
//! the characters of a description: "CreateSecurityGroup", Amazon EC2 API Reference.

use bailiwick_estate::lower::{Declared, List, Text};
use bailiwick_estate::model::{Network, Origin, Rule, System};
use bailiwick_estate::value::{Ports, Protocol};
use serde_json::{Map, Value, json};

use super::Setting;
use crate::template::{LogicalIds, Resource, Template, reference};

pub(super) fn add(setting: &Setting<'_>, template: &mut Template) {
    let mut ids = LogicalIds::default();
    for group in setting.network.security_groups.iter() {
        let name = group.name.as_str();
        let id = logical_id(name);
        let called = format!("{}-{name}", setting.called);
        let description = described(group.description.as_ref(), &called);
        let mut outbound = by_range(setting, &group.outbound);
        if outbound.is_empty() {
            outbound.push(nowhere());
        }
        let resource = Resource::new("AWS::EC2::SecurityGroup")
            .with("GroupName", json!(called))
            .with("GroupDescription", json!(description))
            .with("VpcId", reference("Vpc"))
            .with(
                "SecurityGroupIngress",
                Value::Array(by_range(setting, &group.inbound)),
            )
            .with("SecurityGroupEgress", Value::Array(outbound))
            .with("Tags", setting.tags_named(&called));
        template.add(id.clone(), resource);
        let words = format!("The security group `{name}`.");
        template.output(&id_parameter(name), &words, reference(&id));
        for (direction, rules) in [(INBOUND, &group.inbound), (OUTBOUND, &group.outbound)] {
            for (other, mut rule) in by_group(setting, rules) {
                rule.insert(direction.other.into(), reference(&logical_id(other)));
                rule.insert("GroupId".into(), reference(&id));
                let mut resource = Resource::new(direction.kind);
                resource.properties = rule;
                let id = ids.give(&[name, direction.word, other]);
                template.add(id, resource);
            }
        }
    }
}

/// What differs between the rules of the two directions, where they name a group.
struct Direction {
    kind: &'static str,
    other: &'static str,
    word: &'static str,
}

const INBOUND: Direction = Direction {
    kind: "AWS::EC2::SecurityGroupIngress",
    other: "SourceSecurityGroupId",
    word: "from",
};

const OUTBOUND: Direction = Direction {
    kind: "AWS::EC2::SecurityGroupEgress",
    other: "DestinationSecurityGroupId",
    word: "to",
};

/// A group without any outbound rule gets the default one, which lets everything out; a
/// rule that leads nowhere takes its place.
fn nowhere() -> Value {
    json!({ "IpProtocol": "-1", "CidrIp": "127.0.0.1/32", "Description": "nowhere" })
}

fn logical_id(group: &str) -> String {
    LogicalIds::default().give(&[group, "security", "group"])
}

/// The id of a security group, an output here and a parameter of the service stack.
pub(crate) fn id_parameter(name: &str) -> String {
    LogicalIds::default().give(&[name, "security", "group", "id"])
}

/// The rules whose other end is a range of addresses.
fn by_range(setting: &Setting<'_>, rules: &List<Rule>) -> Vec<Value> {
    let mut written = Vec::new();
    for rule in rules {
        for ports in &rule.ports {
            let ranges = rule.with.iter().flat_map(|origin| ranges(setting, origin));
            for range in ranges {
                let key = if range.contains(':') {
                    "CidrIpv6"
                } else {
                    "CidrIp"
                };
                let mut one = of_ports(ports.value);
                one.insert(key.into(), json!(range));
                explain(rule, &mut one);
                written.push(Value::Object(one));
            }
        }
    }
    written
}

/// The rules whose other end is a system of this network: one for each security group that
/// the system carries.
fn by_group<'e>(
    setting: &Setting<'e>,
    rules: &'e List<Rule>,
) -> Vec<(&'e str, Map<String, Value>)> {
    let mut written = Vec::new();
    for rule in rules {
        for ports in &rule.ports {
            for origin in &rule.with {
                for group in groups(setting, origin) {
                    let mut one = of_ports(ports.value);
                    explain(rule, &mut one);
                    written.push((group, one));
                }
            }
        }
    }
    written
}

fn explain(rule: &Rule, written: &mut Map<String, Value>) {
    if let Some(because) = &rule.because {
        let words = described(Some(because), "");
        written.insert("Description".into(), json!(words));
    }
}

fn of_ports(ports: Ports) -> Map<String, Value> {
    let (protocol, first, last) = match ports.protocol {
        Protocol::Tcp => ("tcp", json!(ports.first), json!(ports.last)),
        Protocol::Udp => ("udp", json!(ports.first), json!(ports.last)),
        Protocol::Icmp => ("icmp", json!(-1), json!(-1)),
        Protocol::All => {
            return Map::from_iter([("IpProtocol".to_owned(), json!("-1"))]);
        }
    };
    let members = [
        ("IpProtocol", json!(protocol)),
        ("FromPort", first),
        ("ToPort", last),
    ];
    members
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// The addresses of one end. Those of a system of this network are not known before it
/// runs; its security groups stand for them.
fn ranges(setting: &Setting<'_>, origin: &Origin) -> Vec<String> {
    let networks = &setting.estate.networks;
    match origin {
        Origin::Internet(_) => vec!["0.0.0.0/0".to_owned(), "::/0".to_owned()],
        Origin::Internal(_) => {
            let internal = networks.iter();
            let internal = internal.filter(|network| network.internal == Some(true));
            internal.flat_map(|network| of(network)).collect()
        }
        Origin::Cidr(range) => vec![range.value.to_string()],
        Origin::Network(network) => network
            .of(networks)
            .into_iter()
            .flat_map(|network| of(network))
            .collect(),
        Origin::System(_) => Vec::new(),
    }
}

/// The security groups of this network that a system in it carries.
fn groups<'e>(setting: &Setting<'e>, origin: &Origin) -> Vec<&'e str> {
    let Origin::System(system) = origin else {
        return Vec::new();
    };
    let system = system.of(&setting.estate.systems);
    let here = |system: &&'e Declared<System>| {
        let network = setting.estate.network_of(system);
        network.is_some_and(|network| network.name == setting.network.name)
    };
    system
        .filter(here)
        .into_iter()
        .flat_map(|system| system.security_groups.iter().map(|group| group.as_str()))
        .collect()
}

fn of(network: &Network) -> impl Iterator<Item = String> {
    network.cidr.iter().map(|range| range.value.to_string())
}

/// Up to 255 of the characters that AWS takes.
fn described(text: Option<&Text>, otherwise: &str) -> String {
    let text = text.map_or(otherwise, |text| text.as_str());
    let allowed = |c: char| c.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(c);
    let text = text.chars().map(|c| if allowed(c) { c } else { ' ' });
    text.take(255).collect()
}
