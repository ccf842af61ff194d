//! Events: what CloudFormation says while it works.

use super::StackStatus;

/// What happened to one resource of a stack, or to the stack itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id, unique.
    pub id: String,
    /// The resource's name in the template; the stack's own name for the stack itself.
    pub logical_id: String,
    /// The resource's name in AWS; empty while it has none.
    pub physical_id: String,
    /// The type, such as `AWS::EC2::VPC`.
    pub kind: String,
    /// The status it came to.
    pub status: StackStatus,
    /// AWS's words on it.
    pub reason: Option<String>,
}

impl Event {
    /// Whether it is about the stack itself.
    #[must_use]
    pub fn is_of_stack(&self, stack_id: &str) -> bool {
        self.physical_id == stack_id
    }

    /// Whether something failed, for a reason of its own: what is cancelled because
    /// something else failed is not counted.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        let cancelled = |reason: &String| reason.trim_end_matches('.').ends_with("cancelled");
        self.status.name().ends_with("_FAILED") && !self.reason.as_ref().is_some_and(cancelled)
    }
}
