//! Sources of logs as the AWS CLI lists them: what there is of each, and where its logs go.
//!
//! To add one, write a row of [`source`], with a function in a file beside this one that says where
//! the logs of all that is there go. A source that is not here is not known to flow.

use super::sink::Sink;
use super::{appliances, networks};
use crate::observed::Regional;
use crate::verdict::Reason;
use bailiwick_estate::model::LogSource;

/// Something that logs, by its name, and where to.
pub(super) type Logging = (String, Vec<Sink>);

/// Everything in a place that logs, or should.
type Find = fn(&Regional<'_>) -> Result<Vec<Logging>, Reason>;

/// How a source is found.
pub(super) fn source(source: LogSource) -> Option<Find> {
    Some(match source {
        LogSource::FlowLogs => networks::networks,
        LogSource::TransitGateway => networks::transit_gateways,
        LogSource::ResolverQueries => networks::resolver_queries,
        LogSource::LoadBalancer => networks::load_balancers,
        LogSource::Waf => appliances::web_acls,
        LogSource::NetworkFirewall => appliances::firewalls,
        LogSource::ClientVpn => networks::client_vpns,
        LogSource::SiteToSiteVpn => networks::vpn_connections,
        LogSource::Msk => appliances::brokers,
        LogSource::ElastiCache => appliances::caches,
        LogSource::VerifiedAccess => appliances::verified_access,
        LogSource::Bedrock => appliances::models,
        LogSource::GuardDuty => appliances::findings,
        _ => return None,
    })
}
