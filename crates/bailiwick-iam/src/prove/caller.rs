//! Who may ask: the kinds of callers that the policies of a claim tell apart.
//!
//! Owns [`Shape`]. Resource policies name principals, and identity policies
//! may ask for the caller's ARN, account or name. All callers that no policy
//! can tell apart by its principals are one shape, with one caller to stand
//! for them; what follows from being that caller (its ARN, its account) is
//! said of the condition keys that follow from it.
//!
//! Whom a principal names is told by [`naming`], for the one caller.

mod account;
mod named;
mod naming;
mod shapes;

use crate::policy::{Effect, Principal, Quantifier};
use crate::request::Caller;

pub(super) use account::user_called;
pub(super) use named::{FROM_CALLER, Named};
pub(super) use naming::Naming;
pub(super) use shapes::{any_caller, callers};

use super::key::{Asked, KeyTest, ValueSet};
use super::space::{Dimension, Literal, Space, Test};
use super::text::{Pattern, Texts};

/// Callers whom no principal of the claim tells apart.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// One of them; `None`: any caller at all, of whom nothing is known.
    pub(super) caller: Option<Caller>,
    /// The actions that they can ask for; `None`: all.
    actions: Option<&'static str>,
    /// What the keys that follow from the caller are.
    facts: Vec<(&'static str, Fact)>,
}

/// What a key is for a shape.
#[derive(Debug, Clone)]
enum Fact {
    /// It is not there.
    Absent,
    /// It is there, with a text inside the first set and outside the second.
    Is(Texts, Texts),
}

impl Shape {
    /// Whether `principal`, of a statement with `effect`, names these callers.
    pub(super) fn is_named_by(&self, principal: &Principal, effect: Effect) -> Naming {
        match &self.caller {
            Some(caller) => naming::naming(principal, effect, caller),
            None => naming::unknown(principal),
        }
    }

    /// The one text that `key`, in lower case, is for these callers.
    pub(super) fn text_of(&self, key: &str) -> Option<String> {
        self.facts.iter().find_map(|(name, fact)| match fact {
            Fact::Is(texts, _) if name.eq_ignore_ascii_case(key) => texts.0.first()?.as_literal(),
            _ => None,
        })
    }

    /// The same shape, of which `key` is known as well.
    fn with(mut self, key: &'static str, fact: Fact) -> Self {
        self.facts.push((key, fact));
        self
    }

    /// What a request by such a caller answers to questions about it.
    pub(super) fn literals(&self, space: &mut Space) -> Vec<Literal> {
        let mut literals = Vec::new();
        if let Some(actions) = self.actions {
            let texts = Texts(vec![Pattern::glob(actions)]);
            literals.push((space.ask(Dimension::Action, Test::Texts(texts)), true));
        }
        for (key, fact) in &self.facts {
            let mut say = |test: KeyTest, wanted| {
                let dimension = Dimension::Key(key.to_ascii_lowercase());
                literals.push((space.ask(dimension, Test::Key(test)), wanted));
            };
            match fact {
                Fact::Absent => say(is_absent(), true),
                Fact::Is(inside, outside) => {
                    say(is_among(inside.clone()), true);
                    if !outside.0.is_empty() {
                        say(is_among(outside.clone()), false);
                    }
                }
            }
        }
        literals
    }
}

/// The test that a key is not there.
pub(super) fn is_absent() -> KeyTest {
    KeyTest {
        if_absent: true,
        if_present: Asked::Always(false),
    }
}

/// The test that a key is there with one of these texts.
pub(super) fn is_among(texts: Texts) -> KeyTest {
    KeyTest {
        if_absent: false,
        if_present: Asked::Values {
            quantifier: Quantifier::Single,
            set: ValueSet::Texts(texts),
            inside: true,
        },
    }
}
