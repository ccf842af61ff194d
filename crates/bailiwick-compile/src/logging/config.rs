//! AWS Config in an account: what is recorded, and where it is delivered.
//!
//! It works with the role that AWS keeps for it, which needs no policy of ours.
//!
//! Sources: "AWS::Config::ConfigurationRecorder" and "AWS::Config::DeliveryChannel", AWS
//! CloudFormation Template Reference
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-configurationrecorder.html>);
//! "Using Service-Linked Roles for AWS Config", AWS Config Developer Guide
//! (<https://docs.aws.amazon.com/config/latest/developerguide/using-service-linked-roles.html>).

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Account;
use serde_json::json;

use super::delivery::Delivery;
use super::id_of;
use crate::template::{Resource, Template, text};

pub(super) fn add(delivery: &Delivery<'_>, account: &Declared<Account>, template: &mut Template) {
    let id = id_of(account);
    let role = "aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
    template.add(
        "ConfigRole",
        Resource::new("AWS::IAM::ServiceLinkedRole")
            .with("AWSServiceName", json!("config.amazonaws.com")),
    );
    template.add(
        "ConfigRecorder",
        Resource::new("AWS::Config::ConfigurationRecorder")
            .with(
                "RoleARN",
                text(json!(format!("arn:aws:iam::{id}:role/{role}"))),
            )
            .with(
                "RecordingGroup",
                json!({ "AllSupported": true, "IncludeGlobalResourceTypes": true }),
            )
            .after("ConfigRole"),
    );
    let mut channel = Resource::new("AWS::Config::DeliveryChannel")
        .with("S3BucketName", json!(delivery.bucket))
        .with(
            "ConfigSnapshotDeliveryProperties",
            json!({ "DeliveryFrequency": "TwentyFour_Hours" }),
        );
    if let Some(description) = &delivery.log.description {
        channel = channel.note(description.as_str());
    }
    template.add("ConfigDelivery", channel);
}
