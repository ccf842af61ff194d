//! Controls: estate, blueprint and engines to verdicts.
//!
//! ```text
//! Estate ─┐
//! Blueprint ─▶ Case ───judge──▶ Judgement per control ◀── one Finding per part and evidence
//! Observed ─┘                       (proved · refuted · attested · unknown)
//! ```
//!
//! Owns: what a verdict is, the catalogue of controls (one file each), the assertions that
//! an estate writes itself, and how findings make a judgement. Refuses: files, clocks,
//! networks; to decide requests or packets, which the engines do; to guess.
//! Start reading at [`judge()`], then [`Verdict`], then any file of [`catalogue`].
//!
//! Invariant: `proved` is true in every world. What is not given, not modelled or not to be
//! seen is `unknown`, and the reason names it.

pub mod accounts;
mod assertion;
mod at_once;
mod case;
pub mod catalogue;
mod dated;
pub mod guardrail_proofs;
mod holders;
mod indexes;
mod judge;
mod judgement;
mod may;
pub mod observed;
pub mod resource_policies;
mod taggable;
mod verdict;
mod wires;
mod witness;
mod world;

pub use case::{Case, Models};
pub use judge::judge;
pub use judgement::{Evidence, Finding, Judgement, Part};
pub use observed::Observed;
pub use verdict::{Attested, Basis, Reason, Verdict};
pub use wires::{SYSTEM_TAG, declared_network};
pub use witness::{Witness, WitnessKind};
