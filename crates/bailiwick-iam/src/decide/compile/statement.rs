//! One statement, compiled.

use super::actions::Actions;
use super::principal::{Named, Whom};
use super::resources::Resources;
use super::test::Test;
use crate::decide::question::Question;
use crate::decide::vocabulary::Vocabulary;
use crate::decide::{Truth, Undecided};
use crate::policy::{Effect, Statement, Version};

/// A statement, compiled against a vocabulary.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Compiled {
    pub(in crate::decide) effect: Effect,
    /// `None`: no `Principal` element.
    pub(in crate::decide) whom: Option<Whom>,
    pub(in crate::decide) actions: Actions,
    /// `None`: no `Resource` element, as in trust policies.
    pub(in crate::decide) resources: Option<Resources>,
    pub(in crate::decide) tests: Box<[Test]>,
}

impl Compiled {
    pub(in crate::decide) fn new(
        statement: &Statement,
        version: Version,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        Self {
            effect: statement.effect,
            whom: statement.principal.as_ref().map(Whom::new),
            actions: Actions::new(&statement.action),
            resources: statement
                .resource
                .as_ref()
                .map(|resources| Resources::new(resources, version, vocabulary)),
            tests: statement
                .condition
                .tests()
                .map(|(operator, key, values)| {
                    Test::new(
                        operator,
                        key,
                        values.iter().map(|value| &**value),
                        version,
                        vocabulary,
                    )
                })
                .collect(),
        }
    }

    /// Whether its resource and condition match. The action is looked at by
    /// whoever found the statement, the principal by [`Self::names`].
    #[inline]
    pub(in crate::decide) fn holds(&self, question: &Question<'_>) -> Truth {
        let mut truth = match &self.resources {
            Some(resources) => resources.matches(question),
            None => Truth::True,
        };
        for test in &self.tests {
            if truth == Truth::False {
                break;
            }
            truth = truth.and(test.holds(question));
        }
        truth
    }

    /// What an `Unknown` of [`Self::holds`] hangs on.
    pub(in crate::decide) fn blame(&self, question: &Question<'_>, undecided: &mut Undecided) {
        if let Some(resources) = &self.resources
            && resources.matches(question) == Truth::Unknown
        {
            resources.blame(question, undecided);
        }
        for test in &self.tests {
            if test.holds(question) == Truth::Unknown {
                test.blame(question, undecided);
            }
        }
    }

    /// How directly it names the caller: certain, and possible. A statement
    /// of a resource policy must name someone, so one that does not is not
    /// understood.
    pub(in crate::decide) fn names(&self, question: &Question<'_>) -> (Named, Named) {
        match &self.whom {
            Some(whom) => whom.names(&question.identity),
            None => (Named::No, Named::Directly),
        }
    }

    /// Whether a denying statement is about the caller.
    pub(in crate::decide) fn is_about(&self, question: &Question<'_>, bounded: Truth) -> Truth {
        match &self.whom {
            Some(whom) => whom.denies(&question.identity, bounded),
            None => Truth::Unknown,
        }
    }

    /// Why it is not known whom it names.
    pub(in crate::decide) fn blame_names(
        &self,
        question: &Question<'_>,
        undecided: &mut Undecided,
    ) {
        match &self.whom {
            Some(whom) => undecided
                .other
                .extend(whom.reasons(&question.identity, self.effect)),
            None => {
                undecided
                    .other
                    .insert("a statement of a resource policy names no principal".to_owned());
            }
        }
    }
}
