//! AWS Config goes on recording and delivering.
//!
//! A recorder is changed by putting another in its place, so putting one is forbidden as
//! well; so are deliveries and how long Config keeps what it recorded.
//!
//! Sources: "Example SCPs for AWS Config", AWS Organizations User Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_config.html>);
//! "Actions, resources, and condition keys for AWS Config", Service Authorization Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html>).

use bailiwick_iam::policy::Statement;

use super::{Exempt, denial};

const ACTIONS: &[&str] = &[
    "config:DeleteAggregationAuthorization",
    "config:DeleteConfigRule",
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:DeleteRetentionConfiguration",
    "config:DeleteServiceLinkedConfigurationRecorder",
    "config:DisassociateResourceTypes",
    "config:PutConfigurationRecorder",
    "config:PutDeliveryChannel",
    "config:PutRetentionConfiguration",
    "config:StopConfigurationRecorder",
];

pub(super) fn statement(exempt: &Exempt) -> Statement {
    denial("keep config", ACTIONS, exempt)
}
