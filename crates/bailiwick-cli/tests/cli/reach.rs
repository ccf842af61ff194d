//! `bailiwick reach`: over an estate, and over what the AWS CLI described.

use crate::support::Folder;
use insta::assert_snapshot;

const CHAMPIONSHIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/championship");

/// A VPC with one interface on the internet, as a folder of what was described.
fn described() -> Folder {
    Folder::with(&[
        (
            "seen/1/eu-west-1/Vpcs.json",
            r#"{ "Vpcs": [{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }] }"#,
        ),
        (
            "seen/1/eu-west-1/describe-subnets.json",
            r#"{ "Subnets": [{ "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24" }] }"#,
        ),
        (
            "seen/1/eu-west-1/igw.json",
            r#"{ "InternetGateways": [{ "InternetGatewayId": "igw-1", "Attachments": [{ "VpcId": "vpc-1", "State": "available" }] }] }"#,
        ),
        (
            "seen/1/eu-west-1/routes.json",
            r#"{ "RouteTables": [{ "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{ "Main": true }], "Routes": [
                { "DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local" },
                { "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1" }] }] }"#,
        ),
        (
            "seen/1/eu-west-1/groups.json",
            r#"{ "SecurityGroups": [{ "GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissionsEgress": [], "IpPermissions": [
                { "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{ "CidrIp": "0.0.0.0/1" }] }] }] }"#,
        ),
        (
            "seen/1/eu-west-1/enis.json",
            r#"{ "NetworkInterfaces": [{ "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "subnet-1",
                "Attachment": { "InstanceId": "i-1" }, "Groups": [{ "GroupId": "sg-1" }],
                "PrivateIpAddresses": [{ "PrivateIpAddress": "10.0.0.5", "Association": { "PublicIp": "54.0.0.5" } }] }] }"#,
        ),
    ])
}

/// Its network ACL, which lets all pass.
const ACLS: &str = r#"{ "NetworkAcls": [{ "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": [
    { "RuleNumber": 100, "Egress": true, "RuleAction": "allow", "Protocol": "-1", "CidrBlock": "0.0.0.0/0" },
    { "RuleNumber": 100, "Egress": false, "RuleAction": "allow", "Protocol": "-1", "CidrBlock": "0.0.0.0/0" }] }] }"#;

#[test]
fn an_estate_is_asked_as_it_compiles() {
    let folder = Folder::new();
    assert_snapshot!(folder.run(&format!("reach internet all {CHAMPIONSHIP} --port 443/tcp")), @"
    exit 0
    --- stdout
    reached  internet → all by 443/tcp

    packet  tcp 203.0.113.10:49152 → 198.18.0.1:443
      championship-network/InternetGateway
        destination 198.18.0.1 becomes 10.0.0.4
      championship-network/Vpc
      championship-network/PublicSubnet
        championship-network/Vpc/default network ACL lets it in: rule 100
      championship-service/AutoScalingGroup
        championship-network/WebserviceSecurityGroup lets it in: 443/tcp, 0.0.0.0/0
    answer
      championship-service/AutoScalingGroup
      championship-network/PublicSubnet
        championship-network/Vpc/default network ACL lets it out: rule 100
        championship-network/PublicRouteTable routes 0.0.0.0/0 to championship-network/InternetGateway
      championship-network/Vpc
      championship-network/InternetGateway
        source 10.0.0.4 becomes 198.18.0.1
    ");
    assert_snapshot!(folder.run(&format!("reach internet all {CHAMPIONSHIP} --port 22/tcp")), @"
    exit 1
    --- stdout
    not reached  internet → all by 22/tcp
    because: no rule of the security groups of `championship-service/AutoScalingGroup@PublicSubnet` lets it in

    tried  tcp 203.0.113.10:49152 → 198.18.0.1:22
      championship-network/InternetGateway
        destination 198.18.0.1 becomes 10.0.0.4
      championship-network/Vpc
      championship-network/PublicSubnet
        championship-network/Vpc/default network ACL lets it in: rule 100
      championship-service/AutoScalingGroup
      dropped: no rule of the security groups of `championship-service/AutoScalingGroup@PublicSubnet` lets it in
    ");
}

#[test]
fn what_aws_holds_is_asked_as_it_was_described() {
    let folder = described();
    folder.write("seen/1/eu-west-1/acls.json", ACLS.as_bytes());
    assert_snapshot!(folder.run("reach internet i-1 --port 22/tcp --observed seen"), @"
    exit 0
    --- stdout
    reached  internet → i-1 by 22/tcp

    packet  tcp 8.8.8.8:49152 → 54.0.0.5:22
      igw-1
        destination 54.0.0.5 becomes 10.0.0.5
      vpc-1
      subnet-1
        acl-1 lets it in: rule 100
      i-1
        sg-1 lets it in: 22/tcp, 0.0.0.0/1
    answer
      i-1
      subnet-1
        acl-1 lets it out: rule 100
        rtb-1 routes 0.0.0.0/0 to igw-1
      vpc-1
      igw-1
        source 10.0.0.5 becomes 54.0.0.5
    ");
    assert_snapshot!(folder.run("reach internet i-1 --port 3306/tcp --observed seen --format json"), @r#"
    exit 1
    --- stdout
    {
      "answer": "unreachable",
      "because": [
        "no rule of the security groups of `eni-1` lets it in"
      ],
      "tried": {
        "packet": {
          "source": "203.0.113.10",
          "destination": "54.0.0.5",
          "protocol": "tcp",
          "source_port": 49152,
          "destination_port": 3306
        },
        "start": "internet",
        "hops": [
          {
            "at": "igw-1",
            "kind": "internet gateway"
          },
          {
            "translated": "destination",
            "from": "54.0.0.5",
            "to": "10.0.0.5"
          },
          {
            "at": "vpc-1",
            "kind": "vpc"
          },
          {
            "at": "subnet-1",
            "kind": "subnet"
          },
          {
            "allowed_by": "acl-1",
            "rule": "rule 100",
            "direction": "in"
          },
          {
            "at": "i-1",
            "kind": "interface"
          }
        ],
        "end": {
          "stopped": "no rule of the security groups of `eni-1` lets it in"
        },
        "answer": []
      },
      "from": "internet",
      "to": "i-1",
      "traffic": "3306/tcp",
      "relays": [],
      "unknown_relays": []
    }
    "#);
}

#[test]
fn what_was_not_described_is_unknown() {
    let folder = described();
    assert_snapshot!(folder.run("reach internet i-1 --port 22/tcp --observed seen"), @"
    exit 4
    --- stdout
    unknown  internet → i-1 by 22/tcp
    since: the network ACLs of `vpc-1` are not in what was read

    perhaps  tcp 8.8.8.8:49152 → 54.0.0.5:22
      igw-1
        destination 54.0.0.5 becomes 10.0.0.5
      vpc-1
      subnet-1
      i-1
        sg-1 lets it in: 22/tcp, 0.0.0.0/1
    answer
      i-1
      subnet-1
        rtb-1 routes 0.0.0.0/0 to igw-1
      vpc-1
      igw-1
        source 10.0.0.5 becomes 54.0.0.5
    ");
    assert_snapshot!(folder.run("reach internet tag:tier=db --observed seen"), @"
    exit 4
    --- stdout
    unknown  internet → tag:tier=db by all traffic
    since: nothing is selected by `tag:tier=db`
    ");
}

#[test]
fn what_cannot_be_asked_is_said() {
    let folder = Folder::new();
    assert_snapshot!(folder.run("reach internet 10.0.0.0/40 --observed ."), @"
    exit 2
    --- stderr
    error: cannot ask about `10.0.0.0/40`
    cause: `10.0.0.0/40` is no address and no block of addresses
    hint: name a resource, `internet`, `on-premises`, `tag:KEY=VALUE`, or addresses such as `10.0.0.0/8`
    ");
    assert_snapshot!(folder.run("reach internet all --observed ."), @"
    exit 2
    --- stderr
    error: `.` has no JSON or CSV file
    hint: save what the AWS CLI prints, such as `aws ec2 describe-vpcs --output json > DIR/ACCOUNT_ID/REGION/vpcs.json`
    ");
    assert_snapshot!(folder.run("reach internet all --observed nowhere"), @"
    exit 2
    --- stderr
    error: cannot read `nowhere`
    cause: No such file or directory (os error 2)
    hint: see whether the path is right; a link may lead nowhere
    ");
    assert_snapshot!(folder.run("reach internet all --port 22 --observed ."), @"
    exit 2
    --- stderr
    error: invalid value '22' for '--port <PORT>': write a port and its protocol, `3306/tcp` or `8000-8999/udp`, a protocol, `icmp`, or `all`

    For more information, try '--help'.
    ");
}
