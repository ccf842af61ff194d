//! The engine, which moves sets, against a simulator that moves one packet at a time, on
//! random networks.
//!
//! The simulator (`simulator/`) is written on its own from AWS's pages, without the
//! engine's sets, filters and walk, and as plainly as can be. For each random network
//! (`network.rs`) and each pair of who sends and who is to be reached, the engine says once
//! which packets get there and are answered; then packets are tried one by one, in the
//! simulator and in that set.
//!
//! `cargo test` compares 20,000 packets. The long run:
//!
//! ```text
//! BAILIWICK_ROUNDS=1000000 cargo test --release -p bailiwick-net --test simulation -- --nocapture
//! ```
//!
//! `BAILIWICK_SEED` starts from another network; a difference prints the seed of its own.
#![expect(clippy::disallowed_methods, reason = "tests read the environment")]
#![expect(
    clippy::print_stderr,
    reason = "the figures are for whoever runs the tests"
)]

mod chance;
mod compare;
mod network;
mod packets;
mod simulator;

use std::env;

use compare::Comparison;

#[test]
fn sets_and_single_packets_agree() {
    let number = |name: &str, default: u64| {
        env::var(name)
            .ok()
            .and_then(|written| written.parse().ok())
            .unwrap_or(default)
    };
    let (rounds, seed) = (
        number("BAILIWICK_ROUNDS", 20_000),
        number("BAILIWICK_SEED", 1),
    );
    let mut compared = Comparison::default();
    let mut network = 0;
    while compared.packets < rounds {
        compared.network(seed + network);
        network += 1;
    }
    eprintln!("{network} networks: {compared}");
    // A comparison where nothing ever gets through, or everything, would show nothing.
    assert!(
        compared.connected * 50 > compared.packets,
        "too few packets get through: {compared}"
    );
    assert!(
        compared.connected * 2 < compared.packets,
        "too few packets are stopped: {compared}"
    );
}
