//! Who can: one question asked for many callers at once.

use super::prepared::CompiledLayers;
use super::question::Question;
use super::rules;
use super::vocabulary::Vocabulary;
use super::{Decision, Layers};
use crate::request::{Caller, Context, Resource};

/// A caller and the policies that have a say in what it asks.
#[derive(Debug, Clone)]
pub struct Principal<'p> {
    /// Who.
    pub caller: Caller,
    /// The policies.
    pub layers: Layers<'p>,
}

/// Many principals, their policies compiled.
#[derive(Debug)]
pub struct PreparedMany {
    vocabulary: Vocabulary,
    principals: Vec<(Caller, CompiledLayers)>,
}

impl PreparedMany {
    /// Compiles the policies of all principals.
    pub fn new<'p>(principals: impl IntoIterator<Item = Principal<'p>>) -> Self {
        let mut vocabulary = Vocabulary::default();
        let principals = principals
            .into_iter()
            .map(|Principal { caller, layers }| {
                let layers = CompiledLayers::new(&layers, &mut vocabulary);
                (caller, layers)
            })
            .collect();
        Self {
            vocabulary,
            principals,
        }
    }

    /// The decision for each principal, in the order given.
    pub fn who_can<'m>(
        &'m self,
        action: &'m str,
        resource: &'m Resource,
        context: &'m Context,
    ) -> impl Iterator<Item = (&'m Caller, Decision)> {
        let mut question: Option<Question<'m>> = None;
        self.principals.iter().map(move |(caller, layers)| {
            let question = match &mut question {
                Some(question) => {
                    question.asked_by(caller);
                    question
                }
                None => question.insert(Question::about(
                    caller,
                    action,
                    resource,
                    context,
                    &self.vocabulary,
                )),
            };
            (caller, rules::decide(layers, question))
        })
    }
}
