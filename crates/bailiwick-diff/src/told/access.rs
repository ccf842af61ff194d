//! Access in words.

use std::collections::BTreeSet;

use crate::Access;
use crate::access::{
    Admission, AdmissionKind, Entrance, Example, Grant, Line as Actions, Shift, ShiftKind, Visit,
    Who, WhoKind,
};

use super::{Entry, Line, SHOWN, Section, Word, counted, listed, quoted};

/// How many services are too many to be listed.
const MANY: usize = 20;

pub(super) fn section(access: &Access) -> Section {
    let mut entries: Vec<Entry> = access.shifts.iter().flat_map(shift).collect();
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

fn shift(shift: &Shift) -> Vec<Entry> {
    let head = head(shift);
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

fn grant(grant: &Grant) -> Vec<Line> {
    let mut lines = what(grant);
    if lines.is_empty() {
        lines.push(Line::Main(quoted(&grant.shown_by.action)));
    }
    let on: Vec<String> = grant.on.iter().map(|one| quoted(one)).collect();
    if !on.is_empty() && on != ["`*`"] {
        lines.push(Line::Detail(format!("on {}", listed(&on))));
    }
    lines.extend(
        grant
            .when
            .iter()
            .map(|one| Line::Detail(format!("when {}", quoted(one)))),
    );
    lines.push(Line::Detail(example(&grant.shown_by)));
    if !grant.is_known {
        let text = "the service data knows of no request that makes use of it";
        lines.push(Line::Detail(text.to_owned()));
    }
    lines
}

/// The actions in a few lines.
fn what(grant: &Grant) -> Vec<Line> {
    let all = grant.lines();
    let services: BTreeSet<&str> = all.iter().map(|one| one.service.as_str()).collect();
    if services.len() > MANY {
        let (actions, services) = (grant.actions.len(), services.len());
        return vec![Line::Main(format!(
            "{actions} actions of {services} services"
        ))];
    }
    let mut lines: Vec<Line> = all.iter().take(SHOWN).map(actions).collect();
    if all.len() > SHOWN {
        let rest: BTreeSet<&str> = all[SHOWN..]
            .iter()
            .map(|one| one.service.as_str())
            .collect();
        let rest: Vec<&str> = rest.into_iter().collect();
        lines.push(Line::Main(format!("and of {}", listed(&rest))));
    }
    lines
}

fn example(example: &Example) -> String {
    let mut text = format!("such as {}", quoted(&example.action));
    // Who takes a role is on the role itself.
    if example.resource != "*" && !example.resource.is_empty() {
        text += &format!(" on {}", quoted(&example.resource));
    }
    if let Some(by) = &example.by {
        text += &format!(" by {}", quoted(by));
    }
    for (key, values) in &example.with {
        text += &format!(", {} {}", quoted(key), quoted(&values.join(", ")));
    }
    text
}

fn actions(line: &Actions) -> Line {
    let names = match line.names.as_slice() {
        [all] if all == "*" => "everything".to_owned(),
        names => {
            let shown = names.len().min(SHOWN + 2);
            let more = match names.len() - shown {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("{}{more}", quoted(&names[..shown].join(", ")))
        }
    };
    Line::Main(match (line.service.as_str(), line.level) {
        ("*", _) => "everything".to_owned(),
        (service, None) => format!("{service}: {names}"),
        (service, Some(level)) => format!("{service}, {}: {names}", level.as_str().to_lowercase()),
    })
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
