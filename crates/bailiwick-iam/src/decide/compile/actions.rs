//! `Action` and `NotAction`.

use crate::decide::glob::Glob;
use crate::decide::question::Action;
use crate::policy::Selection;

/// `Action` or `NotAction`.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Actions {
    globs: Box<[Glob]>,
    except: bool,
}

impl Actions {
    pub(in crate::decide) fn new(selection: &Selection) -> Self {
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
