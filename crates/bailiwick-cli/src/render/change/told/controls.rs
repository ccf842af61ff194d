//! Verdicts in words.

use bailiwick_diff::{Change, Flip};

use super::{Entry, Line, Section, Word};
use crate::render::counted;

/// How many witnesses and reasons are told of one verdict.
const SHOWN: usize = 4;

pub(super) fn section(change: &Change) -> Section {
    let entries: Vec<Entry> = change.verdicts.iter().map(flip).collect();
    let controls = counted(change.controls.1, "control", "controls");
    let whole = match entries.is_empty() {
        true => format!("no verdict changes: {controls} judged on both sides"),
        false => format!("is all that changes, of {controls}"),
    };
    let word = match entries.is_empty() {
        true => Word::Proved,
        false => Word::Changed,
    };
    Section {
        title: "Controls",
        entries,
        whole: (word, whole),
    }
}

fn flip(flip: &Flip) -> Entry {
    let word = match flip.is_worse() {
        true => Word::Worse,
        false => Word::Better,
    };
    let verdict = match (flip.old, flip.new) {
        (Some(old), Some(new)) if old == new => format!("{new}, and fails"),
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (None, Some(new)) => format!("new: {new}"),
        (Some(old), None) => format!("{old} → not judged any more"),
        (None, None) => String::new(),
    };
    let head = format!("`{}`  {verdict}  {}", flip.control, flip.statement);
    let witnesses = flip.witnesses.iter();
    let witnesses = witnesses.map(|one| format!("{}: {}", one.kind.word(), one.what));
    let reasons = flip.reasons.iter();
    let reasons = reasons.map(|one| format!("{}: {}", one.kind(), one.text()));
    let all: Vec<String> = witnesses.chain(reasons).collect();
    let more = all.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| Line::Detail(format!("and {more} more")));
    let shown = all.into_iter().take(SHOWN).map(Line::Main);
    Entry::new(word, head).with(shown).with(more)
}
