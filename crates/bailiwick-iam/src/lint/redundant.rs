//! Statements that another makes pointless.
//!
//! Owns what it means for one statement to take in another ([`wider`]), and the
//! choice of those worth holding against each other ([`candidates`]), so that a
//! long policy takes time in proportion to its length.

mod candidates;
mod wider;

use super::subject::{Judged, Subject};
use crate::finding::{Code, Finding, Place};
use crate::policy::Effect;

use self::candidates::Candidates;
use self::wider::{Compared, is_wider};

/// How many pairs of patterns are compared at most: a second's work.
const MOST_WORK: usize = 1_000_000;

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    judge_within(Work { left: MOST_WORK }, subject, findings);
}

fn judge_within(mut work: Work, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (redundant, other) in redundant(subject, &mut work) {
        findings.push(finding(
            &subject.statements[redundant],
            &subject.statements[other],
        ));
    }
    if work.left == 0 {
        let message = "these statements are too many and too much alike to hold each against each: whether more of them do nothing is not known";
        let finding = Finding::warning(Code::REDUNDANT, Place::document(), message);
        findings.push(finding.help("split the policy, or join statements that say the same"));
    }
}

/// The work that may still be done.
struct Work {
    left: usize,
}

impl Work {
    /// Whether there is room for so much more; if not, none is left.
    fn takes(&mut self, amount: usize) -> bool {
        let left = self.left.checked_sub(amount);
        self.left = left.unwrap_or(0);
        left.is_some()
    }
}

/// Each statement that another takes in, with the other one.
fn redundant(subject: &Subject<'_>, work: &mut Work) -> Vec<(usize, usize)> {
    let version = subject.version();
    let statements = subject.statements.iter();
    let compared: Vec<Compared<'_>> = statements
        .map(|judged| Compared::new(judged.statement, version))
        .collect();
    let candidates = Candidates::of(&compared);
    let mut pairs = Vec::new();
    for (position, narrow) in compared.iter().enumerate() {
        for other in candidates.wider_than(narrow) {
            let wide = &compared[other];
            if other == position {
                continue;
            }
            if !work.takes(wide.size() * narrow.size()) {
                return pairs;
            }
            if wide.effect >= narrow.effect
                && is_wider(wide, narrow)
                // Of two that say the same the first stays.
                && (other < position || wide.effect != narrow.effect || !is_wider(narrow, wide))
            {
                pairs.push((position, other));
                break;
            }
        }
    }
    pairs
}

fn finding(judged: &Judged<'_>, other: &Judged<'_>) -> Finding {
    let (message, help) = match (judged.statement.effect, other.statement.effect) {
        (Effect::Allow, Effect::Deny) => (
            "another statement denies all that this one allows",
            "a denial always wins: take one of the two out",
        ),
        _ => (
            "another statement says all that this one says",
            "take this one out",
        ),
    };
    Finding::warning(Code::REDUNDANT, judged.place(), message)
        .related(other.place(), "the other statement is here")
        .help(help)
}

#[cfg(test)]
mod tests;
