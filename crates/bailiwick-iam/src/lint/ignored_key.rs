//! A condition on a key that requests for some actions never carry.

use std::collections::BTreeSet;

use super::subject::{Judged, Subject, Test};
use crate::actions::ActionName;
use crate::finding::{Code, Finding};
use crate::policy::Effect;

/// How many actions a message names.
const NAMED: usize = 5;

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        for test in judged.tests() {
            if subject.value_type(test.key).is_some() && !test.is_of_every_action() {
                findings.extend(finding(judged, &test));
            }
        }
    }
}

/// The actions that a statement speaks of and whose requests never carry
/// `key`: for them a condition on it is as good as none, or never holds.
pub(super) fn ignoring(judged: &Judged<'_>, key: &str) -> BTreeSet<ActionName> {
    let knows = |name: &ActionName| {
        let action = judged.action(*name);
        action.is_some_and(|action| action.supports_condition_key(key, None))
    };
    judged
        .reach()
        .iter()
        .copied()
        .filter(|name| !knows(name))
        .collect()
}

fn finding(judged: &Judged<'_>, test: &Test<'_>) -> Option<Finding> {
    let key = test.key;
    // Identity providers' keys, and others that a whole session carries.
    if key
        .split_once(':')
        .is_some_and(|(prefix, _)| prefix.contains(['.', '/']) || prefix == "saml")
    {
        return None;
    }
    let mut ignoring = ignoring(judged, key);
    let (all, none) = (judged.reach().len(), ignoring.len());
    if ignoring.is_empty() {
        return None;
    }
    let allows = judged.statement.effect == Effect::Allow;
    let consequence = match (allows, test.holds_when_absent()) {
        (true, false) => {
            // A wildcard's other actions are meant to fall away, a name is not.
            if none < all {
                let named: BTreeSet<String> =
                    judged.actions().map(str::to_ascii_lowercase).collect();
                ignoring.retain(|name| named.contains(&name.to_string().to_ascii_lowercase()));
            }
            "and this statement never allows them"
        }
        (true, true) => "and this statement allows them whatever its value",
        (false, false) => "and this statement does not deny them",
        (false, true) => "and this statement denies them whatever its value",
    };
    if ignoring.is_empty() {
        return None;
    }
    let message = match none == all {
        true => format!("no action of this statement carries `{key}`, {consequence}"),
        false => format!(
            "not every action carries `{key}`: not {}, {consequence}",
            listed(&ignoring)
        ),
    };
    let finding = Finding::warning(Code::IGNORED_KEY, test.place.clone(), message);
    Some(finding.help("put the actions that carry the key into a statement of their own"))
}

fn listed(names: &BTreeSet<ActionName>) -> String {
    let named: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
