//! What the reader makes of files: what tells which list is which, and of what.

use super::read;
use crate::model::{Association, Gap, Id, Kind, Network, TransitTarget};

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
    assert_eq!(network.gaps.len(), 1);
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
