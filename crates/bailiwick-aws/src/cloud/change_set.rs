//! Change sets: what is asked for, and what CloudFormation says it would do.
//!
//! Source: "CreateChangeSet", "DescribeChangeSet" and "ResourceChange", AWS
//! CloudFormation API Reference.

use std::collections::BTreeMap;

use super::TemplateAt;

/// A request for a change set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSetRequest {
    /// The stack's name.
    pub stack: String,
    /// The name of the change set, never used before: asking again finds the same one.
    pub name: String,
    /// Whether the stack is new.
    pub creates: bool,
    /// The template.
    pub template: TemplateAt,
    /// The parameters' values; `None` keeps the value that the stack has.
    pub parameters: BTreeMap<String, Option<String>>,
    /// The capabilities that the template asks for.
    pub capabilities: Vec<String>,
    /// The stack's tags, which CloudFormation puts on what it creates as well.
    pub tags: BTreeMap<String, String>,
}

/// A change set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSet {
    /// Its ARN.
    pub id: String,
    /// The ARN of its stack.
    pub stack_id: String,
    /// How far its making is.
    pub status: ChangeSetStatus,
    /// AWS's words on the status.
    pub reason: Option<String>,
    /// Whether it can be executed: AWS's own word, `AVAILABLE` when it can.
    pub execution: String,
    /// What it would do.
    pub changes: Vec<Change>,
}

/// How far the making of a change set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeSetStatus {
    /// It is being made.
    Pending,
    /// It is there.
    Ready,
    /// It could not be made, which is also how AWS says that nothing would change.
    Failed,
}

/// One resource that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What would be done.
    pub action: Action,
    /// The resource's name in the template.
    pub logical_id: String,
    /// The resource's name in AWS, once it has one.
    pub physical_id: Option<String>,
    /// The type.
    pub kind: String,
    /// Whether it would be replaced by a new one.
    pub replacement: Replacement,
    /// What becomes of the old one, where AWS says so.
    pub policy: Option<PolicyAction>,
    /// What makes it change.
    pub origins: Vec<Origin>,
}

/// What would be done to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is new.
    Add,
    /// It changes.
    Modify,
    /// It is no longer in the template.
    Remove,
    /// It exists, and the stack takes it over.
    Import,
    /// CloudFormation finds out while it works.
    Dynamic,
}

/// Whether a resource would be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// It stays the same one.
    Never,
    /// It depends on a value that is known only while CloudFormation works.
    Maybe,
    /// A new one takes its place.
    Certain,
}

/// What becomes of a resource that the stack lets go of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyAction {
    /// It is deleted.
    Delete,
    /// It stays, outside the stack.
    Retain,
    /// It is deleted, and a snapshot stays.
    Snapshot,
}

/// What makes a resource change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The property; `Tags`, `Metadata` or the like where it is another part.
    pub property: String,
    /// What that change follows from, such as `Vpc.VpcId` or a parameter.
    pub because_of: Option<String>,
    /// Whether changing it replaces the resource.
    pub replaces: Replacement,
}
