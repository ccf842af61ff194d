//! Wildcards that grant more than they seem to.

use std::collections::BTreeSet;

use super::subject::{Judged, Subject};
use crate::actions::{ActionName, expand};
use crate::finding::{Code, Finding};
use crate::service_data::AccessLevel;

/// First words of names that promise to change nothing.
const READING: &[&str] = &[
    "BatchGet", "Check", "Describe", "Get", "Head", "List", "Lookup", "Query", "Read", "Scan",
    "Search", "View",
];

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in subject.allowing() {
        for pattern in judged.actions() {
            let name = pattern.split_once(':').map_or("", |(_, name)| name);
            // Everything of a service is what it seems.
            if !name.contains(['*', '?']) || name.bytes().all(|byte| byte == b'*') {
                continue;
            }
            findings.extend(finding(subject, judged, pattern, name));
        }
    }
}

fn finding(
    subject: &Subject<'_>,
    judged: &Judged<'_>,
    pattern: &str,
    name: &str,
) -> Option<Finding> {
    let actions = expand(subject.data, pattern);
    let changing: BTreeSet<ActionName> = actions
        .iter()
        .copied()
        .filter(|name| {
            judged
                .action(*name)
                .is_some_and(|action| changes(action.level()))
        })
        .collect();
    let start = name.split(['*', '?']).next().unwrap_or_default();
    let reads = READING.iter().any(|verb| starts(start, verb));
    let verbs: BTreeSet<&str> = actions.iter().map(|name| first_word(name.name())).collect();
    let passes = actions
        .iter()
        .find(|name| name.to_string() == "iam:PassRole");
    let message = if let Some(passes) = passes {
        format!("`{pattern}` grants `{passes}`, which hands a role's permissions on")
    } else if reads && !changing.is_empty() {
        format!(
            "`{pattern}` looks like reading, and grants {}",
            listed(&changing)
        )
    } else if verbs.len() > 1 && !changing.is_empty() && changing.len() < actions.len() {
        format!(
            "`{pattern}` grants reading and changing alike: {} actions of {}, among them {}",
            changing.len(),
            actions.len(),
            listed(&changing)
        )
    } else {
        return None;
    };
    let place = judged.element("Action").within(pattern);
    let finding = Finding::warning(Code::WIDE_WILDCARD, place, message);
    Some(
        finding.help("name the actions that are meant, or begin the pattern with their whole verb"),
    )
}

fn changes(level: AccessLevel) -> bool {
    matches!(
        level,
        AccessLevel::Write | AccessLevel::PermissionsManagement
    )
}

fn starts(text: &str, word: &str) -> bool {
    text.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// `Get` of `GetObject`.
fn first_word(name: &str) -> &str {
    let end = name
        .char_indices()
        .skip(1)
        .find(|(_, character)| character.is_ascii_uppercase())
        .map_or(name.len(), |(position, _)| position);
    &name[..end]
}

fn listed(names: &BTreeSet<ActionName>) -> String {
    let named: Vec<String> = names
        .iter()
        .take(3)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len().saturating_sub(3) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
