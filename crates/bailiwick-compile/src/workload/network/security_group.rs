//! Security groups.
//!
//! Source: "AWS::EC2::SecurityGroup", AWS CloudFormation Template Reference; the
//! characters of a description: "CreateSecurityGroup", Amazon EC2 API Reference.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::{List, Text};
use bailiwick_estate::model::{Network, Origin, Rule};
use bailiwick_estate::value::{Ports, Protocol};
use serde_json::{Map, Value, json};

use crate::template::{LogicalIds, Resource, Template, reference};
use crate::workload::facts::Facts;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    for group in facts.network.security_groups.iter() {
        let name = group.name.as_str();
        let id = LogicalIds::default().give(&[name, "security", "group"]);
        let called = format!("{}-{name}", facts.called);
        let description = described(group.description.as_ref(), &called);
        let resource = Resource::new("AWS::EC2::SecurityGroup")
            .with("GroupName", json!(called))
            .with("GroupDescription", json!(description))
            .with("VpcId", reference("Vpc"))
            .with("SecurityGroupIngress", rules(facts.estate, &group.inbound))
            .with("SecurityGroupEgress", rules(facts.estate, &group.outbound))
            .with("Tags", facts.tags_named(&called));
        template.add(id.clone(), resource);
        let words = format!("The security group `{name}`.");
        template.output(&id_parameter(name), &words, reference(&id));
    }
}

/// The id of a security group, an output here and a parameter of the service stack.
pub(in crate::workload) fn id_parameter(name: &str) -> String {
    LogicalIds::default().give(&[name, "security", "group", "id"])
}

fn rules(estate: &Estate, rules: &List<Rule>) -> Value {
    let mut written = Vec::new();
    for rule in rules {
        for ports in &rule.ports {
            for range in rule.with.iter().flat_map(|origin| ranges(estate, origin)) {
                let mut one = Map::new();
                let key = if range.contains(':') {
                    "CidrIpv6"
                } else {
                    "CidrIp"
                };
                one.insert(key.into(), json!(range));
                for (key, value) in of_ports(ports.value) {
                    one.insert(key.into(), value);
                }
                if let Some(because) = &rule.because {
                    let words = described(Some(because), "");
                    one.insert("Description".into(), json!(words));
                }
                written.push(Value::Object(one));
            }
        }
    }
    Value::Array(written)
}

fn of_ports(ports: Ports) -> Vec<(&'static str, Value)> {
    let protocol = match ports.protocol {
        Protocol::Tcp => "tcp",
        Protocol::Udp => "udp",
        Protocol::Icmp => {
            return [
                ("IpProtocol", json!("icmp")),
                ("FromPort", json!(-1)),
                ("ToPort", json!(-1)),
            ]
            .into();
        }
        Protocol::All => return [("IpProtocol", json!("-1"))].into(),
    };
    [
        ("IpProtocol", json!(protocol)),
        ("FromPort", json!(ports.first)),
        ("ToPort", json!(ports.last)),
    ]
    .into()
}

fn ranges(estate: &Estate, origin: &Origin) -> Vec<String> {
    match origin {
        Origin::Internet(_) => vec!["0.0.0.0/0".to_owned(), "::/0".to_owned()],
        Origin::Internal(_) => {
            let networks = estate.networks.iter();
            let internal = networks.filter(|network| network.internal == Some(true));
            internal.flat_map(|network| of(network)).collect()
        }
        Origin::Cidr(range) => vec![range.value.to_string()],
        Origin::Network(network) => network
            .of(&estate.networks)
            .into_iter()
            .flat_map(|network| of(network))
            .collect(),
        // Where a system's addresses come from is not known before it runs.
        Origin::System(_) => Vec::new(),
    }
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
