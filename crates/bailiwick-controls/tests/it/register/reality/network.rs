//! `aws ec2 describe-…` of a network and of what stands in it, `aws eks describe-cluster`.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::SystemKind;
use serde_json::{Value, json};

use super::{Place, tag_name};

/// Lists of which the network has none: that they are empty is known only by asking.
const NONE: [(&str, &str); 12] = [
    ("describe-nat-gateways", "NatGateways"),
    (
        "describe-egress-only-internet-gateways",
        "EgressOnlyInternetGateways",
    ),
    ("describe-vpc-peering-connections", "VpcPeeringConnections"),
    ("describe-vpn-gateways", "VpnGateways"),
    ("describe-vpn-connections", "VpnConnections"),
    ("describe-vpc-endpoints", "VpcEndpoints"),
    ("describe-managed-prefix-lists", "PrefixLists"),
    ("describe-transit-gateways", "TransitGateways"),
    (
        "describe-transit-gateway-attachments",
        "TransitGatewayAttachments",
    ),
    ("describe-load-balancers", "LoadBalancers"),
    ("describe-target-groups", "TargetGroups"),
    ("describe-addresses", "Addresses"),
];

/// The lists, by the command that prints them.
pub(super) fn lists(estate: &Estate, place: &Place<'_>) -> Vec<(String, Value)> {
    let each = |kind: &str, make: &dyn Fn(&str, &Value) -> Value| -> Vec<Value> {
        let resources = place.of_type(kind).into_iter();
        resources
            .map(|(id, properties)| make(&place.reference(id), &properties))
            .collect()
    };
    let vpcs = each(
        "AWS::EC2::VPC",
        &|id, vpc| json!({ "VpcId": id, "CidrBlock": vpc["CidrBlock"], "Tags": vpc["Tags"] }),
    );
    let vpc = vpcs[0]["VpcId"].clone();
    let subnets = each("AWS::EC2::Subnet", &|id, subnet| {
        json!({
            "SubnetId": id, "VpcId": vpc, "CidrBlock": subnet["CidrBlock"],
            "AvailabilityZoneId": "euc1-az1", "Tags": subnet["Tags"],
        })
    });
    let gateways = each("AWS::EC2::InternetGateway", &|id, gateway| {
        let attachments = json!([{ "State": "available", "VpcId": vpc }]);
        json!({ "InternetGatewayId": id, "Attachments": attachments, "Tags": gateway["Tags"] })
    });
    let tables = each("AWS::EC2::RouteTable", &|id, _| {
        route_table(place, id, &vpcs[0])
    });
    let groups = each("AWS::EC2::SecurityGroup", &|id, group| {
        json!({
            "GroupId": id, "GroupName": group["GroupName"], "VpcId": vpc,
            "IpPermissions": permissions(&group["SecurityGroupIngress"]),
            "IpPermissionsEgress": permissions(&group["SecurityGroupEgress"]),
        })
    });
    let entry = |egress: bool| {
        json!({ "RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": egress,
                "CidrBlock": "0.0.0.0/0" })
    };
    let associations: Vec<Value> = subnets
        .iter()
        .map(|one| json!({ "SubnetId": one["SubnetId"] }))
        .collect();
    let acl = json!({
        "NetworkAclId": format!("acl-{}", network(place).0), "VpcId": vpc, "IsDefault": true,
        "Associations": associations, "Entries": [entry(false), entry(true)],
    });
    let mut lists: Vec<(String, Value)> = [
        (
            "describe-network-interfaces",
            json!({ "NetworkInterfaces": interfaces(estate, place) }),
        ),
        ("describe-vpcs", json!({ "Vpcs": vpcs })),
        ("describe-subnets", json!({ "Subnets": subnets })),
        (
            "describe-internet-gateways",
            json!({ "InternetGateways": gateways }),
        ),
        ("describe-route-tables", json!({ "RouteTables": tables })),
        (
            "describe-security-groups",
            json!({ "SecurityGroups": groups }),
        ),
        ("describe-network-acls", json!({ "NetworkAcls": [acl] })),
    ]
    .map(|(name, list)| (name.to_owned(), list))
    .into();
    lists.extend(NONE.map(|(name, key)| (name.to_owned(), json!({ key: [] }))));
    lists.extend(clusters(estate, place));
    lists
}

fn route_table(place: &Place<'_>, id: &str, vpc: &Value) -> Value {
    let of_it = |kind: &str| {
        let all = place.of_type(kind).into_iter();
        all.map(|(_, one)| one)
            .filter(|one| one["RouteTableId"] == id)
            .collect::<Vec<_>>()
    };
    let associations = of_it("AWS::EC2::SubnetRouteTableAssociation").into_iter().map(|one| {
        json!({ "SubnetId": one["SubnetId"], "Main": false, "AssociationState": { "State": "associated" } })
    });
    let local = json!({ "DestinationCidrBlock": vpc["CidrBlock"], "GatewayId": "local", "State": "active" });
    let routes = of_it("AWS::EC2::Route").into_iter().map(|one| {
        json!({ "DestinationCidrBlock": one["DestinationCidrBlock"], "GatewayId": one["GatewayId"],
                "State": "active" })
    });
    json!({
        "RouteTableId": id, "VpcId": vpc["VpcId"],
        "Associations": associations.collect::<Vec<_>>(),
        "Routes": std::iter::once(local).chain(routes).collect::<Vec<_>>(),
    })
}

/// The rules of a template, each as a permission of its own.
fn permissions(rules: &Value) -> Vec<Value> {
    let rules = rules.as_array().into_iter().flatten();
    let permission = |rule: &Value| {
        let mut permission = json!({ "IpProtocol": rule["IpProtocol"] });
        for port in ["FromPort", "ToPort"] {
            if let Some(number) = rule.get(port) {
                permission[port] = number.clone();
            }
        }
        for (one, many) in [("CidrIp", "IpRanges"), ("CidrIpv6", "Ipv6Ranges")] {
            if let Some(block) = rule.get(one) {
                permission[many] = json!([{ one: block }]);
            }
        }
        permission
    };
    rules.map(permission).collect()
}

/// What stands in the network, which no template makes: the bastion at the entrance with
/// an address of the internet, everything else inside.
fn interfaces(estate: &Estate, place: &Place<'_>) -> Vec<Value> {
    let (network, block) = network(place);
    let octets = block.rsplit_once(".0.0/").expect("a /16").0.to_owned();
    let here = |name: &str| name == network;
    let systems = estate.systems.iter().filter(|one| {
        estate
            .network_of(one)
            .is_some_and(|net| here(net.name.as_str()))
            && !one.security_groups.is_empty()
    });
    let interface = |(number, system): (usize, &bailiwick_estate::lower::Declared<_>)| {
        let system: &bailiwick_estate::lower::Declared<bailiwick_estate::model::System> = system;
        let is_host = system.kind == SystemKind::Host;
        let (subnet, third) = if is_host {
            ("entrance", 0)
        } else {
            ("inside", 16)
        };
        let name = &system.name;
        let groups = system.security_groups.iter();
        let groups = groups.map(|group| json!({ "GroupId": format!("sg-{network}-{group}") }));
        let mut interface = json!({
            "NetworkInterfaceId": format!("eni-{name}"),
            "VpcId": format!("vpc-{network}"),
            "SubnetId": format!("subnet-{network}-{subnet}"),
            "Description": name.as_str(),
            "InterfaceType": "interface",
            "PrivateIpAddress": format!("{octets}.{third}.{}", 10 + number),
            "SourceDestCheck": true,
            "Groups": groups.collect::<Vec<_>>(),
        });
        if is_host {
            interface["Association"] = json!({ "PublicIp": format!("198.51.100.{}", 10 + number) });
        }
        interface
    };
    systems.enumerate().map(interface).collect()
}

fn network(place: &Place<'_>) -> (String, String) {
    let resources = place.stack.template.resources.values();
    let mut vpcs = resources.filter(|one| one.kind == "AWS::EC2::VPC");
    let vpc = vpcs.next().expect("a network");
    let block = vpc.properties["CidrBlock"].as_str().expect("a block");
    (tag_name(&vpc.properties).to_owned(), block.to_owned())
}

/// Clusters whose API answers in the network alone.
fn clusters(estate: &Estate, place: &Place<'_>) -> Vec<(String, Value)> {
    let (network, _) = network(place);
    let systems = estate.systems.iter().filter(|one| {
        one.kind == SystemKind::Cluster
            && estate
                .network_of(one)
                .is_some_and(|net| net.name.as_str() == network)
    });
    let cluster = |name: String| {
        let access = json!({ "endpointPublicAccess": false, "endpointPrivateAccess": true });
        let cluster = json!({ "cluster": { "name": name, "resourcesVpcConfig": access } });
        (format!("describe-cluster-{name}"), cluster)
    };
    systems
        .filter_map(|one| Some(cluster(one.called.as_ref()?.to_string())))
        .collect()
}
