//! A change in words: sections of entries, each with a word in front and lines below.

use bailiwick_diff::access::{Delta, Grant, Line, Shift, ShiftKind, Who, WhoKind};
use bailiwick_diff::{Access, Change};

/// What stands under one heading.
pub(super) struct Section {
    pub(super) title: &'static str,
    /// What is said of it as a whole, with its word.
    pub(super) whole: (Word, String),
    pub(super) entries: Vec<Entry>,
}

/// One thing that changes.
pub(super) struct Entry {
    pub(super) word: Word,
    pub(super) head: String,
    /// Lines below, with how deep each stands.
    pub(super) lines: Vec<(usize, String)>,
}

/// The word in front.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    Gains,
    Freed,
    Terms,
    Loses,
    Bound,
    Unknown,
    Same,
    Proved,
    Changed,
}

impl Word {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Gains => "gains",
            Self::Freed => "freed",
            Self::Terms => "terms",
            Self::Loses => "loses",
            Self::Bound => "bound",
            Self::Unknown => "unknown",
            Self::Same => "same",
            Self::Proved => "proved",
            Self::Changed => "changed",
        }
    }
}

/// Everything that is said of a change.
pub(super) fn told(change: &Change) -> Vec<Section> {
    vec![access(&change.access)]
}

fn access(access: &Access) -> Section {
    let mut entries: Vec<Entry> = access.shifts.iter().flat_map(entries).collect();
    for reason in &access.unknown {
        entries.push(Entry {
            word: Word::Unknown,
            head: reason.clone(),
            lines: Vec::new(),
        });
    }
    entries.sort_by_key(|entry| entry.word);
    let is_unknown = entries.iter().any(|entry| entry.word == Word::Unknown);
    let count = counted(access.compared, "user and role", "users and roles");
    let whole = if access.is_unchanged() {
        let text = format!("no change in access: {count} may do what they did, and nothing else");
        (Word::Proved, text)
    } else if access.nobody_gains() {
        (Word::Proved, format!("nobody gains access, of {count}"))
    } else if is_unknown {
        let text = "whether there is more than what is listed is not known".to_owned();
        (Word::Unknown, text)
    } else {
        let text = format!("of {count}, nobody else gains or loses anything");
        (Word::Changed, text)
    };
    Section {
        title: "Access",
        whole,
        entries,
    }
}

fn entries(shift: &Shift) -> Vec<Entry> {
    let head = head(shift);
    let entry = |word, lines| Entry {
        word,
        head: head.clone(),
        lines,
    };
    let mut entries = Vec::new();
    let freed_beyond = shift.gains.grants.is_empty();
    let bound_beyond = shift.loses.grants.is_empty();
    let parts = [
        (Word::Gains, &shift.gains, true),
        (Word::Freed, &shift.freed, freed_beyond),
        (Word::Loses, &shift.loses, true),
        (Word::Bound, &shift.bound, bound_beyond),
    ];
    for (word, delta, is_told) in parts {
        if !delta.grants.is_empty() && is_told {
            let mut lines: Vec<(usize, String)> = remark(word).into_iter().collect();
            lines.extend(delta.grants.iter().flat_map(grant));
            entries.push(entry(word, lines));
        }
    }
    if let Some(terms) = terms(&shift.kind) {
        let word = match &shift.kind {
            ShiftKind::NeedNotAsk => Word::Gains,
            ShiftKind::MustAsk { .. } => Word::Loses,
            _ => Word::Terms,
        };
        entries.push(entry(word, terms));
    }
    let deltas = [&shift.gains, &shift.loses, &shift.freed, &shift.bound];
    let mut unknown: Vec<(usize, String)> = Vec::new();
    for reason in deltas.iter().flat_map(|delta: &&Delta| &delta.unknown) {
        if !unknown.iter().any(|(_, known)| known == reason) {
            unknown.push((1, reason.clone()));
        }
    }
    if !unknown.is_empty() {
        entries.push(entry(Word::Unknown, unknown));
    }
    if entries.is_empty() {
        let text = "nothing that they may not do otherwise".to_owned();
        entries.push(entry(Word::Same, vec![(1, text)]));
    }
    entries
}

fn remark(word: Word) -> Option<(usize, String)> {
    let text = match word {
        Word::Freed => "is not denied any more, so that a policy of the resource can allow it",
        Word::Bound => "is denied from now on, whatever a policy of the resource allows",
        _ => return None,
    };
    Some((1, text.to_owned()))
}

fn terms(kind: &ShiftKind) -> Option<Vec<(usize, String)>> {
    let joined = |terms: &std::collections::BTreeSet<String>| {
        let terms: Vec<&str> = terms.iter().map(String::as_str).map(or_standing).collect();
        terms.join("; ")
    };
    match kind {
        ShiftKind::NeedNotAsk => Some(vec![(1, "without asking for it first".to_owned())]),
        ShiftKind::MustAsk { terms } => {
            Some(vec![(1, format!("has to ask for it: {}", joined(terms)))])
        }
        ShiftKind::Terms { old, new } => Some(vec![
            (1, format!("was {}", joined(old))),
            (1, format!("is  {}", joined(new))),
        ]),
        ShiftKind::Comes { .. } | ShiftKind::Goes | ShiftKind::Policies => None,
    }
}

fn or_standing(terms: &str) -> &str {
    match terms {
        "" => "held without asking",
        terms => terms,
    }
}

/// Whom it is about, where, and how they come there.
fn head(shift: &Shift) -> String {
    let who: Vec<String> = shift.who.iter().map(called).collect();
    let mut head = format!("{} in `{}`", who.join(", "), shift.account);
    if let Some(set) = &shift.permission_set {
        head += &format!(", as `{set}`");
    }
    if !shift.groups.is_empty() {
        let groups: Vec<String> = shift.groups.iter().map(|one| format!("`{one}`")).collect();
        head += &format!(", by the group {}", groups.join(", "));
    }
    match &shift.kind {
        ShiftKind::Comes { terms } => {
            let mut terms = terms.iter().filter(|terms| !terms.is_empty()).peekable();
            if terms.peek().is_some() {
                let terms: Vec<&str> = terms.map(String::as_str).collect();
                head += &format!(", {}", terms.join("; "));
            }
        }
        ShiftKind::Goes => head += ", no longer",
        _ => {}
    }
    head
}

fn called(who: &Who) -> String {
    match who.kind {
        WhoKind::Person => format!("`{}`", who.name),
        kind => format!("the {} `{}`", kind.word(), who.name),
    }
}

fn grant(grant: &Grant) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = grant.lines().iter().map(|one| (1, line(one))).collect();
    if grant.actions.is_empty() {
        lines.push((1, format!("`{}`", grant.shown_by.action)));
    }
    let on: Vec<&str> = grant.on.iter().map(String::as_str).collect();
    if on != ["*"] && !on.is_empty() {
        lines.extend(on.iter().map(|one| (2, format!("on {one}"))));
    }
    lines.extend(grant.when.iter().map(|one| (2, format!("when {one}"))));
    let example = &grant.shown_by;
    let mut text = format!("for example {} on {}", example.action, example.resource);
    for (key, values) in &example.with {
        text += &format!(", {key} {}", values.join(", "));
    }
    lines.push((2, text));
    if !grant.is_known {
        let text = "no request that the service data knows makes use of it";
        lines.push((2, text.to_owned()));
    }
    lines
}

fn line(line: &Line) -> String {
    let all = line.names == ["*"];
    match (line.service.as_str(), line.level) {
        ("*", _) => "everything".to_owned(),
        (service, None) => format!("{service}: everything"),
        (service, Some(level)) if all => format!("{service}, {level}: everything"),
        (service, Some(level)) => format!("{service}, {level}: {}", line.names.join(", ")),
    }
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    crate::render::counted(count, one, many)
}
