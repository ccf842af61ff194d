//! From statements to boxes.
//!
//! Owns the meaning of a statement's elements as questions to a request.
//! Principals are not among them: see [`super::caller`].
//!
//! What is not modelled becomes a question of its own that may be answered
//! either way, so a proof that does not need the answer still stands.

mod condition;
mod text;
pub(super) mod variables;

use crate::policy::{Policy, Selection, Statement};

use self::text::Reading;
use self::variables::Variables;
use super::space::{Dimension, Literal, Literals, Space, Test};
use super::text::{Pattern, Texts};

/// Lowers statements into one space.
pub(super) struct Lowering<'s> {
    pub(super) space: &'s mut Space,
    pub(super) variables: &'s mut Variables,
}

impl Lowering<'_> {
    /// What a request answers that the statement's actions, resources and
    /// conditions match. `None`: no request does.
    pub(super) fn statement(&mut self, policy: &Policy, statement: &Statement) -> Option<Literals> {
        let mut literals = vec![self.action(&statement.action)];
        if let Some(resource) = &statement.resource {
            literals.push(self.resource(policy, resource));
        }
        for (operator, key, values) in statement.condition.tests() {
            literals.push(self.condition(policy.version, operator, key, values));
        }
        without_repeats(literals)
    }

    /// The answer that `selection`, as of `Action` or `NotAction`, asks for.
    pub(super) fn action(&mut self, selection: &Selection) -> Literal {
        let patterns = selection.patterns().iter();
        let patterns = patterns.map(|pattern| Pattern::glob(&pattern.to_ascii_lowercase()));
        let test = Test::Texts(Texts(patterns.collect()));
        (self.space.ask(Dimension::Action, test), is_only(selection))
    }

    /// The answer that `selection`, as of `Resource` or `NotResource`, asks for.
    pub(super) fn resource(&mut self, policy: &Policy, selection: &Selection) -> Literal {
        let mut texts = Texts::default();
        for written in selection.patterns() {
            match self.pattern(written, policy.version, Reading::Wildcards) {
                Ok(pattern) => texts.0.extend(pattern),
                Err(reason) => {
                    let words = format!(
                        "whether `{}` matches in version {}: {reason}",
                        selection_words(selection),
                        policy.version.as_str()
                    );
                    return (self.space.ask(Dimension::Opaque(words), Test::Holds), true);
                }
            }
        }
        let id = self.space.ask(Dimension::Resource, Test::Texts(texts));
        (id, is_only(selection))
    }
}

fn is_only(selection: &Selection) -> bool {
    matches!(selection, Selection::Only(_))
}

fn selection_words(selection: &Selection) -> String {
    let patterns: Vec<&str> = selection.patterns().iter().map(String::as_str).collect();
    patterns.join(", ")
}

/// Each question once; `None` when one would need two answers.
pub(super) fn without_repeats(mut literals: Literals) -> Option<Literals> {
    literals.sort_unstable();
    literals.dedup();
    let contradicts = literals.windows(2).any(|two| two[0].0 == two[1].0);
    (!contradicts).then_some(literals)
}
