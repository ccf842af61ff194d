//! Verdicts in words.

use crate::{Change, Flip, Judged};

use super::{Entry, Line, Section, Word, counted, quoted};

/// How many witnesses and reasons are told of one verdict.
const SHOWN: usize = 4;

pub(super) fn section(change: &Change) -> Section {
    let entries: Vec<Entry> = change.verdicts.iter().map(flip).collect();
    let whole = match (change.judged, entries.is_empty()) {
        (Judged::NotAsked, _) => (Word::Same, "controls were not judged".to_owned()),
        (Judged::Alike, _) => {
            let text = "no verdict changes: both sides say the same, to the letter";
            (Word::Proved, text.to_owned())
        }
        (Judged::Both(0, 0), _) => (Word::Same, "there are no controls".to_owned()),
        (Judged::Both(_, new), true) => {
            let controls = counted(new, "control", "controls");
            (Word::Same, format!("{controls}, judged as before"))
        }
        (Judged::Both(_, new), false) => {
            let controls = counted(new, "control", "controls");
            (Word::Changed, format!("is all that changes, of {controls}"))
        }
    };
    Section {
        title: "Controls",
        entries,
        whole,
    }
}

fn flip(flip: &Flip) -> Entry {
    let word = match (flip.is_worse(), flip.is_of_something_else()) {
        (true, _) => Word::Worse,
        (false, true) => Word::Terms,
        (false, false) => Word::Better,
    };
    let verdict = match (flip.old, flip.new) {
        (Some(_), Some(new)) if flip.is_of_something_else() => {
            format!("{new}, as before, and asks something else")
        }
        (Some(old), Some(new)) if old == new => format!("{new}, and fails"),
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (None, Some(new)) => format!("new: {new}"),
        (Some(old), None) => format!("{old} → not judged any more"),
        (None, None) => String::new(),
    };
    let head = format!("`{}`  {verdict}  {}", flip.control, flip.statement);
    let asked = flip.asked.iter();
    let asked = asked.map(|one| Line::Main(format!("no longer {}", quoted(one))));
    let asks = flip.asks.iter();
    let asks = asks.map(|one| Line::Main(format!("now {}", quoted(one))));
    let witnesses = flip.witnesses.iter();
    let witnesses = witnesses.map(|one| format!("{}: {}", one.kind.word(), one.what));
    let reasons = flip.reasons.iter();
    let reasons = reasons.map(|one| format!("{}: {}", one.kind(), one.text()));
    let all: Vec<String> = witnesses.chain(reasons).collect();
    let more = all.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| Line::Detail(format!("and {more} more")));
    let shown = all.into_iter().take(SHOWN).map(Line::Main);
    Entry::new(word, head)
        .with(asked)
        .with(asks)
        .with(shown)
        .with(more)
}
