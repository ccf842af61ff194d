//! Access in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::Access;
use crate::access::{
    Admission, AdmissionKind, Alike, Entrance, Shift, ShiftKind, Visit, Who, WhoKind, alike,
};

use super::grant::{example, grant};
use super::{Entry, Line, Section, Word, counted, listed, quoted};

/// How often the same happens before it is told once for all.
const CROWD: usize = 3;

pub(super) fn section(access: &Access) -> Section {
    let mut entries = shifts(&access.shifts);
    entries.extend(access.admissions.iter().flat_map(admission));
    entries.extend(access.visits.iter().map(visit));
    let unknown = access.unknown.iter();
    entries.extend(unknown.map(|reason| Entry::new(Word::Unknown, reason)));
    entries.sort_by_key(|entry| entry.word);
    let users = counted(access.compared, "user or role", "users and roles");
    let whole = if access.is_unchanged() {
        (
            Word::Proved,
            format!("no change in access: {users} compared"),
        )
    } else if access.is_unknown() {
        (
            Word::Unknown,
            format!("there may be more than is listed: {users} compared"),
        )
    } else if access.nobody_gains() {
        (
            Word::Proved,
            format!("nobody gains access: {users} compared"),
        )
    } else {
        (
            Word::Changed,
            format!("is all that changes, proved: {users} compared"),
        )
    };
    Section {
        title: "Access",
        entries,
        whole,
    }
}

/// The same thing in many places is told once; where in a few, each by itself.
fn shifts(shifts: &[Shift]) -> Vec<Entry> {
    let mut by_what: BTreeMap<Alike, Vec<&Shift>> = BTreeMap::new();
    for shift in shifts {
        by_what.entry(alike(shift)).or_default().push(shift);
    }
    let by_what = by_what.into_values();
    by_what
        .flat_map(|same| match same.as_slice() {
            [first, ..] if same.len() > CROWD => entries(first, crowd(&same)),
            few => few.iter().flat_map(|one| entries(one, head(one))).collect(),
        })
        .collect()
}

/// How many people and machines it is in how many accounts, and who the first are.
fn crowd(shifts: &[&Shift]) -> String {
    let who = shifts
        .iter()
        .flat_map(|shift| shift.holders.values())
        .flatten();
    let who: BTreeSet<&Who> = who.collect();
    let accounts = shifts.iter().flat_map(|shift| shift.places.keys());
    let accounts: BTreeSet<&String> = accounts.collect();
    let who = counted(who.len(), "person or machine", "people and machines");
    let accounts = counted(accounts.len(), "account", "accounts");
    let first = shifts.first().map(|shift| head(shift)).unwrap_or_default();
    format!("{who} in {accounts}, such as {first}")
}

fn entries(shift: &Shift, head: String) -> Vec<Entry> {
    let parts = [
        (Word::Gains, &shift.gains, true),
        (Word::Freed, &shift.freed, shift.gains.grants.is_empty()),
        (Word::Loses, &shift.loses, true),
        (Word::Bound, &shift.bound, shift.loses.grants.is_empty()),
    ];
    let mut entries: Vec<Entry> = parts
        .into_iter()
        .filter(|(_, delta, is_told)| *is_told && !delta.grants.is_empty())
        .map(|(word, delta, _)| {
            let entry = Entry::new(word, &head).with(remark(word));
            entry.with(delta.grants.iter().flat_map(grant))
        })
        .collect();
    entries.extend(terms(&shift.kind).map(|(word, lines)| Entry::new(word, &head).with(lines)));
    let deltas = [&shift.gains, &shift.freed, &shift.loses, &shift.bound];
    let unknown: BTreeSet<&String> = deltas.iter().flat_map(|delta| &delta.unknown).collect();
    if !unknown.is_empty() {
        let lines = unknown.into_iter().cloned().map(Line::Main);
        entries.push(Entry::new(Word::Unknown, &head).with(lines));
    }
    if entries.is_empty() {
        let text = "nothing that they cannot do otherwise".to_owned();
        entries.push(Entry::new(Word::Same, head).with([Line::Main(text)]));
    }
    entries
}

fn remark(word: Word) -> Option<Line> {
    let text = match word {
        Word::Freed => "is not kept from it any more, where a policy of the resource allows it",
        Word::Bound => "is kept from it now, also where a policy of the resource allows it",
        _ => return None,
    };
    Some(Line::Main(text.to_owned()))
}

fn terms(kind: &ShiftKind) -> Option<(Word, Vec<Line>)> {
    let joined = |terms: &BTreeSet<String>| {
        let terms: Vec<&str> = terms.iter().map(|one| or_standing(one)).collect();
        terms.join("; ")
    };
    let (word, lines) = match kind {
        ShiftKind::NeedNotAsk => (
            Word::Gains,
            vec!["held without asking for it first".to_owned()],
        ),
        ShiftKind::MustAsk { terms } => (Word::Loses, vec![format!("held only {}", joined(terms))]),
        ShiftKind::Terms { old, new } => (
            Word::Terms,
            vec![
                format!("was {}", joined(old)),
                format!("is  {}", joined(new)),
            ],
        ),
        ShiftKind::Comes { .. } | ShiftKind::Goes | ShiftKind::Policies => return None,
    };
    Some((word, lines.into_iter().map(Line::Main).collect()))
}

fn or_standing(terms: &str) -> &str {
    match terms {
        "" => "held without asking",
        terms => terms,
    }
}

/// Whom it is about, where, as whom, and how they come there.
fn head(shift: &Shift) -> String {
    let accounts: Vec<String> = shift.places.keys().map(|name| quoted(name)).collect();
    let holders: Vec<String> = shift
        .holders
        .iter()
        .map(|(groups, who)| {
            let groups: Vec<String> = groups.iter().map(|one| quoted(one)).collect();
            match groups.is_empty() {
                true => people(who),
                false => format!("{} by {}", people(who), listed(&groups)),
            }
        })
        .collect();
    let mut head = format!("{} in {}", holders.join("; "), listed(&accounts));
    if let Some(set) = &shift.permission_set {
        head += &format!(", as {}", quoted(set));
    }
    match &shift.kind {
        ShiftKind::Comes { terms } => {
            let terms = terms.iter().filter(|one| !one.is_empty());
            head.extend(terms.map(|one| format!(", {one}")));
            head += " — new";
        }
        ShiftKind::Goes => head += " — no longer",
        _ => {}
    }
    head
}

fn people(who: &BTreeSet<Who>) -> String {
    let names: Vec<String> = who.iter().map(called).collect();
    listed(&names)
}

fn called(who: &Who) -> String {
    match who.kind {
        WhoKind::Person => quoted(&who.name),
        kind => format!("the {} {}", kind.word(), quoted(&who.name)),
    }
}

fn admission(admission: &Admission) -> Vec<Entry> {
    let accounts: Vec<String> = admission.accounts.iter().map(|one| quoted(one)).collect();
    let accounts = listed(&accounts);
    let name = quoted(&admission.name);
    let head = match admission.kind {
        AdmissionKind::Trust => format!("whoever may take the role {name} in {accounts}"),
        AdmissionKind::Resource => format!("whoever the policy of {name} in {accounts} lets in"),
        AdmissionKind::ResourceControl => {
            format!("whoever is let in by resources in {accounts}, by the organisation's policies")
        }
    };
    let head = match admission.is_there {
        (false, true) => format!("{head} — new"),
        (true, false) => format!("{head} — no longer"),
        _ => head,
    };
    let sides = [
        (Word::Gains, &admission.lets_in),
        (Word::Loses, &admission.keeps_out),
    ];
    let mut entries = Vec::new();
    for (word, entrance) in sides {
        if let Some(shown_by) = &entrance.shown_by {
            let names = names(entrance);
            let shown = Line::Detail(example(shown_by));
            entries.push(Entry::new(word, &head).with(names).with([shown]));
        }
    }
    let unknown: BTreeSet<&String> = sides.iter().flat_map(|(_, one)| &one.unknown).collect();
    if !unknown.is_empty() {
        let lines = unknown.into_iter().cloned().map(Line::Main);
        entries.push(Entry::new(Word::Unknown, &head).with(lines));
    }
    entries
}

fn names(entrance: &Entrance) -> Vec<Line> {
    let names = entrance.names.iter().map(|one| Line::Main(quoted(one)));
    names.collect()
}

fn visit(visit: &Visit) -> Entry {
    let permission = visit.permission.as_deref();
    let how = permission.map_or_else(String::new, |one| format!(", by {}", quoted(one)));
    let head = format!("{} on {}{how}", people(&visit.who), quoted(&visit.system));
    let (word, lines) = match (&visit.old, &visit.new) {
        (None, Some(new)) => (Word::Gains, vec![new.clone()]),
        (Some(old), None) => (Word::Loses, vec![old.clone()]),
        (old, new) => {
            let text = |one: &Option<String>| one.clone().unwrap_or_default();
            let lines = vec![format!("was {}", text(old)), format!("is  {}", text(new))];
            (Word::Terms, lines)
        }
    };
    Entry::new(word, head).with(lines.into_iter().map(Line::Main))
}
