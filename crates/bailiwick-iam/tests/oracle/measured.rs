//! The reference evaluator on the workload of the benchmark: 1,000 requests to 20 policies,
//! on whose decisions three evaluators that others wrote agree.
//!
//! The files are no part of the project: they are read from `../shared/bench/iam` beside the
//! checkout, or from where `BAILIWICK_BENCH` says.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "the workload is read from files that may not be there, and the test says so"
)]

use std::path::PathBuf;

use bailiwick_iam::decide::Layers;
use bailiwick_iam::policy::Policy;
use bailiwick_iam::request::{Caller, Context, Request, Resource};
use serde_json::Value;

use crate::reference::{completions, verdict};

#[test]
fn the_reference_decides_the_benchmark_as_others_do() {
    let folder = std::env::var_os("BAILIWICK_BENCH").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench/iam"),
        PathBuf::from,
    );
    let read = |name: &str| -> Option<Vec<Value>> {
        let text = std::fs::read_to_string(folder.join(name)).ok()?;
        Some(serde_json::from_str(&text).expect("JSON"))
    };
    let (Some(policies), Some(requests), Some(expected)) = (
        read("policies.json"),
        read("requests.json"),
        read("expected.json"),
    ) else {
        println!("the benchmark's workload is not beside this checkout; nothing was compared");
        return;
    };
    let policies: Vec<Policy> = policies
        .iter()
        .map(|entry| Policy::from_json(&entry["policy"]).expect("a policy"))
        .collect();
    let layers = Layers::identity(&policies);
    for (asked, expected) in requests.iter().zip(&expected) {
        let all = completions(&layers, &request(asked));
        // What AWS does not document is either way; the decision is the same.
        for number in 0..all.count() {
            let (policies, facts) = all.nth(number);
            assert_eq!(
                format!("{:?}", verdict(&policies, &facts)),
                *expected,
                "{asked}"
            );
        }
    }
    println!("{} requests decided as expected", requests.len());
}

fn request(asked: &Value) -> Request {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let account = text(&asked["resource"]["accountId"])
        .parse()
        .expect("an account");
    let keys = asked["contextVariables"].as_object().expect("an object");
    Request {
        caller: Caller::role_session(text(&asked["principal"]), "session"),
        action: text(&asked["action"]),
        resource: Resource::new(text(&asked["resource"]["resource"])).owned_by(account),
        context: keys
            .iter()
            .fold(Context::complete(), |context, (key, value)| {
                context.with(key, [text(value)])
            }),
    }
}
