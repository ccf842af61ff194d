//! What the commands that ask about permissions have in common: whom they ask about, in
//! what circumstances, and how an answer is shown.

mod answer;
mod asked;
mod circumstances;
mod dates;
mod explanation;
mod near_action;
mod source;
mod whom;

pub(super) use answer::{decision_json, exit_code, lines, shared, shared_lines};
pub(super) use asked::Asked;
use circumstances::Circumstances;
pub(super) use circumstances::{Keys, context_of, in_session};
pub(super) use dates::Dates;
pub(super) use explanation::{explanation_json, explanation_lines};
pub(super) use near_action::near_action;
pub(super) use source::Source;
pub(super) use whom::{Whom, comes_nowhere};
