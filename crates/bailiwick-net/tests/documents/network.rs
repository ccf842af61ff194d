//! The network of a case: that of its document, with what is other in the case.

use bailiwick_literate::Case;
use bailiwick_net::describe;
use bailiwick_net::model::Network;
use bailiwick_net::template::{self, Stack};
use serde_json::{Map, Value, json};

/// What the stacks of a case go by, in the order of its templates.
const STACKS: &[&str] = &["one-network", "one-service", "two-network"];

/// The network that the templates of a case declare.
pub(crate) fn declared(case: &Case) -> Network {
    let templates = case.blocks.iter().filter(|block| block.kind == "template");
    let templates: Vec<Value> = templates
        .map(|block| serde_json::from_str(&block.text).unwrap())
        .collect();
    let stacks = templates.iter().zip(STACKS).map(|(template, name)| Stack {
        account: "prod",
        region: "eu-west-1",
        name,
        template,
        parameters: Default::default(),
    });
    template::read(&stacks.collect::<Vec<_>>())
}

/// Every list, with the key of its items' ids. A list that nobody writes is there and
/// holds nothing.
const LISTS: &[(&str, &str)] = &[
    ("Vpcs", "VpcId"),
    ("Subnets", "SubnetId"),
    ("NetworkInterfaces", "NetworkInterfaceId"),
    ("SecurityGroups", "GroupId"),
    ("NetworkAcls", "NetworkAclId"),
    ("RouteTables", "RouteTableId"),
    ("InternetGateways", "InternetGatewayId"),
    ("EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId"),
    ("NatGateways", "NatGatewayId"),
    ("VpcPeeringConnections", "VpcPeeringConnectionId"),
    ("VpnGateways", "VpnGatewayId"),
    ("VpnConnections", "VpnConnectionId"),
    ("VpcEndpoints", "VpcEndpointId"),
    ("PrefixLists", "PrefixListId"),
    ("TransitGateways", "TransitGatewayId"),
    ("TransitGatewayVpcAttachments", "TransitGatewayAttachmentId"),
    ("TransitGatewayAttachments", "TransitGatewayAttachmentId"),
    ("TransitGatewayRouteTables", "TransitGatewayRouteTableId"),
    ("TransitGatewayStaticRoutes", "TransitGatewayRouteTableId"),
    ("TransitGatewayPropagations", "TransitGatewayRouteTableId"),
    ("LoadBalancers", "LoadBalancerArn"),
    ("TargetGroups", "TargetGroupArn"),
    ("LoadBalancerListeners", "LoadBalancerArn"),
    ("Rules", "RuleArn"),
    ("LoadBalancerTargetHealth", "TargetGroupArn"),
    ("LoadBalancerAttributes", "LoadBalancerArn"),
];

/// The network of a case.
pub(crate) fn network(around: &str, other: Option<&str>) -> Network {
    let mut lists = lists(around);
    let other = other.map_or_else(Map::new, lists_of_case);
    for (name, items) in &other {
        if name == "Unread" {
            continue;
        }
        let (_, id) = LISTS
            .iter()
            .find(|(known, _)| known == name)
            .expect("a list of AWS");
        let known = lists[name].as_array_mut().unwrap();
        for item in items.as_array().unwrap() {
            known.retain(|one| one[id] != item[id]);
            known.push(item.clone());
        }
    }
    for unread in other
        .get("Unread")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        lists.remove(unread.as_str().unwrap());
    }
    let mut lists = Value::Object(lists);
    open_acls(&mut lists);
    describe::read([("account/region/all.json", lists.to_string().as_str())])
}

/// The lists that a case has anything in.
pub(crate) fn lists_of(around: &str, other: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = lists_of_case(around).keys().cloned().collect();
    names.extend(other.map_or_else(Map::new, lists_of_case).keys().cloned());
    names.retain(|name| name != "Unread");
    names.push("NetworkAcls".to_owned());
    names.sort();
    names.dedup();
    names
}

fn lists(text: &str) -> Map<String, Value> {
    let mut lists = lists_of_case(text);
    for (name, _) in LISTS {
        lists.entry(*name).or_insert_with(|| json!([]));
    }
    lists
}

fn lists_of_case(text: &str) -> Map<String, Value> {
    match serde_json::from_str(text).expect("a case is JSON") {
        Value::Object(lists) => lists,
        other => panic!("not lists: {other}"),
    }
}

/// A VPC whose network ACLs nobody writes has the default one, which lets all pass.
fn open_acls(lists: &mut Value) {
    if lists.get("NetworkAcls").is_none() {
        return;
    }
    let vpcs = lists.get("Vpcs").and_then(Value::as_array).cloned();
    for vpc in vpcs.into_iter().flatten() {
        let acls = lists["NetworkAcls"].as_array_mut().unwrap();
        if acls
            .iter()
            .any(|acl| acl["VpcId"] == vpc["VpcId"] && acl["IsDefault"] == true)
        {
            continue;
        }
        let entry = |egress: bool, key: &str, block: &str| json!({ "RuleNumber": 100, "Egress": egress, "RuleAction": "allow", "Protocol": "-1", key: block });
        let entries: Vec<Value> = [true, false]
            .into_iter()
            .flat_map(|egress| {
                [
                    entry(egress, "CidrBlock", "0.0.0.0/0"),
                    entry(egress, "Ipv6CidrBlock", "::/0"),
                ]
            })
            .collect();
        let id = vpc["VpcId"].as_str().unwrap().replace("vpc", "acl");
        acls.push(json!({ "NetworkAclId": id, "VpcId": vpc["VpcId"], "IsDefault": true, "Entries": entries }));
    }
}
