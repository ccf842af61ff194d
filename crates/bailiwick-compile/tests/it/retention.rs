//! What outlives its stack: every type that any example compiles to is in one of the tables
//! of `retention`, so that a new one cannot slip by without a word on the data it holds.
#![expect(
    clippy::disallowed_methods,
    reason = "the test lists the examples beside the crate"
)]

use std::collections::BTreeSet;
use std::path::Path;

use bailiwick_compile::retention::{Fate, GOES_WITH_ITS_OWNER, KEPT, MADE_AGAIN, fate};
use bailiwick_compile::{Stack, compile};
use serde_json::Value;

use super::examples::example;

/// Every stack of every example.
fn stacks() -> Vec<Stack> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let examples = std::fs::read_dir(folder).expect("there are examples");
    let folders = examples
        .map(|entry| entry.expect("an example"))
        .filter(|entry| entry.path().is_dir());
    let compiled = folders.flat_map(|entry| {
        let (estate, attachments) = example(&entry.file_name().to_string_lossy());
        let (blueprint, _) = compile(&estate, &attachments);
        blueprint.expect("every example compiles").stacks
    });
    compiled.collect()
}

#[test]
fn what_holds_data_stays_whatever_happens() {
    let (mut seen, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for stack in stacks() {
        let template = stack.template.to_json();
        for (id, resource) in template["Resources"].as_object().expect("resources") {
            let place = format!("{} {id}", stack.name);
            let kind = resource["Type"].as_str().expect("a type").to_owned();
            let lists = [KEPT, GOES_WITH_ITS_OWNER, MADE_AGAIN];
            let listed = lists.iter().filter(|list| list.contains(&&*kind)).count();
            assert_eq!(
                listed, 1,
                "{place}: does {kind} hold data? say so in `retention`"
            );
            let policies = ["DeletionPolicy", "UpdateReplacePolicy"].map(|it| &resource[it]);
            if KEPT.contains(&&*kind) {
                assert!(
                    stack.name.ends_with("-data"),
                    "{place} is no place for {kind}"
                );
                let stays = |policy: &Value| policy == "Retain" || policy == "Snapshot";
                assert!(policies.into_iter().all(stays), "{place}: {policies:?}");
                kept.insert(kind.clone());
            } else {
                assert_eq!(
                    policies,
                    [&Value::Null; 2],
                    "{place} is in the way of the next"
                );
            }
            seen.insert(kind);
        }
    }
    let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
    assert_eq!(kept, KEPT, "an example has each");
    let all = [KEPT, GOES_WITH_ITS_OWNER, MADE_AGAIN].concat();
    let unknown: Vec<_> = all.iter().filter(|kind| !seen.contains(**kind)).collect();
    assert_eq!(unknown, [&""; 0], "no example has these");
    assert_eq!(fate("AWS::S3::Bucket"), Some(Fate::Kept));
    assert_eq!(fate("AWS::Logs::LogGroup"), Some(Fate::GoesWithItsOwner));
    assert_eq!(fate("AWS::SNS::Topic"), Some(Fate::MadeAgain));
    assert_eq!(fate("AWS::RDS::DBInstance"), None);
}

/// Whatever runs in a workload may use its data, and cannot end it.
#[test]
fn no_role_of_a_workload_can_end_what_is_kept() {
    let deadly = [
        "ec2:DeleteVolume",
        "ec2:DetachVolume",
        "ecr:DeleteRepository",
        "route53:DeleteHostedZone",
        "s3:DeleteBucket",
        "s3:DeleteObjectVersion",
        "s3:PutBucketVersioning",
        "s3:PutLifecycleConfiguration",
        "secretsmanager:DeleteSecret",
    ];
    let mut policies = 0;
    for stack in stacks() {
        for (id, resource) in &stack.template.resources {
            if resource.kind != "AWS::IAM::RolePolicy" {
                continue;
            }
            policies += 1;
            let document = &resource.properties["PolicyDocument"];
            for statement in document["Statement"].as_array().expect("statements") {
                assert_eq!(statement["NotAction"], Value::Null, "{id}");
                let actions = match &statement["Action"] {
                    Value::Array(actions) => actions.clone(),
                    one => vec![one.clone()],
                };
                for action in actions {
                    let action = action.as_str().expect("an action");
                    let pattern = bailiwick_iam::actions::matches_wildcard;
                    let ends = deadly.iter().find(|deadly| pattern(action, deadly));
                    assert_eq!(ends, None, "{} {id}: {action}", stack.name);
                }
            }
        }
    }
    assert!(policies > 3, "only {policies} policies");
}
