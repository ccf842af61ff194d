//! AWS Config in an account: what is recorded, and where it is delivered.
//!
//! It works with the role that AWS keeps for it, which needs no policy of ours. An account has
//! at most one such role, which somebody may have made before; a stack cannot take it over, so
//! that a parameter says that it is there.
//!
//! Sources: "AWS::Config::ConfigurationRecorder" and "AWS::Config::DeliveryChannel", AWS
//! CloudFormation Template Reference
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-configurationrecorder.html>);
//! "Using Service-Linked Roles for AWS Config", AWS Config Developer Guide
//! (<https://docs.aws.amazon.com/config/latest/developerguide/using-service-linked-roles-config.html>);
//! "CreateServiceLinkedRole", IAM API Reference
//! (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html>).

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Account;
use serde_json::json;

use super::delivery::Delivery;
use super::id_of;
use crate::template::{Parameter, ParameterKind, Resource, Template, text};

pub(super) fn add(delivery: &Delivery<'_>, account: &Declared<Account>, template: &mut Template) {
    let id = id_of(account);
    let roles = format!("arn:aws:iam::{id}:role/aws-service-role/config.amazonaws.com");
    let about = "Whether the account has the role AWSServiceRoleForConfig already, not from this \
                 stack: where somebody used AWS Config or Security Hub before";
    let parameter = Parameter::new(ParameterKind::Text, about)
        .or("no")
        .matching("^(yes|no)$", "yes or no");
    let exists = template.parameter("ConfigRoleExists", parameter);
    template.conditions.insert(
        "MakesConfigRole".to_owned(),
        json!({ "Fn::Equals": [exists, "no"] }),
    );
    let mut linked = Resource::new("AWS::IAM::ServiceLinkedRole")
        .with("AWSServiceName", json!("config.amazonaws.com"));
    linked.condition = Some("MakesConfigRole");
    template.add("ConfigRole", linked);
    template.add(
        "ConfigRecorder",
        Resource::new("AWS::Config::ConfigurationRecorder")
            // By its attribute, so that the recorder waits for a role that is made here.
            .with(
                "RoleARN",
                text(json!({ "Fn::If": [
                    "MakesConfigRole",
                    { "Fn::Sub": format!("{roles}/${{ConfigRole.RoleName}}") },
                    format!("{roles}/AWSServiceRoleForConfig"),
                ] })),
            )
            .with(
                "RecordingGroup",
                json!({ "AllSupported": true, "IncludeGlobalResourceTypes": true }),
            ),
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
