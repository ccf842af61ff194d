//! The action of a request, taken apart.

use crate::decide::vocabulary::Vocabulary;

/// The action of a request.
#[derive(Debug, Clone, Copy)]
pub(in crate::decide) struct Action<'q> {
    /// Its number, if some policy names it without wildcards.
    pub(in crate::decide) number: Option<u32>,
    /// The number of its service, if some policy names that.
    pub(in crate::decide) service: Option<u32>,
    /// `s3:GetObject`, in any case.
    pub(in crate::decide) full: &'q str,
    /// Where in `full` the name of the action begins.
    name: usize,
}

impl<'q> Action<'q> {
    pub(in crate::decide) fn new(full: &'q str, vocabulary: &Vocabulary) -> Self {
        let name = full
            .bytes()
            .position(|byte| byte == b':')
            .map_or(0, |colon| colon + 1);
        Self {
            number: vocabulary.actions.find(full),
            service: vocabulary.services.find(&full[..name.saturating_sub(1)]),
            full,
            name,
        }
    }

    /// `s3`.
    pub(in crate::decide) fn service(&self) -> &'q str {
        &self.full[..self.name.saturating_sub(1)]
    }

    /// `GetObject`.
    pub(in crate::decide) fn name(&self) -> &'q str {
        &self.full[self.name..]
    }

    /// Whether it is `full`, in any case.
    pub(in crate::decide) fn is(&self, full: &str) -> bool {
        self.full.eq_ignore_ascii_case(full)
    }
}
