//! The engine against a reference evaluator written from AWS's documentation alone.
//!
//! [`reference`] decides as AWS's pages say, slowly; [`generate`] asks at random. A bounded
//! slice runs with the ordinary tests. The long run, to be read for its figures:
//!
//! ```console
//! BAILIWICK_ROUNDS=1000000 cargo test --release -p bailiwick-iam --test oracle -- --nocapture
//! ```
//!
//! `BAILIWICK_SEED` begins elsewhere. A disagreement is made as small as it can be and printed
//! with its seed; who is right is then settled by AWS's page, never by either evaluator.

mod asking;
mod decisions;
mod distribution;
mod documented;
mod explanations;
mod generate;
mod inclusion;
mod laws;
mod measured;
mod reference;
mod run;
mod universe;
