//! Transit gateways, their attachments and route tables.

use serde_json::Value;

use super::Reader;
use crate::json::{block, flag, id, ids, list, text};
use crate::model::{
    Association, Attachment, AttachmentKind, Id, TransitGateway, TransitRoute, TransitRouteTable,
    TransitTarget,
};

impl Reader {
    pub(super) fn transit_gateway(&mut self, value: &Value) {
        let Some(id) = id(value, "TransitGatewayId") else {
            return;
        };
        if self.is_gone(&id, text(value, "State")) {
            return;
        }
        let references_groups = references_groups(value);
        let gateway = TransitGateway {
            id: id.clone(),
            references_groups,
            region: text(value, "TransitGatewayArn")
                .and_then(|arn| arn.split(':').nth(3))
                .map(str::to_owned),
        };
        self.network.transit_gateways.entry(id).or_insert(gateway);
    }

    /// `describe-transit-gateway-vpc-attachments`: the subnets.
    pub(super) fn vpc_attachment(&mut self, value: &Value) {
        let (Some(id), Some(gateway), Some(vpc)) = (
            id(value, "TransitGatewayAttachmentId"),
            id(value, "TransitGatewayId"),
            id(value, "VpcId"),
        ) else {
            return;
        };
        if self.is_gone(&id, text(value, "State")) {
            return;
        }
        let subnets = Some(ids(value, "SubnetIds"));
        let kind = AttachmentKind::Vpc { vpc, subnets };
        let known = self.attachment_entry(id, gateway, kind.clone());
        known.kind = kind;
        known.references_groups = references_groups(value);
        let options = value.get("Options");
        known.is_appliance =
            options.is_some_and(|options| text(options, "ApplianceModeSupport") == Some("enable"));
    }

    /// `describe-transit-gateway-attachments`: all kinds, and their route tables.
    pub(super) fn attachment(&mut self, value: &Value) {
        let (Some(id), Some(gateway), Some(resource)) = (
            id(value, "TransitGatewayAttachmentId"),
            id(value, "TransitGatewayId"),
            id(value, "ResourceId"),
        ) else {
            return;
        };
        if self.is_gone(&id, text(value, "State")) {
            return;
        }
        let kind = match text(value, "ResourceType") {
            Some("vpc") => AttachmentKind::Vpc {
                vpc: resource,
                subnets: None,
            },
            Some("vpn") => AttachmentKind::Vpn(resource),
            Some("direct-connect-gateway") => AttachmentKind::DirectConnect(resource),
            Some("peering" | "tgw-peering") => AttachmentKind::Peering(resource),
            _ => AttachmentKind::Other(resource),
        };
        let association = value.get("Association").filter(|association| {
            !matches!(
                text(association, "State"),
                Some("disassociating" | "disassociated")
            )
        });
        let table = association
            .and_then(|association| crate::json::id(association, "TransitGatewayRouteTableId"));
        if let AttachmentKind::Peering(_) = kind {
            // It is never shared: whoever lists it is told its route table.
            let peering = Attachment {
                association: table.map_or(Association::Nowhere, Association::With),
                ..attachment(id.clone(), gateway.clone(), kind)
            };
            let peerings = &mut self.network.transit_peerings;
            peerings.entry((gateway, id)).or_insert(peering);
            return;
        }
        self.listed.insert((id.clone(), self.scope));
        let known = self.attachment_entry(id, gateway, kind);
        known.association = match (table, &known.association) {
            (Some(table), _) => Association::With(table),
            (None, Association::With(table)) => Association::With(table.clone()),
            (None, _) => Association::Nowhere,
        };
    }

    fn attachment_entry(&mut self, id: Id, gateway: Id, kind: AttachmentKind) -> &mut Attachment {
        self.network
            .attachments
            .entry(id.clone())
            .or_insert_with(|| attachment(id, gateway, kind))
    }

    pub(super) fn transit_route_table(&mut self, value: &Value) {
        let (Some(id), Some(gateway)) = (
            id(value, "TransitGatewayRouteTableId"),
            id(value, "TransitGatewayId"),
        ) else {
            return;
        };
        if self.is_gone(&id, text(value, "State")) {
            return;
        }
        self.listed.insert((gateway.clone(), self.scope));
        self.network
            .transit_route_tables
            .entry(id.clone())
            .or_insert(TransitRouteTable {
                id,
                gateway,
                routes: None,
                propagations: None,
            });
    }
}

/// An attachment of which nothing else is known yet.
fn attachment(id: Id, gateway: Id, kind: AttachmentKind) -> Attachment {
    Attachment {
        id,
        gateway,
        kind,
        association: Association::Unknown,
        references_groups: false,
        is_appliance: false,
    }
}

/// The routes of `search-transit-gateway-routes`.
pub(super) fn routes(values: &[Value]) -> impl Iterator<Item = TransitRoute> + '_ {
    let active = values
        .iter()
        .filter(|route| !matches!(text(route, "State"), Some("deleting" | "deleted")));
    active.map(|route| {
        let attachments = list(route, "TransitGatewayAttachments").iter();
        let attachments = attachments
            .filter_map(|one| id(one, "TransitGatewayAttachmentId"))
            .collect();
        TransitRoute {
            destination: block(route, "DestinationCidrBlock"),
            target: match text(route, "State") {
                Some("blackhole") => TransitTarget::Blackhole,
                _ => TransitTarget::Attachments(attachments),
            },
            is_propagated: text(route, "Type") == Some("propagated"),
        }
    })
}

/// The attachments of `get-transit-gateway-route-table-propagations` and `-associations`.
pub(super) fn attachments<C: FromIterator<Id>>(values: &[Value]) -> C {
    let current = values.iter().filter(|item| {
        !matches!(
            text(item, "State"),
            Some("disabling" | "disabled" | "disassociating" | "disassociated")
        )
    });
    current
        .filter_map(|item| id(item, "TransitGatewayAttachmentId"))
        .collect()
}

/// Off unless said, for the gateway and for each attachment.
/// Source: <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>.
fn references_groups(value: &Value) -> bool {
    let options = value.get("Options");
    options.is_some_and(|options| {
        text(options, "SecurityGroupReferencingSupport") == Some("enable")
            || flag(options, "SecurityGroupReferencingSupport") == Some(true)
    })
}
