//! Why a claim is neither proved nor refuted, in words.

use std::collections::BTreeSet;

use crate::decide::Decision;

use super::super::budget::Budget;
use super::super::lower::variables::Variables;
use super::super::piece::Piece;
use super::super::space::{Dimension, Space};

/// The reason where no steps are left for `what`.
pub(super) fn exhausted(what: &str, steps: u64, budget: &Budget, variables: &Variables) -> String {
    let mut hard: Vec<String> = budget.hard().into_iter().collect();
    if !variables.is_empty() {
        hard.push(format!("the values of {}", variables.written()));
    }
    if hard.is_empty() {
        hard.push("how many ways their statements overlap".to_owned());
    }
    format!(
        "the {what} took more than {steps} steps: what is hard is {}",
        hard.join(", with ")
    )
}

/// A decision, as a reason tells it.
pub(super) fn in_words(decision: &Decision) -> String {
    match decision {
        Decision::Allowed => "allowed".to_owned(),
        Decision::ExplicitlyDenied => "explicitly denied".to_owned(),
        Decision::ImplicitlyDenied => "not allowed".to_owned(),
        Decision::Unknown(undecided) => {
            let words: Vec<String> = undecided.words().collect();
            format!("undecided, for it depends on {}", words.join(" and "))
        }
    }
}

/// Stands among the reasons where a difference is certain, until a witness is
/// found.
pub(super) const DIFFERS: &str = "they differ";

/// Adds what the piece hangs on.
pub(super) fn why(
    piece: &Piece,
    space: &Space,
    variables: &Variables,
    reasons: &mut BTreeSet<String>,
) {
    let mut sure = true;
    for (dimension, _, _) in piece.values().filter(|(_, _, sure)| !sure) {
        sure = false;
        let variables = variables.written();
        reasons.insert(match space.dimension(dimension) {
            own @ (Dimension::Opaque(_) | Dimension::OwnPolicies) => own.words(),
            _ if !variables.is_empty() => format!("the values of {variables}"),
            other => other.words(),
        });
    }
    if sure {
        reasons.insert(DIFFERS.to_owned());
    }
}
