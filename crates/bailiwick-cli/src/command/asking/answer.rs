//! How an answer is shown.

use std::collections::BTreeSet;

use anstyle::{AnsiColor, Style};
use bailiwick_iam::account::Answer;
use bailiwick_iam::decide::Decision;
use serde_json::{Value, json};

use crate::exit_code as code;
use crate::render::printable;

const ALLOWED: Style = AnsiColor::Green.on_default().bold();
const DENIED: Style = AnsiColor::Red.on_default().bold();
const UNKNOWN: Style = AnsiColor::Yellow.on_default().bold();

/// The answer in one word, in colour, as wide as the longest.
fn word(decision: &Decision) -> String {
    let (style, word) = match decision {
        Decision::Allowed => (ALLOWED, "allowed"),
        Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => (DENIED, "denied"),
        Decision::Unknown(_) => (UNKNOWN, "unknown"),
    };
    let pad = " ".repeat("allowed".len() - word.len());
    format!("{style}{word}{style:#}{pad}")
}

/// What is to say beside the word, a line each, but for what an unknown answer depends on.
fn remark(answer: &Answer) -> Option<&'static str> {
    match (&answer.decision, &answer.by_what_is_given) {
        (Decision::ExplicitlyDenied, _) => Some("a statement denies it"),
        (Decision::ImplicitlyDenied, _) => Some("nothing allows it"),
        (Decision::Unknown(_), Some(Decision::Allowed)) => {
            Some("the policies that are known allow it")
        }
        (Decision::Unknown(_), Some(Decision::ImplicitlyDenied)) => {
            Some("the policies that are known do not allow it")
        }
        (Decision::Allowed | Decision::Unknown(_), _) => None,
    }
}

/// What an answer depends on, in words; nothing for one that is known.
fn reasons(answer: &Answer) -> BTreeSet<String> {
    match &answer.decision {
        Decision::Unknown(undecided) => undecided.words().collect(),
        _ => BTreeSet::new(),
    }
}

/// What all unknown ones of several answers depend on: it is said once.
pub(in super::super) fn shared<'a>(
    answers: impl IntoIterator<Item = &'a Answer>,
) -> BTreeSet<String> {
    let mut unknown = answers
        .into_iter()
        .map(reasons)
        .filter(|reasons| !reasons.is_empty());
    let first = unknown.next().unwrap_or_default();
    unknown.fold(first, |shared, one| &shared & &one)
}

/// One answer and what is to say of it, but for what is said of all.
pub(in super::super) fn lines(title: &str, answer: &Answer, shared: &BTreeSet<String>) -> String {
    let mut text = format!("{}  {}\n", word(&answer.decision), printable(title));
    let reasons = reasons(answer);
    for reason in reasons.difference(shared) {
        text += &format!("         depends on {}\n", printable(reason));
    }
    if let Some(remark) = remark(answer) {
        text += &format!("         {remark}\n");
    }
    text
}

/// What is said once for all unknown answers.
pub(in super::super) fn shared_lines(shared: &BTreeSet<String>) -> String {
    let mut text = String::new();
    if !shared.is_empty() {
        text += "\nWhat is unknown depends on\n";
    }
    for reason in shared {
        text += &format!("  {}\n", printable(reason));
    }
    text
}

/// The answer for programs.
pub(in super::super) fn decision_json(answer: &Answer) -> Value {
    let word = |decision: &Decision| match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitlyDenied => "explicitly denied",
        Decision::ImplicitlyDenied => "implicitly denied",
        Decision::Unknown(_) => "unknown",
    };
    let mut value = json!({ "decision": word(&answer.decision) });
    if let Decision::Unknown(undecided) = &answer.decision {
        value["dependsOn"] = json!({ "keys": undecided.keys, "other": undecided.other });
        value["byWhatIsKnown"] = json!(answer.by_what_is_given.as_ref().map(word));
    }
    value
}

/// The exit code of an answer; of several, that of the best.
pub(in super::super) fn exit_code<'a>(answers: impl IntoIterator<Item = &'a Answer>) -> u8 {
    let mut best = code::NOT_SO;
    for answer in answers {
        match answer.decision {
            Decision::Allowed => return code::FINE,
            Decision::Unknown(_) => best = code::UNKNOWN,
            Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => {}
        }
    }
    best
}
