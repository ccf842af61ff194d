//! Networks that no workload makes.

use super::support::{blueprint, file};

const ESTATE: &str = "
estate: acme
organization: { defaults: { region: eu-central-1 } }
accounts: { prod: { id: \"111122223333\" } }
systems:
  bastion: { kind: host, account: prod, network: inside, security_groups: bastion }
networks:
  office: { cidr: 192.0.2.0/24, internal: true }
  inside:
    account: prod
    cidr: 10.0.0.0/24
    subnets:
      front: { cidr: 10.0.0.0/28, exposure: public }
      back: { cidr: 10.0.0.16/28, exposure: private, availability_zone: eu-central-1b }
    security_groups:
      bastion:
        inbound: { ports: 22/tcp, with: internal }
        outbound: { ports: 5432/tcp, with: inside }
      databases:
        inbound: { ports: 5432/tcp, with: bastion, because: people look }
    tags: { Team: ship }
";

#[test]
fn a_network_is_a_stack_of_its_own() {
    let blueprint = blueprint(&[ESTATE]);
    let text = file(
        &blueprint,
        "accounts/prod/eu-central-1/network-inside.template.yaml",
    );
    // What no machine of ours stands in lies where the estate says, else where AWS puts it.
    assert_eq!(text.matches("Default: eu-central-1b").count(), 1);
    assert_eq!(text.matches("      AvailabilityZone:").count(), 1);
    // Only the public subnet leads to the internet.
    assert_eq!(text.matches("Type: AWS::EC2::Route\n").count(), 1);
    assert_eq!(text.matches("CidrIp: 192.0.2.0/24").count(), 1, "{text}");
    // A network without an account is somebody else's.
    let names: Vec<&str> = blueprint
        .stacks
        .iter()
        .map(|stack| stack.name.as_str())
        .collect();
    assert_eq!(names, ["network-inside"]);
}

#[test]
fn a_group_that_may_send_nothing_is_given_a_rule_that_leads_nowhere() {
    let blueprint = blueprint(&[ESTATE]);
    let stacks = blueprint.stacks.iter();
    let mut stacks = stacks.filter(|stack| stack.name == "network-inside");
    let template = stacks.next().expect("the stack").template.to_json();
    let group = &template["Resources"]["DatabasesSecurityGroup"]["Properties"];
    assert_eq!(
        group["SecurityGroupEgress"],
        serde_json::json!([{
            "IpProtocol": "-1", "CidrIp": "127.0.0.1/32", "Description": "nowhere",
        }])
    );
    assert!(group["SecurityGroupIngress"].is_null(), "{group}");
    let rule = &template["Resources"]["DatabasesFromBastion"];
    assert_eq!(rule["Type"], "AWS::EC2::SecurityGroupIngress");
    assert_eq!(
        rule["Properties"]["SourceSecurityGroupId"],
        serde_json::json!({ "Ref": "BastionSecurityGroup" })
    );
}
