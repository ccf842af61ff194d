//! Everything that an account holds in a region, as the services themselves tell it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::question::ask_for_all;
use crate::stage::Stage;

/// What lists all of a kind: a service and its operation.
const LISTS: &[(&str, &str)] = &[
    ("autoscaling", "describe_auto_scaling_groups"),
    ("cloudformation", "describe_stacks"),
    ("cloudwatch", "describe_alarms"),
    ("ec2", "describe_instances"),
    ("ec2", "describe_internet_gateways"),
    ("ec2", "describe_launch_templates"),
    ("ec2", "describe_route_tables"),
    ("ec2", "describe_security_groups"),
    ("ec2", "describe_subnets"),
    ("ec2", "describe_vpcs"),
    ("ecr", "describe_repositories"),
    ("ecs", "list_clusters"),
    ("ecs", "list_task_definitions"),
    ("events", "list_rules"),
    ("iam", "list_instance_profiles"),
    ("iam", "list_roles"),
    ("iam", "list_users"),
    ("lambda", "list_functions"),
    ("route53", "list_hosted_zones"),
    ("s3", "list_buckets"),
    ("secretsmanager", "list_secrets"),
    ("sns", "list_subscriptions"),
    ("sns", "list_topics"),
];

/// An account in one region: what each list says, and each resource of some stacks.
pub(crate) fn inventory(stage: &Stage, region: &str, stacks: &[&str]) -> BTreeMap<String, Value> {
    let lists = LISTS.iter().map(|(service, operation)| {
        let answer = stage.ask_in(region, service, operation, json!({}));
        (format!("{service} {operation}"), answer)
    });
    let mut all: BTreeMap<String, Value> = lists.collect();
    for stack in stacks {
        let (said, _) = ask_for_all(stage, region, stack);
        all.extend(
            said.into_iter()
                .map(|(id, it)| (format!("{stack} {id}"), it)),
        );
    }
    all
}

/// The places at which two inventories differ, as `key/pointer`.
pub(crate) fn differences(
    before: &BTreeMap<String, Value>,
    after: &BTreeMap<String, Value>,
) -> Vec<String> {
    let mut found = Vec::new();
    let keys = before
        .keys()
        .chain(after.keys().filter(|key| !before.contains_key(*key)));
    for key in keys {
        let (old, new) = (before.get(key), after.get(key));
        compare(
            key,
            old.unwrap_or(&Value::Null),
            new.unwrap_or(&Value::Null),
            &mut found,
        );
    }
    found
}

fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            let more = new.keys().filter(|key| !old.contains_key(*key));
            for key in old.keys().chain(more) {
                compare(&format!("{path}/{key}"), &before[key], &after[key], found);
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                compare(&format!("{path}/{index}"), old, new, found);
            }
        }
        _ if before == after => {}
        _ => found.push(path.to_owned()),
    }
}
