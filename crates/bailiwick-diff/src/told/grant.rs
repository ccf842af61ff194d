//! What is allowed, in words: actions, on what, when, and a request that shows it.

use std::collections::BTreeSet;

use crate::access::{Example, Grant, Line as Actions};

use super::{Line, SHOWN, listed, quoted};

/// How many services are too many to be listed.
const MANY: usize = 20;

pub(super) fn grant(grant: &Grant) -> Vec<Line> {
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

/// A request.
pub(super) fn example(example: &Example) -> String {
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
