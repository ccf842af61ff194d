//! Flow logs of a network, in the network's own stack.
//!
//! Source: "AWS::EC2::FlowLog", AWS CloudFormation Template Reference
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-flowlog.html>).

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{LogSource, Network};
use serde_json::{Value, json};

use super::delivery;
use crate::template::{LogicalIds, Resource, Template, reference};

/// Adds a flow log of the network `Vpc` for each bucket that traffic is to flow to.
pub(crate) fn add(
    estate: &Estate,
    network: &Declared<Network>,
    tags: Value,
    template: &mut Template,
) {
    let Some(account) = &network.account else {
        return;
    };
    let mut ids = LogicalIds::default();
    let logs = estate
        .logs
        .iter()
        .filter(|log| log.source == LogSource::FlowLogs);
    for log in logs {
        for delivery in delivery::of(estate, log) {
            let here = delivery
                .sources
                .iter()
                .any(|source| source.name.as_str() == account.as_str());
            if !here {
                continue;
            }
            let flow = Resource::new("AWS::EC2::FlowLog")
                .with("ResourceId", reference("Vpc"))
                .with("ResourceType", json!("VPC"))
                .with("TrafficType", json!("ALL"))
                .with("LogDestinationType", json!("s3"))
                .with(
                    "LogDestination",
                    json!(format!("arn:aws:s3:::{}", delivery.bucket)),
                )
                .with("MaxAggregationInterval", json!(600))
                .with("Tags", tags.clone());
            template.add(ids.give(&[log.name.as_str(), "flow", "log"]), flow);
        }
    }
}
