//! AWS's own reference policies for IAM Access Analyzer's custom policy
//! checks, each with candidates that grant nothing new (PASS) or do (FAIL).
//!
//! The file is not part of the project: it is read from `../shared/conformance`
//! beside the checkout, or from where `BAILIWICK_CONFORMANCE` says.

use std::path::PathBuf;

use bailiwick_iam::policy::Policy;
use bailiwick_iam::prove::{Proof, no_new_access};
use serde_json::Value;

fn folder() -> PathBuf {
    let beside = || {
        PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/conformance"
        ))
    };
    std::env::var_os("BAILIWICK_CONFORMANCE").map_or_else(beside, PathBuf::from)
}

/// The policy, in which `<ACCOUNT ID>`, for which AWS's page asks one to put
/// one's own account, is the account of the candidates.
fn policy(document: &Value) -> Policy {
    let text = document.to_string().replace("<ACCOUNT ID>", "111111111111");
    Policy::from_json(&serde_json::from_str(&text).unwrap()).unwrap()
}

#[test]
fn the_custom_policy_checks_come_out_as_aws_says() {
    let path = folder().join("access-analyzer-checks.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("{} is absent: no cases were run", path.display());
        return;
    };
    let entries: Vec<Value> = serde_json::from_str(&text).unwrap();
    let (mut passed, mut failed) = (0, 0);
    let mut wrong = Vec::new();
    for entry in &entries {
        let references = entry["reference"].as_array().unwrap();
        let references: Vec<Policy> = references.iter().map(policy).collect();
        let references: Vec<&Policy> = references.iter().collect();
        for candidate in entry["candidates"].as_array().unwrap() {
            let title = candidate["title"].as_str().unwrap();
            // The title is AWS's; `expected` was taken from it, once wrongly
            // ("FAIL - grants access to pass a role …").
            let expected = match candidate["policy"].is_null() {
                true => continue,
                false if title.contains(": PASS -") => "PASS",
                false if title.contains(": FAIL -") => "FAIL",
                false => candidate["expected"].as_str().unwrap(),
            };
            let proof = no_new_access(&references, &[&policy(&candidate["policy"])]);
            match (expected, &proof) {
                ("PASS", Proof::Proved) => passed += 1,
                ("FAIL", Proof::Refuted(witness)) if witness.known_to_service_data => failed += 1,
                _ => wrong.push(format!("{}\n  {title}\n  {proof:#?}", entry["file"])),
            }
        }
    }
    println!("{passed} candidates grant nothing new, {failed} do and have a confirmed witness");
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        passed + failed > 100,
        "the file has fewer cases than it had"
    );
}
