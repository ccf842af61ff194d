//! How an answer is shown.

use anstyle::{AnsiColor, Style};
use bailiwick_iam::account::Answer;
use bailiwick_iam::decide::Decision;
use bailiwick_iam::service_data;
use serde_json::{Value, json};

use crate::exit_code as code;
use crate::render::printable;

const ALLOWED: Style = AnsiColor::Green.on_default().bold();
const DENIED: Style = AnsiColor::Red.on_default().bold();
const UNKNOWN: Style = AnsiColor::Yellow.on_default().bold();

/// The answer in one word, in colour.
pub(in super::super) fn word(decision: &Decision) -> String {
    let (style, word) = match decision {
        Decision::Allowed => (ALLOWED, "allowed"),
        Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => (DENIED, "denied"),
        Decision::Unknown(_) => (UNKNOWN, "unknown"),
    };
    format!("{style}{word}{style:#}")
}

/// What is to say beside the word, a line each.
pub(in super::super) fn lines(answer: &Answer) -> Vec<String> {
    match &answer.decision {
        Decision::Allowed => Vec::new(),
        Decision::ExplicitlyDenied => vec!["a statement denies it".to_owned()],
        Decision::ImplicitlyDenied => vec!["nothing allows it".to_owned()],
        Decision::Unknown(undecided) => {
            let depends_on = undecided.words();
            let mut lines: Vec<String> = depends_on
                .map(|word| format!("depends on {}", printable(&word)))
                .collect();
            lines.extend(answer.by_what_is_given.as_ref().and_then(by_what_is_given));
            lines
        }
    }
}

fn by_what_is_given(decision: &Decision) -> Option<String> {
    let word = match decision {
        Decision::Allowed => "allow it",
        Decision::ImplicitlyDenied => "do not allow it",
        Decision::ExplicitlyDenied | Decision::Unknown(_) => return None,
    };
    Some(format!("the policies that are known {word}"))
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
            Decision::Unknown(_) => best = code::NOT_KNOWN,
            Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => {}
        }
    }
    best
}

/// How old the knowledge of AWS's actions is that an answer rests on.
pub(in super::super) fn service_data_line() -> String {
    format!("Service data of {}.\n", service_data().date())
}
