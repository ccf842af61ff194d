//! Why AWS did not do what it was asked.

use std::fmt;

use thiserror::Error;

/// An operation of AWS that failed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("AWS did not do `{operation}`: {message}{}", in_brackets(.code))]
pub struct CloudError {
    /// The operation, as AWS names it.
    pub operation: &'static str,
    /// What kind of failure it is.
    pub kind: Kind,
    /// AWS's own code, such as `Throttling`; empty when AWS did not answer.
    pub code: String,
    /// AWS's own words.
    pub message: String,
}

/// What a failure means for whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Too many requests; the same request works later.
    Throttled,
    /// No answer, or a broken one: the work may have been done all the same.
    Unanswered,
    /// There are no credentials, or they have expired.
    NoCredentials,
    /// The credentials do not allow it.
    Denied,
    /// A thing of that name exists already.
    AlreadyExists,
    /// The thing is not in a state for it.
    NotNow,
    /// The request itself is wrong.
    Rejected,
}

impl CloudError {
    /// Whether the same request may work in a moment.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self.kind, Kind::Throttled | Kind::Unanswered)
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self.kind {
            Kind::Throttled => {
                "AWS gets too many requests from this account; wait a little and try again"
            }
            Kind::Unanswered => {
                "see whether this machine reaches AWS, and try again; what AWS had begun, it goes on with"
            }
            Kind::NoCredentials => {
                "sign in (`aws sso login --profile NAME`) and name the profile: `AWS_PROFILE=NAME bailiwick …`"
            }
            Kind::Denied => "use credentials that may do this, or ask whoever may",
            Kind::AlreadyExists | Kind::NotNow => {
                "see in the CloudFormation console what else is at work, and try again"
            }
            Kind::Rejected => {
                "the words are AWS's own; if the template is what it refuses, that is a fault of Bailiwick to be reported"
            }
        }
    }
}

fn in_brackets(code: &str) -> impl fmt::Display {
    match code {
        "" => String::new(),
        code => format!(" ({code})"),
    }
}
