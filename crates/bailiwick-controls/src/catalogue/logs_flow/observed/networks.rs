//! Where the logs of networks and of what leads into them go.

use serde_json::Value;

use super::sink::Sink;
use super::sources::Logging;
use crate::catalogue::text;
use crate::observed::Regional;
use crate::verdict::Reason;

/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html>
pub(super) fn networks(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let networks = place.list("Vpcs", "aws ec2 describe-vpcs")?;
    let all = |flow_log: &Value| text(flow_log, "TrafficType") == "ALL";
    flow_logs(place, &networks, "VpcId", all)
}

/// Flow logs of a transit gateway are of all its traffic
/// (<https://docs.aws.amazon.com/vpc/latest/tgw/tgw-flow-logs.html>).
pub(super) fn transit_gateways(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let command = "aws ec2 describe-transit-gateways";
    let gateways = place.list("TransitGateways", command)?;
    flow_logs(place, &gateways, "TransitGatewayId", |_| true)
}

fn flow_logs(
    place: &Regional<'_>,
    things: &[&Value],
    id: &str,
    is_whole: fn(&Value) -> bool,
) -> Result<Vec<Logging>, Reason> {
    let flow_logs = place.list("FlowLogs", "aws ec2 describe-flow-logs")?;
    let of = |thing: &&Value| {
        let id = text(thing, id);
        let own = flow_logs.iter().filter(|one| {
            text(one, "ResourceId") == id
                && text(one, "FlowLogStatus") == "ACTIVE"
                && text(one, "DeliverLogsStatus") != "FAILED"
                && is_whole(one)
        });
        let sinks = own.filter_map(|one| match text(one, "LogDestination") {
            "" => Some(Sink::Group(text(one, "LogGroupName").to_owned())),
            arn => Sink::of_arn(arn),
        });
        (id.to_owned(), sinks.collect())
    };
    Ok(things.iter().map(of).collect())
}

/// <https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverQueryLogConfigAssociation.html>
pub(super) fn resolver_queries(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let networks = place.list("Vpcs", "aws ec2 describe-vpcs")?;
    let configs = place.list(
        "ResolverQueryLogConfigs",
        "aws route53resolver list-resolver-query-log-configs",
    )?;
    let associations = place.list(
        "ResolverQueryLogConfigAssociations",
        "aws route53resolver list-resolver-query-log-config-associations",
    )?;
    let of = |network: &&Value| {
        let id = text(network, "VpcId");
        let own = associations
            .iter()
            .filter(|one| text(one, "ResourceId") == id && text(one, "Status") == "ACTIVE");
        let sinks = own.flat_map(|association| {
            let config = text(association, "ResolverQueryLogConfigId");
            let same = configs.iter().filter(move |one| text(one, "Id") == config);
            same.filter_map(|config| Sink::of_arn(text(config, "DestinationArn")))
        });
        (id.to_owned(), sinks.collect())
    };
    Ok(networks.iter().map(of).collect())
}

/// Gateway load balancers hand packets on and have no requests to log
/// (<https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html>).
pub(super) fn load_balancers(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let balancers = place.list("LoadBalancers", "aws elbv2 describe-load-balancers")?;
    let of = |balancer: &&Value| {
        let name = text(balancer, "LoadBalancerName");
        let command = "elbv2 describe-load-balancer-attributes";
        let mut files = place
            .documents()
            .filter(|file| file.is_about(command, name));
        let attributes = files
            .next()
            .and_then(|file| file.content["Attributes"].as_array());
        let Some(attributes) = attributes else {
            return Err(place.not_given(&format!("aws {command} {name}")));
        };
        let value = |key: &str| {
            let attribute = attributes.iter().find(|one| text(one, "Key") == key);
            attribute.map_or("", |one| text(one, "Value"))
        };
        let bucket = (value("access_logs.s3.enabled") == "true")
            .then(|| Sink::Bucket(value("access_logs.s3.bucket").to_owned()));
        Ok((name.to_owned(), bucket.into_iter().collect()))
    };
    let balancers = balancers
        .iter()
        .filter(|one| text(one, "Type") != "gateway");
    balancers.map(of).collect()
}

/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ConnectionLogResponseOptions.html>
pub(super) fn client_vpns(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let command = "aws ec2 describe-client-vpn-endpoints";
    let endpoints = place.list("ClientVpnEndpoints", command)?;
    let of = |endpoint: &&Value| {
        let options = &endpoint["ConnectionLogOptions"];
        let group = Sink::at(options, "/Enabled", "/CloudwatchLogGroup", Sink::Group);
        let name = text(endpoint, "ClientVpnEndpointId").to_owned();
        (name, group.into_iter().collect())
    };
    Ok(endpoints.iter().map(of).collect())
}

/// Each tunnel logs by itself, and both count
/// (<https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TunnelOption.html>).
pub(super) fn vpn_connections(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let command = "aws ec2 describe-vpn-connections";
    let connections = place.list("VpnConnections", command)?;
    let tunnels = connections.iter().flat_map(|connection| {
        let id = text(connection, "VpnConnectionId");
        let tunnels = connection.pointer("/Options/TunnelOptions");
        let tunnels = tunnels.and_then(Value::as_array).into_iter().flatten();
        tunnels.map(move |tunnel| {
            let options = &tunnel["LogOptions"]["CloudWatchLogOptions"];
            let is_enabled = options["LogEnabled"] == true;
            let group = Sink::of_arn(text(options, "LogGroupArn")).filter(|_| is_enabled);
            let address = text(tunnel, "OutsideIpAddress");
            (format!("{id} {address}"), group.into_iter().collect())
        })
    });
    Ok(tunnels.collect())
}
