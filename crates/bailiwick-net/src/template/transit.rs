//! Transit gateways.

use super::{Reader, Resource};
use crate::json::{block, flag, id, ids, text};
use crate::model::{
    Association, Attachment, AttachmentKind, TransitGateway, TransitRoute, TransitRouteTable,
    TransitTarget,
};

impl Reader {
    pub(super) fn transit_gateway(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let references_groups =
            text(properties, "SecurityGroupReferencingSupport") == Some("enable");
        let gateway = TransitGateway {
            id: resource.id.clone(),
            references_groups,
            region: None,
        };
        self.network
            .transit_gateways
            .insert(gateway.id.clone(), gateway);
        // Unless it says otherwise, a transit gateway has a route table for all of them.
        // Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-transitgateway.html>.
        if text(properties, "DefaultRouteTableAssociation") != Some("disable")
            || text(properties, "DefaultRouteTablePropagation") != Some("disable")
        {
            let id: crate::model::Id = format!("{}/default route table", resource.id).into();
            let table = TransitRouteTable {
                id: id.clone(),
                gateway: resource.id.clone(),
                routes: Some(Vec::new()),
                propagations: Some(Default::default()),
            };
            self.network.transit_route_tables.insert(id, table);
        }
    }

    pub(super) fn vpc_attachment(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let (Some(gateway), Some(vpc)) =
            (id(properties, "TransitGatewayId"), id(properties, "VpcId"))
        else {
            return;
        };
        let options = properties.get("Options");
        let enabled = |key: &str| {
            options.is_some_and(|options| {
                text(options, key) == Some("enable") || flag(options, key) == Some(true)
            })
        };
        let default: crate::model::Id = format!("{gateway}/default route table").into();
        let known = self.network.transit_gateways.contains_key(&gateway);
        let association = match self.network.transit_route_tables.get_mut(&default) {
            Some(table) => {
                table
                    .propagations
                    .get_or_insert_default()
                    .insert(resource.id.clone());
                Association::With(default)
            }
            None if known => Association::Nowhere,
            None => Association::Unknown,
        };
        let attachment = Attachment {
            id: resource.id.clone(),
            gateway,
            kind: AttachmentKind::Vpc {
                vpc,
                subnets: Some(ids(properties, "SubnetIds")),
            },
            association,
            references_groups: enabled("SecurityGroupReferencingSupport"),
            is_appliance: enabled("ApplianceModeSupport"),
        };
        self.network
            .attachments
            .insert(attachment.id.clone(), attachment);
    }

    pub(super) fn transit_route_table(&mut self, resource: &Resource) {
        let Some(gateway) = id(&resource.properties, "TransitGatewayId") else {
            return;
        };
        let (routes, propagations) = (Some(Vec::new()), Some(Default::default()));
        let table = TransitRouteTable {
            id: resource.id.clone(),
            gateway,
            routes,
            propagations,
        };
        self.network
            .transit_route_tables
            .insert(table.id.clone(), table);
    }

    pub(super) fn transit_association(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let attachment = id(properties, "TransitGatewayAttachmentId");
        let attachment = attachment.and_then(|id| self.network.attachments.get_mut(&id));
        if let (Some(attachment), Some(table)) =
            (attachment, id(properties, "TransitGatewayRouteTableId"))
        {
            attachment.association = Association::With(table);
        }
    }

    pub(super) fn transit_propagation(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let Some(attachment) = id(properties, "TransitGatewayAttachmentId") else {
            return;
        };
        let table = id(properties, "TransitGatewayRouteTableId");
        if let Some(table) = table.and_then(|id| self.network.transit_route_tables.get_mut(&id)) {
            table
                .propagations
                .get_or_insert_default()
                .insert(attachment);
        }
    }

    pub(super) fn transit_route(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let target = match flag(properties, "Blackhole") {
            Some(true) => TransitTarget::Blackhole,
            _ => TransitTarget::Attachments(
                id(properties, "TransitGatewayAttachmentId")
                    .into_iter()
                    .collect(),
            ),
        };
        let destination = block(properties, "DestinationCidrBlock");
        let table = id(properties, "TransitGatewayRouteTableId");
        if let Some(table) = table.and_then(|id| self.network.transit_route_tables.get_mut(&id)) {
            let route = TransitRoute {
                destination,
                target,
                is_propagated: false,
            };
            table.routes.get_or_insert_default().push(route);
        }
    }
}
