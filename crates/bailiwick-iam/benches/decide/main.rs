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
mod speed;
mod workload;

use std::hint::black_box;

use bailiwick_iam::decide::{Decision, Prepared};

use self::clock::{best_of, memory};
use self::speed::Speed;
use self::workload::{Asked, Workload, everything};

fn main() {
    // `cargo test --benches` builds and starts it; measuring takes `cargo bench`.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    // Kept to the end, so that what is measured after it takes memory of its own.
    let _account = account::run();
    if let Some(workload) = Workload::read() {
        measure(&workload);
    }
}

fn measure(workload: &Workload) {
    let everything = everything();
    let layers = workload.layers(&everything);
    let before = memory();
    let several: Vec<Prepared> = (0..100)
        .map(|_| Prepared::new(black_box(&layers)))
        .collect();
    let used = (memory() - before) * 1024.0 / several.len() as f64;
    let preparing = best_of(20, || drop(black_box(Prepared::new(black_box(&layers)))));
    println!(
        "preparing 20 policies of 10 statements: {:.2} ms, {used:.0} KiB",
        preparing * 1e3
    );
    let prepared = &several[0];
    let as_expected = decisions(prepared, &workload.requests)
        .zip(&workload.expected)
        .filter(|(decision, expected)| format!("{decision:?}") == **expected)
        .count();
    println!("as expected: {as_expected} of {}", workload.expected.len());
    let speed = Speed::of(prepared, &workload.requests);
    println!("the workload's 1,000 requests: {speed}");
    // Each fresh request is prepared once and decided once.
    let fresh = fresh::requests(200_000, &workload.requests[0], 1);
    let speeds = fresh
        .chunks(1000)
        .map(|requests| Speed::of_once(prepared, requests));
    println!("200,000 fresh requests: {}", Speed::together(speeds));
}

fn decisions(prepared: &Prepared, requests: &[Asked]) -> impl Iterator<Item = Decision> {
    requests
        .iter()
        .map(|asked| asked.request(&asked.caller(), prepared).decide())
}
