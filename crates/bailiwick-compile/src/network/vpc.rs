//! The VPC, and the internet gateway of its public subnets.
//!
//! Source: "AWS::EC2::VPC", "AWS::EC2::InternetGateway" and
//! "AWS::EC2::VPCGatewayAttachment", AWS CloudFormation Template Reference.

use serde_json::json;

use super::Setting;
use crate::logging::add_flow_logs;
use crate::template::{Resource, Template, reference};

pub(super) fn add(setting: &Setting<'_>, public: bool, template: &mut Template) {
    let network = setting.network;
    let mut ranges = network.cidr.iter().map(|range| range.value.to_string());
    let mut vpc = Resource::new("AWS::EC2::VPC")
        .with("CidrBlock", json!(ranges.next()))
        .with(
            "EnableDnsSupport",
            json!(network.dns_support.unwrap_or(true)),
        )
        .with(
            "EnableDnsHostnames",
            json!(network.dns_hostnames.unwrap_or(true)),
        )
        .with("Tags", setting.tags_named(&setting.called));
    if let Some(description) = &network.description {
        vpc = vpc.note(description.as_str());
    }
    template.add("Vpc", vpc);
    let tags = setting.tags_named(&setting.called);
    add_flow_logs(setting.estate, network, tags, template);
    template.output("VpcId", "The network.", reference("Vpc"));
    for (number, range) in (2..).zip(ranges) {
        let more = Resource::new("AWS::EC2::VPCCidrBlock")
            .with("VpcId", reference("Vpc"))
            .with("CidrBlock", json!(range));
        template.add(format!("VpcCidr{number}"), more);
    }
    if public {
        let gateway = Resource::new("AWS::EC2::InternetGateway")
            .with("Tags", setting.tags_named(&setting.called));
        template.add("InternetGateway", gateway);
        let attachment = Resource::new("AWS::EC2::VPCGatewayAttachment")
            .with("VpcId", reference("Vpc"))
            .with("InternetGatewayId", reference("InternetGateway"));
        template.add("InternetGatewayAttachment", attachment);
    }
}
