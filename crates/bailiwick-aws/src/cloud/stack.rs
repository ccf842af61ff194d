//! Stacks as CloudFormation describes them.
//!
//! Source: "DescribeStacks" and "Stack status codes", AWS CloudFormation.

use std::collections::BTreeMap;
use std::fmt;

/// A stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackDescription {
    /// The ARN, which another stack of the same name does not have.
    pub id: String,
    /// Its status.
    pub status: StackStatus,
    /// AWS's words on the status.
    pub reason: Option<String>,
    /// When something was last done to it, in AWS's own form; part of what a plan rests on.
    pub changed: String,
    /// Its outputs.
    pub outputs: BTreeMap<String, String>,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
    /// Whether AWS refuses to delete it.
    pub protected: bool,
}

/// A resource that a stack holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackResource {
    /// Its name in the template.
    pub logical_id: String,
    /// Its name in AWS; empty while it has none.
    pub physical_id: String,
    /// The type, such as `AWS::EC2::Volume`.
    pub kind: String,
    /// Its status.
    pub status: String,
}

/// A status, as CloudFormation writes it: `UPDATE_COMPLETE`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StackStatus(String);

impl StackStatus {
    /// A status by its name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether AWS is still at work.
    #[must_use]
    pub fn is_in_progress(&self) -> bool {
        self.0.ends_with("_IN_PROGRESS")
    }

    /// Whether the stack is as its template says: nothing failed, nothing is at work.
    #[must_use]
    pub fn is_well(&self) -> bool {
        matches!(
            &*self.0,
            "CREATE_COMPLETE" | "UPDATE_COMPLETE" | "IMPORT_COMPLETE"
        )
    }

    /// Whether it is but a name: a change set was made that would create it, and none was
    /// executed. Another such change set may be made, as the AWS CLI's `deploy` does.
    #[must_use]
    pub fn is_reserved(&self) -> bool {
        self.0 == "REVIEW_IN_PROGRESS"
    }

    /// Whether a change set for an update may be executed.
    #[must_use]
    pub fn is_updatable(&self) -> bool {
        self.is_well()
            || matches!(
                &*self.0,
                "UPDATE_ROLLBACK_COMPLETE" | "IMPORT_ROLLBACK_COMPLETE"
            )
    }
}

impl fmt::Display for StackStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
