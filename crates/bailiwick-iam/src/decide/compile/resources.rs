//! `Resource` and `NotResource`.

use crate::decide::pattern::{Pattern, Syntax};
use crate::decide::question::Question;
use crate::decide::vocabulary::Vocabulary;
use crate::decide::{Truth, Undecided};
use crate::policy::{Selection, Version};

/// `Resource` or `NotResource`.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Resources {
    patterns: Box<[Pattern]>,
    except: bool,
}

impl Resources {
    pub(in crate::decide) fn new(
        selection: &Selection,
        version: Version,
        vocabulary: &mut Vocabulary,
    ) -> Self {
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

    /// Whether it selects the resource of the request.
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

    /// What an `Unknown` of [`Self::matches`] hangs on.
    pub(in crate::decide) fn blame(&self, question: &Question<'_>, undecided: &mut Undecided) {
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
