//! Proofs against what others and brute force say.
//!
//! [`access_analyzer`] are AWS's own cases, [`brute_force`] every request of a
//! small universe against the prover, [`cases`] and
//! [`principals`] claims one by one, [`minimised`] random policies made smaller.
#![expect(
    clippy::disallowed_methods,
    reason = "data and the number of rounds come from outside of the project"
)]
#![expect(clippy::print_stdout, reason = "tests say how many cases they ran")]

mod access_analyzer;
mod brute_force;
mod cases;
mod minimised;
mod principals;
mod random;
mod universe;
mod within;
mod within_by_force;
