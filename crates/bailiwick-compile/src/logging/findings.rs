//! GuardDuty in an account.
//!
//! The organisation's administrator of GuardDuty is appointed from the management account by
//! an API that CloudFormation has no type for (`EnableOrganizationAdminAccount`), and findings
//! are exported only with a key of KMS in the region of their bucket: neither is here.
//!
//! Sources: "AWS::GuardDuty::Detector" and "Amazon GuardDuty resource type reference", AWS
//! CloudFormation Template Reference
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-guardduty-detector.html>,
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_GuardDuty.html>).

use bailiwick_estate::estate::Estate;
use serde_json::json;

use super::tags;
use crate::template::{Resource, Template};

pub(super) fn add(estate: &Estate, template: &mut Template) {
    let detector = Resource::new("AWS::GuardDuty::Detector")
        .with("Enable", json!(true))
        .with("FindingPublishingFrequency", json!("FIFTEEN_MINUTES"))
        .with("Tags", tags(estate));
    template.add("Detector", detector);
}
