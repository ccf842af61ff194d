//! What is wrong with a policy, as data.
//!
//! Owns the shape of a finding and the list of codes. It does not find
//! anything: [`crate::policy`] reads and [`crate::lint`] judges. A finding says
//! where it is as a [`Place`] in a policy value, or as a [`Span`] of a text.
//!
//! Start reading at [`Finding`] and [`Code`].

mod code;
mod place;

pub use code::Code;
pub use place::{Place, Span, Spans};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// AWS refuses the policy, or a part of it does nothing.
    Error,
    /// The policy works, but probably not as meant.
    Warning,
}

/// One thing that is wrong, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding<P = Place> {
    /// Where.
    pub place: P,
    /// The stable code, which has a page.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lower case, no final stop, the policy's words in backticks.
    pub message: String,
    /// Another place that helps to understand it, and what to say there.
    pub related: Vec<(P, String)>,
    /// What to do.
    pub help: Option<String>,
}

impl<P> Finding<P> {
    /// An error at a place.
    pub fn error(code: Code, place: P, message: impl Into<String>) -> Self {
        Self {
            place,
            code,
            severity: Severity::Error,
            message: message.into(),
            related: Vec::new(),
            help: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: Code, place: P, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, message)
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, place: P, message: impl Into<String>) -> Self {
        self.related.push((place, message.into()));
        self
    }

    /// The same finding, its places told in another way.
    pub fn at<Q>(self, mut place: impl FnMut(P) -> Q) -> Finding<Q> {
        Finding {
            place: place(self.place),
            code: self.code,
            severity: self.severity,
            message: self.message,
            related: self
                .related
                .into_iter()
                .map(|(other, message)| (place(other), message))
                .collect(),
            help: self.help,
        }
    }
}
