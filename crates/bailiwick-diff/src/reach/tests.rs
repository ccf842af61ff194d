use std::collections::BTreeMap;

use bailiwick_net::template::{Stack, read};
use serde_json::{Value, json};

use super::*;

/// Two networks with a machine in each, and one that nothing connects; `more` is added to
/// the first stack, and `block` is who may come to port 22.
fn network(block: &Value, more: &[(&str, Value)]) -> Network {
    let vpc = |at: u8, ingress: Value| {
        let block = format!("10.{at}.0.0/16");
        json!({ "Resources": {
            "Vpc": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": block } },
            "Subnet": { "Type": "AWS::EC2::Subnet", "Properties": {
                "VpcId": { "Ref": "Vpc" }, "CidrBlock": format!("10.{at}.0.0/24") } },
            "Table": { "Type": "AWS::EC2::RouteTable", "Properties": { "VpcId": { "Ref": "Vpc" } } },
            "Own": { "Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
                "SubnetId": { "Ref": "Subnet" }, "RouteTableId": { "Ref": "Table" } } },
            "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": {
                "VpcId": { "Ref": "Vpc" }, "GroupDescription": "x",
                "SecurityGroupIngress": [ingress] } },
            "Host": { "Type": "AWS::EC2::Instance", "Properties": {
                "SubnetId": { "Ref": "Subnet" }, "PrivateIpAddress": format!("10.{at}.0.10"),
                "SecurityGroupIds": [{ "Ref": "Group" }] } },
        } })
    };
    let rule = json!({ "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": block });
    let mut templates = [vpc(1, rule.clone()), vpc(2, rule.clone()), vpc(3, rule)];
    for (id, resource) in more {
        templates[0]["Resources"][*id] = resource.clone();
    }
    // The other side of a peering knows the first by what that gives out.
    let names = ["one", "two", "three"];
    let stacks: Vec<Stack<'_>> = names
        .iter()
        .zip(&templates)
        .map(|(name, template)| Stack {
            account: "a",
            region: "r",
            name,
            template,
            parameters: BTreeMap::new(),
        })
        .collect();
    read(&stacks)
}

fn anywhere() -> Value {
    json!("0.0.0.0/0")
}

#[test]
fn the_same_network_needs_no_walk() {
    let reach = between(&network(&anywhere(), &[]), &network(&anywhere(), &[]), &[]);
    assert!(reach.is_unchanged());
    assert_eq!((reach.compared, reach.walked), (3, 0));
}

#[test]
fn what_a_change_cannot_touch_is_not_walked() {
    let more = json!({ "Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
        "GroupId": { "Ref": "Group" }, "IpProtocol": "tcp", "FromPort": 80, "ToPort": 80,
        "CidrIp": "10.1.0.0/16" } });
    let reach = between(
        &network(&anywhere(), &[]),
        &network(&anywhere(), &[("Web", more)]),
        &[],
    );
    assert!(reach.is_unchanged(), "{reach:?}");
    // The internet to and from the touched one, and it to and from the two others.
    assert_eq!(reach.walked, 6);
}

/// An interface in the second network, which the stack itself makes, to have both sides of a
/// peering in one template.
fn peered() -> Vec<(&'static str, Value)> {
    let reference = |id: &str| json!({ "Ref": id });
    vec![
        (
            "Other",
            json!({ "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.9.0.0/16" } }),
        ),
        (
            "OtherSubnet",
            json!({ "Type": "AWS::EC2::Subnet", "Properties": {
            "VpcId": reference("Other"), "CidrBlock": "10.9.0.0/24" } }),
        ),
        (
            "OtherTable",
            json!({ "Type": "AWS::EC2::RouteTable", "Properties": {
            "VpcId": reference("Other") } }),
        ),
        (
            "OtherOwn",
            json!({ "Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
            "SubnetId": reference("OtherSubnet"), "RouteTableId": reference("OtherTable") } }),
        ),
        (
            "OtherGroup",
            json!({ "Type": "AWS::EC2::SecurityGroup", "Properties": {
            "VpcId": reference("Other"), "GroupDescription": "x" } }),
        ),
        (
            "OtherHost",
            json!({ "Type": "AWS::EC2::Instance", "Properties": {
            "SubnetId": reference("OtherSubnet"), "PrivateIpAddress": "10.9.0.10",
            "SecurityGroupIds": [reference("OtherGroup")] } }),
        ),
    ]
}

fn connected() -> Vec<(&'static str, Value)> {
    let reference = |id: &str| json!({ "Ref": id });
    let route = |table: &str, block: &str| {
        json!({ "Type": "AWS::EC2::Route", "Properties": {
            "RouteTableId": reference(table), "DestinationCidrBlock": block,
            "VpcPeeringConnectionId": reference("Peering") } })
    };
    let mut all = peered();
    all.extend([
        (
            "Peering",
            json!({ "Type": "AWS::EC2::VPCPeeringConnection", "Properties": {
            "VpcId": reference("Vpc"), "PeerVpcId": reference("Other") } }),
        ),
        ("There", route("Table", "10.9.0.0/16")),
        ("Back", route("OtherTable", "10.1.0.0/16")),
    ]);
    all
}

#[test]
fn a_peering_opens_what_security_groups_let_pass() {
    let (apart, together) = (
        network(&anywhere(), &peered()),
        network(&anywhere(), &connected()),
    );
    let reach = between(&apart, &together, &[]);
    let opens: Vec<(&str, &str)> = reach
        .opens
        .iter()
        .map(|one| (one.from.as_str(), one.to.as_str()))
        .collect();
    assert_eq!(opens, [("`one/OtherHost`", "`one/Host`")], "{reach:?}");
    assert_eq!(
        reach.opens[0].traffic,
        BTreeSet::from(["tcp 22".to_owned()])
    );
    assert_eq!(reach.opens[0].packet.destination_port, 22);
    assert!(
        reach.closes.is_empty() && reach.unknown.is_empty(),
        "{reach:?}"
    );
    // And back.
    let back = between(&together, &apart, &[]);
    assert_eq!(back.closes.len(), 1);
    assert!(back.opens.is_empty());
}

#[test]
fn a_range_of_ports_opens_only_what_was_not_open() {
    let wide = json!({ "Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
        "GroupId": { "Ref": "Group" }, "IpProtocol": "tcp", "FromPort": 20, "ToPort": 25,
        "CidrIp": "10.9.0.0/16" } });
    let mut wider = connected();
    wider.push(("Wide", wide));
    let reach = between(
        &network(&anywhere(), &connected()),
        &network(&anywhere(), &wider),
        &[],
    );
    let traffic: Vec<&BTreeSet<String>> = reach.opens.iter().map(|one| &one.traffic).collect();
    let expected = BTreeSet::from(["tcp 20-21, 23-25".to_owned()]);
    assert_eq!(traffic, [&expected], "{reach:?}");
}
