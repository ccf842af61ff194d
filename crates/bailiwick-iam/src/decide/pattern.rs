//! Texts of a policy that may hold wildcards and policy variables.
//!
//! Owns [`Pattern`]: a text compiled once when it has no variable, otherwise a
//! template filled in for each request. The value of a variable is literal:
//! wildcards in it are characters.
//!
//! Variables: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>.

mod arn;
mod template;

pub(super) use arn::ArnPattern;

use self::template::Template;
use super::glob::{Glob, Token};
use super::question::Question;
use super::vocabulary::Vocabulary;
use super::{Truth, Undecided};

/// How the text of a policy is to be understood.
#[derive(Debug, Clone, Copy)]
pub(super) struct Syntax {
    /// `*` and `?` are wildcards.
    pub(super) wildcards: bool,
    /// `${...}` are variables: version 2012-10-17 only.
    pub(super) variables: bool,
    /// Letters are compared without regard to case.
    pub(super) ignores_case: bool,
}

/// A text of a policy, ready to be compared with many texts.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// Without variables.
    Fixed(Glob),
    /// With variables.
    Variable(Template),
    /// Not understood, and why.
    Unreadable(Box<str>),
}

impl Pattern {
    pub(super) fn new(text: &str, syntax: Syntax, vocabulary: &mut Vocabulary) -> Self {
        match Template::read(text, syntax, vocabulary) {
            Ok(template) => match template.tokens() {
                Some(tokens) => Self::Fixed(Glob::of(&tokens)),
                None => Self::Variable(template),
            },
            Err(reason) => Self::Unreadable(reason.into()),
        }
    }

    /// Whether it matches all of `text`.
    #[inline]
    pub(super) fn matches(&self, text: &str, question: &Question<'_>) -> Truth {
        match self {
            Self::Fixed(glob) => glob.matches(text).into(),
            Self::Variable(template) => {
                template.matches(text, question, |tokens| Glob::of(tokens).matches(text))
            }
            Self::Unreadable(_) => Truth::Unknown,
        }
    }

    /// What an `Unknown` of [`Self::matches`] hangs on.
    pub(super) fn blame(&self, question: &Question<'_>, undecided: &mut Undecided) {
        match self {
            Self::Fixed(_) => {}
            Self::Variable(template) => template.blame(question, undecided),
            Self::Unreadable(reason) => {
                undecided.other.insert(reason.to_string());
            }
        }
    }
}

/// The units of a literal text.
fn literal(text: &str) -> impl Iterator<Item = Token> {
    text.chars().map(Token::Literal)
}
