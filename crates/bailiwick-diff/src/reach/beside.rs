//! What else in the stacks may have to do with reach, and is not read by the network engine.
//!
//! A resource of a type that neither the engine reads nor this file knows to carry no
//! packets is named where it changes.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_net::template::reads;

use crate::side::Side;

/// Types, or the beginnings of types, that let no packet pass: what keeps data, records or
/// names things. A name that resolves to another address changes nothing about who reaches it.
const NO_MATTER: [&str; 28] = [
    "AWS::ApplicationAutoScaling::",
    "AWS::AutoScaling::",
    "AWS::Backup::",
    "AWS::Budgets::",
    "AWS::CloudTrail::",
    "AWS::CloudWatch::",
    "AWS::Config::",
    "AWS::DynamoDB::",
    "AWS::EC2::FlowLog",
    "AWS::EC2::KeyPair",
    "AWS::EC2::Volume",
    "AWS::ECR::",
    "AWS::ECS::CapacityProvider",
    "AWS::ECS::Cluster",
    "AWS::ECS::TaskDefinition",
    "AWS::EKS::AccessEntry",
    "AWS::Events::",
    "AWS::GuardDuty::",
    "AWS::IAM::",
    "AWS::KMS::",
    "AWS::Lambda::Permission",
    "AWS::Logs::",
    "AWS::Route53::",
    "AWS::S3::",
    "AWS::SNS::",
    "AWS::SQS::",
    "AWS::SSM::",
    "AWS::SecretsManager::",
];

/// What changed, in words.
pub(super) fn changed(old: &Side<'_>, new: &Side<'_>) -> Vec<String> {
    let (before, after) = (others(old), others(new));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| format!("who is reached by {name}, which is not modelled"))
        .collect()
}

fn others(side: &Side<'_>) -> BTreeMap<String, String> {
    let mut others = BTreeMap::new();
    for stack in &side.blueprint.stacks {
        for (id, resource) in &stack.template.resources {
            let known = NO_MATTER.iter().any(|one| resource.kind.starts_with(one));
            if !known && !reads(resource.kind) {
                let place = format!("{}/{}/{}", stack.account, stack.region, stack.name);
                let written = format!("{} {:?}", resource.kind, resource.properties);
                others.insert(format!("`{id}` in `{place}`"), written);
            }
        }
    }
    others
}
