//! Reach in words.

use crate::Reach;
use crate::reach::Passage;

use super::{Entry, Line, Section, Word, counted, quoted};

pub(super) fn section(reach: &Reach) -> Section {
    let opens = reach.opens.iter().map(|one| passage(Word::Opens, one));
    let closes = reach.closes.iter().map(|one| passage(Word::Closes, one));
    let unknown = reach.unknown.iter();
    let unknown = unknown.map(|reason| Entry::new(Word::Unknown, reason));
    let mut entries: Vec<Entry> = opens.chain(closes).chain(unknown).collect();
    entries.sort_by_key(|entry| entry.word);
    let compared = match reach.compared {
        0 => "nothing that is declared lies in a network".to_owned(),
        count => format!(
            "{} compared",
            counted(count, "system or interface", "systems and interfaces")
        ),
    };
    let whole = if reach.is_unchanged() {
        (Word::Proved, format!("no change in reach: {compared}"))
    } else if !reach.unknown.is_empty() {
        (
            Word::Unknown,
            format!("there may be more than is listed: {compared}"),
        )
    } else if reach.opens.is_empty() {
        (Word::Proved, format!("nothing opens: {compared}"))
    } else {
        (
            Word::Changed,
            format!("is all that changes, proved: {compared}"),
        )
    };
    Section {
        title: "Reach",
        entries,
        whole,
    }
}

fn passage(word: Word, passage: &Passage) -> Entry {
    let head = format!("{} to {}", passage.from, passage.to);
    let traffic = passage.traffic.iter().cloned().map(Line::Main);
    let packet = Line::Detail(format!("such as {}", quoted(&passage.packet.to_string())));
    // The places on the way say less than what was decided there.
    let hops = passage.hops.iter().filter(|hop| hop.contains(' '));
    let hops = hops.map(|hop| Line::Detail(format!("by {}", quoted(hop))));
    Entry::new(word, head)
        .with(traffic)
        .with([packet])
        .with(hops)
}
