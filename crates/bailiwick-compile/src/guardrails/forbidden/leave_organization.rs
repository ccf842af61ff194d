//! No account leaves the organisation, and none closes itself.
//!
//! Sources: "General examples", AWS Organizations User Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html>);
//! "Actions, resources, and condition keys for AWS Account Management", Service
//! Authorization Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html>).

use bailiwick_iam::policy::Statement;

use super::{Exempt, denial};

const ACTIONS: &[&str] = &["account:CloseAccount", "organizations:LeaveOrganization"];

pub(super) fn statement(exempt: &Exempt) -> Statement {
    denial("keep in organization", ACTIONS, exempt)
}
