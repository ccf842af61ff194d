//! Texts with policy variables.

mod read;

use super::literal;
use crate::decide::glob::{Glob, Token};
use crate::decide::question::{Question, Slot};
use crate::decide::vocabulary::Key;
use crate::decide::{Truth, Undecided};

/// A text with `${...}` in it.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Template {
    parts: Box<[Part]>,
    ignores_case: bool,
}

#[derive(Debug, Clone)]
enum Part {
    Tokens(Box<[Token]>),
    Variable { key: Key, default: Option<Box<str>> },
}

/// A template with the values of one request.
enum Filled {
    /// Every variable has a value.
    With(Vec<Token>),
    /// One has none: "the value is effectively null. There is no equal or like
    /// value"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value>).
    NoValue,
    /// Some are not known; each of them stands as `*`.
    Unknown(Vec<Token>),
}

impl Template {
    /// The units of the text, if it has no variable.
    pub(super) fn tokens(&self) -> Option<Vec<Token>> {
        let mut all = Vec::new();
        for part in &self.parts {
            match part {
                Part::Tokens(tokens) => all.extend_from_slice(tokens),
                Part::Variable { .. } => return None,
            }
        }
        Some(all)
    }

    /// Whether `matches` holds of the text that it stands for in this request.
    pub(super) fn matches(
        &self,
        text: &str,
        question: &Question<'_>,
        matches: impl Fn(&[Token]) -> bool,
    ) -> Truth {
        match self.fill(question) {
            Filled::With(tokens) => matches(&tokens).into(),
            Filled::NoValue => Truth::False,
            // What `*` does not match, no value would.
            Filled::Unknown(tokens) if !Glob::of(&tokens).matches(text) => Truth::False,
            Filled::Unknown(_) => Truth::Unknown,
        }
    }

    fn fill(&self, question: &Question<'_>) -> Filled {
        let mut all = Vec::new();
        let mut unknown = false;
        for part in &self.parts {
            let (key, default) = match part {
                Part::Tokens(tokens) => {
                    all.extend_from_slice(tokens);
                    continue;
                }
                Part::Variable { key, default } => (*key, default),
            };
            let value = match (question.slot(key), default) {
                (Slot::One(value), _) => Some(&*value.text),
                (Slot::Absent, Some(default)) => Some(&**default),
                (Slot::Absent, None) => return Filled::NoValue,
                (Slot::Unknown | Slot::Many(_), _) => None,
            };
            match value {
                Some(value) if self.ignores_case => all.extend(literal(&value.to_lowercase())),
                Some(value) => all.extend(literal(value)),
                None => {
                    unknown = true;
                    all.push(Token::Many);
                }
            }
        }
        match unknown {
            true => Filled::Unknown(all),
            false => Filled::With(all),
        }
    }

    /// The variables that have no known value.
    pub(super) fn blame(&self, question: &Question<'_>, undecided: &mut Undecided) {
        for part in &self.parts {
            let Part::Variable { key, .. } = part else {
                continue;
            };
            let name = question.key_name(*key);
            match question.slot(*key) {
                Slot::Unknown => {
                    undecided.keys.insert(name.to_owned());
                }
                // "You can use any available single-valued context key as a policy variable"
                // (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
                Slot::Many(_) => {
                    undecided.other.insert(format!(
                        "`{name}` has several values and stands as a variable"
                    ));
                }
                Slot::One(_) | Slot::Absent => {}
            }
        }
    }
}
