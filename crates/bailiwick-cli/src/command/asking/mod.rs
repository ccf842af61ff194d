//! What the commands that ask about permissions have in common: whom they ask about, in
//! what circumstances, and how an answer is shown.

mod answer;
mod circumstances;
mod dates;
mod explanation;
mod files;
mod source;

pub(super) use answer::{decision_json, exit_code, lines, shared, shared_lines};
pub(super) use circumstances::{Circumstances, Keys};
pub(super) use dates::Dates;
pub(super) use explanation::{explanation_json, explanation_lines};
pub(super) use source::{Source, find, keep};
