//! GuardDuty goes on watching, tells its administrator, and hides nothing.
//!
//! Filters and lists of trusted addresses make findings disappear as surely as deleting the
//! detector does.
//!
//! Sources: "Example SCPs for Amazon GuardDuty", AWS Organizations User Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_guardduty.html>);
//! "Actions, resources, and condition keys for Amazon GuardDuty", Service Authorization
//! Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html>).

use bailiwick_iam::policy::Statement;

use super::{Exempt, denial};

const ACTIONS: &[&str] = &[
    "guardduty:ArchiveFindings",
    "guardduty:CreateFilter",
    "guardduty:CreateIPSet",
    "guardduty:CreateTrustedEntitySet",
    "guardduty:DeleteDetector",
    "guardduty:DeleteIPSet",
    "guardduty:DeleteMembers",
    "guardduty:DeletePublishingDestination",
    "guardduty:DeleteThreatEntitySet",
    "guardduty:DeleteThreatIntelSet",
    "guardduty:DisableOrganizationAdminAccount",
    "guardduty:DisassociateFromAdministratorAccount",
    "guardduty:DisassociateFromMasterAccount",
    "guardduty:DisassociateMembers",
    "guardduty:StopMonitoringMembers",
    "guardduty:UpdateDetector",
    "guardduty:UpdateFilter",
    "guardduty:UpdateIPSet",
    "guardduty:UpdateMemberDetectors",
    "guardduty:UpdateOrganizationConfiguration",
    "guardduty:UpdatePublishingDestination",
    "guardduty:UpdateThreatEntitySet",
    "guardduty:UpdateThreatIntelSet",
    "guardduty:UpdateTrustedEntitySet",
];

pub(super) fn statement(exempt: &Exempt) -> Statement {
    denial("keep guardduty", ACTIONS, exempt)
}
