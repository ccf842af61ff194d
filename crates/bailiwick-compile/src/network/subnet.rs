//! Subnets, each with a route table of its own. Addresses are those of the estate: the
//! compiler computes them, no template does.
//!
//! Source: "AWS::EC2::Subnet", "AWS::EC2::RouteTable", "AWS::EC2::Route" and
//! "AWS::EC2::SubnetRouteTableAssociation", AWS CloudFormation Template Reference.

use bailiwick_estate::model::Exposure;
use serde_json::json;

use super::Setting;
use crate::template::{LogicalIds, Parameter, ParameterKind, Resource, Template, reference};

/// The subnet of the machines, an output here and a parameter of the service stack.
pub(crate) const SUBNET_ID: &str = "SubnetId";

pub(super) fn add(setting: &Setting<'_>, template: &mut Template) {
    let home = setting.home.as_ref();
    let zone = home.map(|home| template.parameter(home.zone.0, home.zone.1.clone()));
    let mut ids = LogicalIds::default();
    for subnet in setting.network.subnets.iter() {
        let name = subnet.name.as_str();
        let shown = format!("{}-{name}", setting.called);
        let id = ids.give(&[name, "subnet"]);
        let is_home = home.is_some_and(|home| subnet.name.as_str() == home.subnet);
        // Machines must be where their volume is; so the one parameter places every subnet
        // that does not say where it lies. Without one, AWS chooses.
        let zone = match &subnet.availability_zone {
            Some(named) if !is_home => {
                let words = format!("The availability zone of the subnet `{name}`.");
                let parameter = Parameter::new(ParameterKind::AvailabilityZone, words);
                let parameter = parameter.or(named.as_str());
                template.parameter(&ids.give(&[name, "zone"]), parameter)
            }
            _ => zone.clone().unwrap_or_default(),
        };
        let public = subnet.exposure == Exposure::Public;
        let mut resource = Resource::new("AWS::EC2::Subnet")
            .with("VpcId", reference("Vpc"))
            .with("CidrBlock", json!(subnet.cidr.value.to_string()))
            .with("AvailabilityZone", zone)
            .with("MapPublicIpOnLaunch", json!(public))
            .with("Tags", setting.tags_named(&shown));
        if let Some(description) = &subnet.description {
            resource = resource.note(description.as_str());
        }
        template.add(id.clone(), resource);
        let table = ids.give(&[name, "route", "table"]);
        let routes = Resource::new("AWS::EC2::RouteTable")
            .with("VpcId", reference("Vpc"))
            .with("Tags", setting.tags_named(&shown));
        template.add(table.clone(), routes);
        let association = Resource::new("AWS::EC2::SubnetRouteTableAssociation")
            .with("SubnetId", reference(&id))
            .with("RouteTableId", reference(&table));
        template.add(ids.give(&[name, "routes"]), association);
        if public {
            let route = Resource::new("AWS::EC2::Route")
                .with("RouteTableId", reference(&table))
                .with("DestinationCidrBlock", json!("0.0.0.0/0"))
                .with("GatewayId", reference("InternetGateway"))
                .after("InternetGatewayAttachment");
            template.add(ids.give(&[name, "internet", "route"]), route);
        }
        if is_home {
            template.output(SUBNET_ID, "The subnet of the machines.", reference(&id));
        }
    }
}
