//! One statement, compiled.

use super::principal::{Named, Whom};
use super::test::Test;
use crate::decide::glob::Glob;
use crate::decide::pattern::{Pattern, Syntax};
use crate::decide::question::{Action, Question};
use crate::decide::vocabulary::Vocabulary;
use crate::decide::{Truth, Undecided};
use crate::policy::{Effect, Selection, Statement, Version};

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

/// `Action` or `NotAction`.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Actions {
    globs: Box<[Glob]>,
    except: bool,
}

/// `Resource` or `NotResource`.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Resources {
    patterns: Box<[Pattern]>,
    except: bool,
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

impl Actions {
    fn new(selection: &Selection) -> Self {
        Self {
            globs: selection
                .patterns()
                .iter()
                .map(|pattern| Glob::new(&pattern.to_ascii_lowercase()))
                .collect(),
            except: matches!(selection, Selection::AllExcept(_)),
        }
    }

    /// Whether it selects the action. The names of actions have no case
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>).
    pub(in crate::decide) fn select(&self, action: &Action<'_>) -> bool {
        self.globs
            .iter()
            .any(|glob| glob.matches_in_any_case(action.full))
            != self.except
    }
}

impl Resources {
    fn new(selection: &Selection, version: Version, vocabulary: &mut Vocabulary) -> Self {
        let syntax = Syntax {
            wildcards: true,
            variables: version == Version::Current,
            ignores_case: false,
        };
        Self {
            patterns: selection
                .patterns()
                .iter()
                .map(|pattern| match variable_before_resource(pattern, syntax) {
                    false => Pattern::new(pattern, syntax, vocabulary),
                    true => Pattern::Unreadable(
                        format!("`{pattern}` has a variable before the last part of the ARN")
                            .into(),
                    ),
                })
                .collect(),
            except: matches!(selection, Selection::AllExcept(_)),
        }
    }

    #[inline]
    pub(in crate::decide) fn matches(&self, question: &Question<'_>) -> Truth {
        let mut truth = Truth::False;
        for pattern in &self.patterns {
            truth = truth.or(pattern.matches(question.resource, question));
            if truth == Truth::True {
                break;
            }
        }
        if self.except { !truth } else { truth }
    }

    fn blame(&self, question: &Question<'_>, undecided: &mut Undecided) {
        for pattern in &self.patterns {
            if pattern.matches(question.resource, question) == Truth::Unknown {
                pattern.blame(question, undecided);
            }
        }
    }
}

/// "You can't use a variable to replace parts of the ARN before the fifth
/// colon, such as the service or account"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-resourceelement>).
fn variable_before_resource(pattern: &str, syntax: Syntax) -> bool {
    let Some(at) = pattern.find("${").filter(|_| syntax.variables) else {
        return false;
    };
    let escape = ["${*}", "${?}", "${$}"]
        .iter()
        .any(|escape| pattern[at..].starts_with(escape));
    !escape && pattern.starts_with("arn:") && pattern[..at].matches(':').count() < 5
}
