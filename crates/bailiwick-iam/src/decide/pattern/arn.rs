//! Patterns for the ARN operators: six parts, each matched on its own.

use super::{Syntax, Template};
use crate::decide::glob::{Glob, Token};
use crate::decide::question::Question;
use crate::decide::vocabulary::Vocabulary;
use crate::decide::{Truth, Undecided};

/// A value of an ARN operator. "Each of the six colon-delimited components of
/// the ARN is checked separately and each can include multi-character match
/// wildcards (*) or single-character match wildcards (?)"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN>).
#[derive(Debug, Clone)]
pub(in crate::decide) enum ArnPattern {
    Fixed(Box<[Glob; 6]>),
    Variable(Template),
    Unreadable(Box<str>),
}

impl ArnPattern {
    pub(in crate::decide) fn new(text: &str, syntax: Syntax, vocabulary: &mut Vocabulary) -> Self {
        let template = match Template::read(text, syntax, vocabulary) {
            Ok(template) => template,
            Err(reason) => return Self::Unreadable(reason.into()),
        };
        match template.tokens() {
            None => Self::Variable(template),
            Some(tokens) => match compile(&tokens) {
                Some(globs) => Self::Fixed(Box::new(globs)),
                None => {
                    Self::Unreadable(format!("`{text}` has not the six parts of an ARN").into())
                }
            },
        }
    }

    /// Whether it matches `text`, whose six parts are `parts`.
    pub(in crate::decide) fn matches(
        &self,
        text: &str,
        parts: &[&str; 6],
        question: &Question<'_>,
    ) -> Truth {
        match self {
            Self::Fixed(globs) => all_match(globs, parts).into(),
            Self::Variable(template) => template.matches(text, question, |tokens| {
                compile(tokens).is_some_and(|globs| all_match(&globs, parts))
            }),
            Self::Unreadable(_) => Truth::Unknown,
        }
    }

    /// What an `Unknown` of [`Self::matches`] hangs on.
    pub(in crate::decide) fn blame(&self, question: &Question<'_>, undecided: &mut Undecided) {
        match self {
            Self::Fixed(_) => {}
            Self::Variable(template) => template.blame(question, undecided),
            Self::Unreadable(reason) => {
                undecided.other.insert(reason.to_string());
            }
        }
    }
}

fn compile(tokens: &[Token]) -> Option<[Glob; 6]> {
    let parts: Vec<Glob> = tokens
        .splitn(6, |token| *token == Token::Literal(':'))
        .map(Glob::of)
        .collect();
    parts.try_into().ok()
}

fn all_match(globs: &[Glob; 6], parts: &[&str; 6]) -> bool {
    globs
        .iter()
        .zip(parts)
        .all(|(glob, part)| glob.matches(part))
}
