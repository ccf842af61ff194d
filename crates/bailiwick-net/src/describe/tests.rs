//! What the reader makes of files: what tells which list is which, and of what.

use super::read;
use crate::model::{Association, Gap, Id, Kind, Network, Traffic, TransitTarget};
use crate::reach::{Endpoint, Engine, Query, Reach};

const TABLES: &str = r#"{ "TransitGatewayRouteTables": [
    { "TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1", "State": "available" },
    { "TransitGatewayRouteTableId": "tgw-rtb-2", "TransitGatewayId": "tgw-1", "State": "available" } ] }"#;
const ROUTES: &str = r#"{ "Routes": [ { "DestinationCidrBlock": "10.0.0.0/8", "Type": "static", "State": "blackhole" } ] }"#;

fn id(text: &str) -> Id {
    Id::from(text)
}

#[test]
fn a_list_is_told_by_its_key_and_not_by_its_file() {
    let named = |file: &'static str| {
        read([(
            file,
            r#"{ "Vpcs": [{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }] }"#,
        )])
    };
    for file in ["a/describe-vpcs.json", "a/Subnets.json", "a/x.json"] {
        let network = named(file);
        assert!(network.vpcs.contains_key("vpc-1"), "{file}");
        assert!(
            network.knows_anywhere(Kind::Vpcs) && !network.knows_anywhere(Kind::Subnets),
            "{file}"
        );
    }
}

#[test]
fn each_folder_is_a_place_of_its_own() {
    let vpc = r#"{ "Vpcs": [{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }] }"#;
    let network = read([
        ("one/eu/v.json", vpc),
        ("two/eu/a.json", r#"{ "NetworkAcls": [] }"#),
    ]);
    let vpc = &network.vpcs["vpc-1"];
    assert!(network.knows_anywhere(Kind::NetworkAcls));
    // The network ACLs of another account say nothing about this one's.
    assert!(!network.knows(vpc, Kind::NetworkAcls));
}

#[test]
fn a_part_of_a_list_is_not_the_list() {
    let network = read([(
        "a/v.json",
        r#"{ "Vpcs": [{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }], "NextToken": "more" }"#,
    )]);
    assert!(network.vpcs.contains_key("vpc-1"));
    assert!(!network.knows_anywhere(Kind::Vpcs));
    assert_eq!(
        network.gaps,
        [Gap::Partial {
            kind: Kind::Vpcs,
            file: "a/v.json".to_owned()
        }]
    );
}

#[test]
fn parts_of_a_list_are_whole_with_the_last_one_of_their_folder() {
    let part = |more: &str| format!(r#"{{ "NetworkInterfaces": [], {more}: true }}"#);
    let (truncated, last) = (part(r#""IsTruncated""#), part(r#""Other""#));
    let known = |folder: &str| {
        let path = format!("{folder}/2.json");
        let network = read([("a/1.json", truncated.as_str()), (&path, &last)]);
        let scope = network.scopes.iter().find(|scope| scope.name == "a");
        let is_known = scope.unwrap().kinds.contains(&Kind::Interfaces);
        (is_known, network.gaps.len())
    };
    assert_eq!(known("a"), (true, 0));
    assert_eq!(known("b"), (false, 1));
}

#[test]
fn nobody_is_kept_out_by_a_part_of_a_list_or_by_one_of_two_descriptions() {
    let network = |more: &str, port: u16| {
        let group = |port: u16| {
            format!(
                r#"{{ "SecurityGroups": [{{ "GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissions": [
                    {{ "IpProtocol": "tcp", "FromPort": {port}, "ToPort": {port},
                       "IpRanges": [{{ "CidrIp": "0.0.0.0/0" }}] }}] }}] }}"#
            )
        };
        let rest = format!(
            r#"{{ "Vpcs": [{{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }}],
            "Subnets": [{{ "SubnetId": "s-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24" }}],
            "RouteTables": [{{ "RouteTableId": "rtb-1", "VpcId": "vpc-1",
                "Associations": [{{ "Main": true }}], "Routes": [] }}],
            "NetworkAcls": [], "InternetGateways": [], "LoadBalancers": [], "NetworkInterfaces": [
            {{ "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "s-1",
               "PrivateIpAddress": "10.0.0.4", "Groups": [{{ "GroupId": "sg-1" }}] }}] {more} }}"#
        );
        let files = [
            ("a/1.json", group(22)),
            ("a/2.json", group(port)),
            ("a/3.json", rest),
        ];
        read(files.iter().map(|(path, text)| (*path, text.as_str())))
    };
    let said = |network: &Network| -> Vec<String> {
        let query = Query {
            from: Endpoint::Internet,
            to: "all".parse().unwrap(),
            traffic: Traffic::All,
        };
        match Engine::new(network).reach(&query).reach {
            Reach::Unknown { gaps, .. } => gaps.iter().map(Gap::to_string).collect(),
            Reach::Unreachable { .. } => Vec::new(),
            other => panic!("{other:?}"),
        }
    };
    assert!(said(&network("", 22)).is_empty());
    assert_eq!(
        said(&network("", 443)),
        ["`a/2.json` and `a/1.json` say different things of `sg-1`"]
    );
    let part = said(&network(r#", "NextToken": "more""#, 22));
    let interfaces =
        "the network interfaces in `a/3.json` are not all: more follow (`NextToken`)".to_owned();
    assert!(part.contains(&interfaces), "{part:?}");
}

#[test]
fn what_is_no_json_is_said() {
    let network = read([("a/v.json", "Vpcs:"), ("a/w.json", "[1]")]);
    let said: Vec<String> = network.gaps.iter().map(Gap::to_string).collect();
    assert_eq!(
        said,
        [
            "JSON in `a/v.json` could not be read",
            "an object with lists in `a/w.json` could not be read"
        ]
    );
}

#[test]
fn routes_of_a_transit_gateway_are_those_of_the_table_in_the_files_name() {
    let network = read([
        ("a/tables.json", TABLES),
        ("a/routes-tgw-rtb-2.json", ROUTES),
    ]);
    let routes = |table: &str| network.transit_route_tables[table].routes.as_ref();
    assert!(routes("tgw-rtb-1").is_none());
    let of_second = routes("tgw-rtb-2").unwrap();
    assert_eq!(of_second[0].target, TransitTarget::Blackhole);
}

#[test]
fn routes_of_nobody_knows_which_table_are_said() {
    let network = read([("a/tables.json", TABLES), ("a/routes.json", ROUTES)]);
    assert!(
        network
            .transit_route_tables
            .values()
            .all(|table| table.routes.is_none())
    );
    assert_eq!(
        network.gaps[0].to_string(),
        "which resource it is of in `routes.json` could not be read"
    );
}

#[test]
fn the_only_table_needs_no_name() {
    let table = r#"{ "TransitGatewayRouteTables": [
        { "TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1", "State": "available" } ] }"#;
    let attachment = r#"{ "TransitGatewayVpcAttachments": [
        { "TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "VpcId": "vpc-1", "State": "available" } ] }"#;
    let associations = r#"{ "Associations": [
        { "TransitGatewayAttachmentId": "tgw-attach-1", "ResourceType": "vpc", "State": "associated" } ] }"#;
    let network = read([
        ("a/1.json", table),
        ("a/2.json", attachment),
        ("a/3.json", associations),
    ]);
    assert_eq!(
        network.attachments["tgw-attach-1"].association,
        Association::With(id("tgw-rtb-1"))
    );
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let files = [
        ("a/tables.json", TABLES),
        ("a/routes-tgw-rtb-2.json", ROUTES),
        ("b/v.json", r#"{ "Vpcs": [] }"#),
    ];
    let (forth, back): (Network, Network) = (read(files), read(files.into_iter().rev()));
    assert_eq!(forth, back);
}

#[test]
fn instances_stand_in_for_interfaces_that_were_not_listed() {
    let instances = r#"{ "Reservations": [{ "Instances": [{ "InstanceId": "i-1", "Tags": [{ "Key": "Name", "Value": "web" }],
        "NetworkInterfaces": [{ "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "subnet-1",
            "PrivateIpAddress": "10.0.0.5", "Groups": [{ "GroupId": "sg-1" }] }] }] }] }"#;
    let network = read([("a/i.json", instances)]);
    let interface = &network.interfaces["eni-1"];
    assert_eq!(interface.instance, Some(id("i-1")));
    assert_eq!(network.instance_tags["i-1"]["Name"], "web");
    // There may be others: of functions, of databases.
    assert!(!network.knows_anywhere(Kind::Interfaces));
}

#[test]
fn a_part_of_what_belongs_to_a_table_is_not_all_of_it() {
    let truncated = ROUTES.replacen('{', "{ \"AdditionalRoutesAvailable\": true,", 1);
    let network = read([
        ("a/tables.json", TABLES),
        ("a/routes-tgw-rtb-2.json", truncated.as_str()),
    ]);
    assert!(network.transit_route_tables["tgw-rtb-2"].routes.is_none());

    let list = r#"{ "PrefixLists": [{ "PrefixListId": "pl-1", "PrefixListName": "office" }] }"#;
    let first = r#"{ "Entries": [{ "Cidr": "192.0.2.0/24" }], "NextToken": "more" }"#;
    let rest = r#"{ "Entries": [{ "Cidr": "198.51.100.0/24" }] }"#;
    let network = read([
        ("a/list.json", list),
        ("a/pl-1.json", first),
        ("a/pl-1-rest.json", rest),
    ]);
    assert!(network.prefix_lists["pl-1"].blocks.is_none());
}

#[test]
fn listeners_of_one_load_balancer_say_nothing_of_another() {
    let balancers = r#"{ "LoadBalancers": [
        { "LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/front/1", "LoadBalancerName": "front", "Type": "network", "VpcId": "vpc-1" },
        { "LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/back/2", "LoadBalancerName": "back", "Type": "network", "VpcId": "vpc-1" } ] }"#;
    let front = r#"{ "Listeners": [{ "Port": 80, "Protocol": "TCP", "DefaultActions": [],
        "LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/front/1" }] }"#;
    let none = r#"{ "Listeners": [] }"#;
    let vpcs = r#"{ "Vpcs": [{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }] }"#;
    let listeners = |network: &Network, of: &str| {
        let mut all = network.load_balancers.values();
        let balancer = all.find(|one| one.name == of).unwrap();
        balancer.listeners.as_ref().map(Vec::len)
    };
    let around = [("a/vpcs.json", vpcs), ("a/balancers.json", balancers)];
    let network = read(around.into_iter().chain([("a/front.json", front)]));
    assert_eq!(listeners(&network, "front"), Some(1));
    assert_eq!(listeners(&network, "back"), None);
    let both = [("a/front.json", front), ("a/listeners-back.json", none)];
    let network = read(around.into_iter().chain(both));
    assert_eq!(listeners(&network, "back"), Some(0));
}

#[test]
fn whoever_is_shared_a_transit_gateway_is_not_told_its_route_tables() {
    let attachments = r#"{ "TransitGatewayAttachments": [
        { "TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "ResourceType": "vpc",
          "ResourceId": "vpc-1", "State": "available" } ] }"#;
    let association = |files: &[(&'static str, &'static str)]| {
        let network = read(files.iter().copied());
        network.attachments["tgw-attach-1"].association.clone()
    };
    let (shared, tables) = (("member/a.json", attachments), ("hub/tables.json", TABLES));
    assert_eq!(association(&[shared]), Association::Unknown);
    assert_eq!(association(&[shared, tables]), Association::Unknown);
    let owned = ("hub/a.json", attachments);
    assert_eq!(association(&[owned, tables]), Association::Nowhere);
}
