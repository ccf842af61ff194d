//! Trails and event data stores go on as they are.
//!
//! Making further ones is no weakening. What the trails wrote is a matter of `change-logs`.
//!
//! Source: "Actions, resources, and condition keys for AWS CloudTrail", Service
//! Authorization Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html>).

use bailiwick_iam::policy::Statement;

use super::{Exempt, denial};

const ACTIONS: &[&str] = &[
    "cloudtrail:DeleteEventDataStore",
    "cloudtrail:DeleteTrail",
    "cloudtrail:PutEventConfiguration",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:PutInsightSelectors",
    "cloudtrail:StopEventDataStoreIngestion",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateEventDataStore",
    "cloudtrail:UpdateTrail",
];

pub(super) fn statement(exempt: &Exempt) -> Statement {
    denial("keep trails", ACTIONS, exempt)
}
