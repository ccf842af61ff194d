//! Diagnostics: what is wrong with a user's file, as data.
//!
//! Owns: the shape of a diagnostic. Refuses: to print; the command line renders
//! them for people, as JSON and as SARIF. What each code means is in [`crate::code`].

use crate::code::Code;
use crate::source::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The estate cannot be used until this is mended.
    Error,
    /// The estate works, but probably not as meant.
    Warning,
}

/// A place that helps to understand a diagnostic, with what to say there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What to say there: lower case, no final stop.
    pub message: String,
}

/// One thing that is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, whose page `bailiwick explain` prints.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lower case, no final stop, the user's own words in backticks.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to say under the span, when it says more than the message.
    pub label: Option<String>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            span,
            label: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, span, message)
        }
    }

    /// Says something under the span itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related {
            span,
            message: message.into(),
        });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Takes a text that nobody may see, and each longer line of it, out of everything
    /// it says.
    pub(crate) fn conceal(&mut self, secret: &str) {
        let lines = secret.lines().map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| line.len() >= 12).collect();
        let related = self.related.iter_mut().map(|related| &mut related.message);
        let others = [&mut self.label, &mut self.help].into_iter().flatten();
        for text in related.chain(others).chain([&mut self.message]) {
            for line in &lines {
                if text.contains(line) {
                    *text = text.replace(line, "***");
                }
            }
        }
    }
}
