//! IAM policy documents as values.
//!
//! Owns the document model, its writing as JSON in AWS's element order, its
//! strict reading from a text (with the place of everything) or a value, the
//! grammar inside values (variables, principals), and the size quotas. Values are sets wherever AWS gives
//! order no meaning, so equal policies are equal values and print alike. It
//! does not decide requests.
//!
//! Grammar: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>.

mod condition;
mod kind;
mod operator;
mod principal;
mod quota;
mod read;
mod selection;
mod sid;
mod statement;
mod template;
mod write;

pub use condition::Condition;
pub use kind::PolicyKind;
pub use operator::{Comparison, Operator, Quantifier, UnknownOperator};
pub use principal::{Principal, PrincipalKind, PrincipalName, Principals};
pub use quota::{AttachmentQuota, SizeQuota};
pub use read::{ReadError, Reading};
pub use selection::Selection;
pub use sid::{InvalidSid, Sid};
pub use statement::{Effect, Statement};
pub use template::{Piece, Template, Variable, VariableProblem};

/// A policy document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Policy {
    /// The version of the policy language.
    pub version: Version,
    /// The document's own identifier; some services ask for one.
    pub id: Option<String>,
    /// The statements, in the order written.
    pub statements: Vec<Statement>,
}

impl Policy {
    /// A policy in the current version of the language, without an id.
    pub fn new(statements: impl IntoIterator<Item = Statement>) -> Self {
        Self {
            version: Version::Current,
            id: None,
            statements: statements.into_iter().collect(),
        }
    }
}

/// The version of the policy language
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Version {
    /// `2012-10-17`, the one with policy variables.
    #[default]
    Current,
    /// `2008-10-17`, which a document without a version has.
    Old,
}

impl Version {
    /// The version as it stands in a document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current => "2012-10-17",
            Self::Old => "2008-10-17",
        }
    }
}
