//! How fast claims are judged: `cargo bench -p bailiwick-iam --bench prove`.
//!
//! Inclusion of one policy in twenty and of five in ten, of the workload beside
//! the checkout, in milliseconds of CPU time of one thread. The peers' figures
//! and how they were taken are in `docs/benchmarks.md`.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads its workload and clocks"
)]
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::path::PathBuf;

use bailiwick_iam::policy::Policy;
use bailiwick_iam::prove::{Proof, no_new_access};
use rustix::time::{ClockId, clock_gettime};
use serde_json::Value;

const RUNS: usize = 7;

fn main() {
    // `cargo test --benches` builds and starts it; measuring takes `cargo bench`.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let Some(policies) = policies() else {
        return;
    };
    let all: Vec<&Policy> = policies.iter().collect();
    // The service data is read once for a process.
    no_new_access(&all, &all);
    let one_in_twenty = (0..20).map(|one| (all.clone(), vec![all[one]]));
    report("1 policy in 20, itself among them", one_in_twenty);
    let one_in_others = (0..20).map(|one| {
        let others = all.iter().enumerate().filter(|(other, _)| *other != one);
        (others.map(|(_, policy)| *policy).collect(), vec![all[one]])
    });
    report("1 policy in 19 others", one_in_others);
    let five_in_ten = (0..20).map(|first| {
        let from =
            |first: usize, count: usize| (0..count).map(|next| all[(first + next) % 20]).collect();
        (from(first, 10), from(first, 5))
    });
    report("5 policies in 10, themselves among them", five_in_ten);
    let five_in_other_ten = (0..20).map(|first| {
        let from =
            |first: usize, count: usize| (0..count).map(|next| all[(first + next) % 20]).collect();
        (from(first, 10), from(first + 10, 5))
    });
    report("5 policies in 10 others", five_in_other_ten);
}

fn report<'p>(what: &str, claims: impl Iterator<Item = (Vec<&'p Policy>, Vec<&'p Policy>)>) {
    let (mut proved, mut refuted, mut unknown) = (0, 0, 0);
    let mut times = Vec::new();
    for (existing, new) in claims {
        match no_new_access(&existing, &new) {
            Proof::Proved => proved += 1,
            Proof::Refuted(_) => refuted += 1,
            Proof::Unknown(_) => unknown += 1,
        }
        let best = (0..RUNS).map(|_| milliseconds(|| drop(no_new_access(&existing, &new))));
        times.push(best.fold(f64::INFINITY, f64::min));
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{what}: {proved} proved, {refuted} refuted, {unknown} unknown; median {:.1} ms, longest {:.1} ms",
        times[times.len() / 2],
        times[times.len() - 1],
    );
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
    };
    let before = now();
    work();
    now() - before
}

fn policies() -> Option<Vec<Policy>> {
    let beside = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/bench/iam"
    ));
    let folder = std::env::var_os("BAILIWICK_IAM_BENCH").map_or(beside, PathBuf::from);
    let path = folder.join("policies.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("{} is absent: nothing is measured", path.display());
        return None;
    };
    let documents: Vec<Value> = serde_json::from_str(&text).ok()?;
    let read = |document: &Value| Policy::from_json(&document["policy"]).ok();
    documents.iter().map(read).collect()
}
