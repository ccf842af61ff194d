//! How fast requests are decided: `cargo bench -p bailiwick-iam --bench decide`.
//!
//! Decisions per CPU-second of one thread, on the workload beside the checkout
//! and on fresh requests drawn from its distribution. The peers' figures and
//! how they were taken are in `docs/benchmarks.md`.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads its workload and clocks"
)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark prints what it measured"
)]

mod account;
mod clock;
mod fresh;
mod workload;

use std::hint::black_box;

use bailiwick_iam::decide::{Decision, Prepared, PreparedRequest};
use bailiwick_iam::request::Caller;

use self::clock::{best_of, memory};
use self::workload::{Asked, Workload, everything};

const RUNS: usize = 15;

fn main() {
    // `cargo test --benches` builds and starts it; measuring takes `cargo bench`.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    account::run();
    let Some(workload) = Workload::read() else {
        return;
    };
    let everything = everything();
    let before = memory();
    let prepared = Prepared::new(&workload.layers(&everything));
    let used = memory() - before;
    let preparing = best_of(RUNS, || {
        black_box(Prepared::new(black_box(&workload.layers(&everything))));
    });
    println!(
        "preparing 20 policies of 10 statements: {:.2} ms, {used:.1} MiB",
        preparing * 1e3
    );
    let as_expected = decisions(&prepared, &workload.requests)
        .zip(&workload.expected)
        .filter(|(decision, expected)| format!("{decision:?}") == **expected)
        .count();
    println!("as expected: {as_expected} of {}", workload.expected.len());
    measure(
        "the workload's 1,000 requests",
        &prepared,
        &workload.requests,
        100,
    );
    let fresh = fresh::requests(100_000, &workload.requests[0], 1);
    measure("100,000 fresh requests", &prepared, &fresh, 1);
}

fn decisions(prepared: &Prepared, requests: &[Asked]) -> impl Iterator<Item = Decision> {
    requests
        .iter()
        .map(|asked| asked.request(&asked.caller(), prepared).decide())
}

fn measure(what: &str, prepared: &Prepared, requests: &[Asked], rounds: usize) {
    let callers: Vec<Caller> = requests.iter().map(Asked::caller).collect();
    let ready: Vec<PreparedRequest<'_>> = requests
        .iter()
        .zip(&callers)
        .map(|(asked, caller)| asked.request(caller, prepared))
        .collect();
    let count = (requests.len() * rounds) as f64;
    let of_prepared = best_of(RUNS, || {
        for _ in 0..rounds {
            for request in black_box(&ready) {
                black_box(request.decide());
            }
        }
    });
    let of_strings = best_of(RUNS, || {
        for _ in 0..rounds {
            for asked in black_box(requests) {
                let caller = asked.caller();
                black_box(asked.request(&caller, prepared).decide());
            }
        }
    });
    println!(
        "{what}: {:.2} million decisions/CPU-second prepared, {:.2} million from strings",
        count / of_prepared / 1e6,
        count / of_strings / 1e6,
    );
}
