//! How long it takes to say what the internet reaches: generates what the AWS CLI would
//! describe of many network interfaces, reads it, and asks for all of them.
//!
//! ```text
//! cargo run --release -p bailiwick-net --example exposure -- 10000
//! ```
#![expect(
    clippy::disallowed_methods,
    reason = "it measures, and reads its argument"
)]
#![expect(clippy::print_stdout, reason = "it is a program")]

use std::time::Instant;

use bailiwick_net::describe;
use bailiwick_net::reach::Engine;
use serde_json::{Value, json};

/// In a VPC: 4 subnets of 50 interfaces each, 20 security groups of 20 rules each.
const INTERFACES: usize = 200;

fn main() {
    let asked = std::env::args()
        .nth(1)
        .and_then(|written| written.parse().ok())
        .unwrap_or(10_000);
    let vpcs = usize::div_ceil(asked, INTERFACES);
    let files: Vec<(String, String)> = (0..vpcs)
        .map(|vpc| (format!("{vpc}/all.json"), account(vpc).to_string()))
        .collect();
    let begun = Instant::now();
    let network = describe::read(
        files
            .iter()
            .map(|(path, contents)| (path.as_str(), contents.as_str())),
    );
    let read = begun.elapsed();
    let engine = Engine::new(&network);
    let ready = begun.elapsed() - read;
    let exposures = engine.exposure(None);
    let asked = begun.elapsed() - read - ready;
    let open = exposures
        .iter()
        .filter(|exposure| !exposure.openings.is_empty())
        .count();
    println!(
        "{} interfaces in {vpcs} VPCs, {open} of them open to the internet",
        exposures.len()
    );
    println!(
        "read {read:.2?}, made ready {ready:.2?}, asked {asked:.2?}, in all {:.2?}",
        begun.elapsed()
    );
}

/// What is described of an account with one VPC.
fn account(vpc: usize) -> Value {
    let id = |kind: &str, number: usize| format!("{kind}-{vpc:04x}{number:04x}");
    let everywhere = json!([{ "CidrIp": "0.0.0.0/0" }]);
    let all = json!({ "IpProtocol": "-1", "IpRanges": everywhere });
    let rule = |group: usize, rule: usize| {
        let port = 1000 + 37 * rule + group;
        let from = match (group + rule) % 4 {
            0 => json!("0.0.0.0/0"),
            1 => json!(format!("10.{}.0.0/16", rule)),
            2 => json!(format!("198.51.100.{}/32", rule)),
            _ => json!("0.0.0.0/1"),
        };
        let groups = json!([{ "GroupId": id("sg", (group + rule) % 20) }]);
        let groups = if rule.is_multiple_of(7) {
            groups
        } else {
            json!([])
        };
        json!({ "IpProtocol": "tcp", "FromPort": port, "ToPort": port + 5, "IpRanges": [{ "CidrIp": from }], "UserIdGroupPairs": groups })
    };
    let groups: Vec<Value> = (0..20)
        .map(|group| {
            let rules: Vec<Value> = (0..20).map(|number| rule(group, number)).collect();
            json!({ "GroupId": id("sg", group), "VpcId": id("vpc", 0), "IpPermissions": rules, "IpPermissionsEgress": [all] })
        })
        .collect();
    let subnets: Vec<Value> = (0..4)
        .map(|subnet| {
            let (block, zone) = (format!("10.{}.{subnet}.0/24", vpc % 256), format!("use1-az{}", subnet % 2));
            json!({ "SubnetId": id("subnet", subnet), "VpcId": id("vpc", 0), "CidrBlock": block, "AvailabilityZoneId": zone })
        })
        .collect();
    let interfaces: Vec<Value> = (0..INTERFACES)
        .map(|number| {
            let (subnet, host) = (number % 4, 10 + number / 4);
            let private = format!("10.{}.{subnet}.{host}", vpc % 256);
            let public = format!("54.{}.{}.{host}", vpc / 64, (vpc % 64) * 4 + subnet);
            let association = if subnet < 2 { json!({ "PublicIp": public }) } else { json!({}) };
            json!({
                "NetworkInterfaceId": id("eni", number), "VpcId": id("vpc", 0), "SubnetId": id("subnet", subnet),
                "Groups": [{ "GroupId": id("sg", number % 20) }, { "GroupId": id("sg", (number / 7) % 20) }],
                "PrivateIpAddresses": [{ "PrivateIpAddress": private, "Association": association }],
            })
        })
        .collect();
    let entry = |number: usize, egress: bool, action: &str, from: &str| json!({ "RuleNumber": number, "Egress": egress, "RuleAction": action, "Protocol": "-1", "CidrBlock": from });
    json!({
        "Vpcs": [{ "VpcId": id("vpc", 0), "CidrBlock": format!("10.{}.0.0/16", vpc % 256) }],
        "Subnets": subnets,
        "NetworkInterfaces": interfaces,
        "SecurityGroups": groups,
        "NetworkAcls": [{
            "NetworkAclId": id("acl", 0), "VpcId": id("vpc", 0), "IsDefault": true,
            "Entries": [
                entry(90, false, "deny", "192.0.2.0/24"), entry(100, false, "allow", "0.0.0.0/0"),
                entry(100, true, "allow", "0.0.0.0/0"),
            ],
        }],
        "RouteTables": [{
            "RouteTableId": id("rtb", 0), "VpcId": id("vpc", 0), "Associations": [{ "Main": true }],
            "Routes": [
                { "DestinationCidrBlock": format!("10.{}.0.0/16", vpc % 256), "GatewayId": "local" },
                { "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": id("igw", 0) },
            ],
        }],
        "InternetGateways": [{ "InternetGatewayId": id("igw", 0), "Attachments": [{ "VpcId": id("vpc", 0), "State": "available" }] }],
        "LoadBalancers": [],
    })
}
