//! Who hears of new files: a rule on the bucket's events, and a topic that sends mail.
//!
//! Sources: "Using EventBridge", Amazon S3 User Guide
//! (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html>); "Using
//! resource-based policies for Amazon EventBridge", Amazon EventBridge User Guide
//! (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html>).

use bailiwick_estate::estate::Estate;
use bailiwick_iam::policy::{Policy, Principal, PrincipalKind, Statement};
use serde_json::{Value, json};

use super::delivery::Delivery;
use super::tags;
use crate::template::{LogicalIds, Resource, Template, reference};
use crate::workload::emails;

/// Adds the topic and the rule, where somebody with an address is to be told. A channel has
/// no address of its own.
pub(super) fn add(estate: &Estate, delivery: &Delivery<'_>, template: &mut Template) {
    let addresses = emails(estate, delivery.log.notify.iter());
    if addresses.is_empty() {
        return;
    }
    let name = delivery.log.name.as_str();
    let mut ids = LogicalIds::default();
    let mut id = |what: &str| ids.give(&[name, what]);
    let (topic, rule, policy) = (id("arrivals"), id("arrival rule"), id("arrivals policy"));
    let subscriptions: Vec<Value> = addresses
        .iter()
        .map(|address| json!({ "Protocol": "email", "Endpoint": address }))
        .collect();
    template.add(
        topic.clone(),
        Resource::new("AWS::SNS::Topic")
            .with("Subscription", Value::Array(subscriptions))
            .with("Tags", tags(estate))
            .note(format!("Tells of new files of the log {name}")),
    );
    template.add(
        rule.clone(),
        Resource::new("AWS::Events::Rule")
            .with(
                "EventPattern",
                json!({
                    "source": ["aws.s3"],
                    "detail-type": ["Object Created"],
                    "detail": { "bucket": { "name": [delivery.bucket] } },
                }),
            )
            .with("State", json!("ENABLED"))
            .with(
                "Targets",
                json!([{ "Id": "tell", "Arn": reference(&topic) }]),
            ),
    );
    let publish = Statement::allow(["sns:Publish"]).for_principal(Principal::of(
        PrincipalKind::Service,
        ["events.amazonaws.com"],
    ));
    let mut document = Policy::new([publish]).to_json();
    document["Statement"][0]["Resource"] = reference(&topic);
    let from = json!({ "aws:SourceArn": { "Fn::GetAtt": [rule, "Arn"] } });
    document["Statement"][0]["Condition"] = json!({ "ArnEquals": from });
    template.add(
        policy,
        Resource::new("AWS::SNS::TopicPolicy")
            .with("Topics", json!([reference(&topic)]))
            .with("PolicyDocument", document),
    );
}
