//! What Bailiwick needs of AWS, as a trait: no more than this can be done to an account.
//!
//! Owns: the operations and the values that they take and give, free of the SDK's types.
//! Refuses: to retry, to wait, to judge. `crate::sdk` is the real one; tests bring a fake.

mod change_set;
mod error;
mod event;
mod stack;

use std::time::Duration;

use serde_json::Value;

use crate::follow::Cause;

pub use change_set::{
    Action, Change, ChangeSet, ChangeSetRequest, ChangeSetStatus, Origin, PolicyAction, Replacement,
};
pub use error::{CloudError, Kind};
pub use event::Event;
pub use stack::{StackDescription, StackResource, StackStatus};

/// One account and region, seen with one set of credentials.
pub trait Cloud {
    /// The account of the credentials (STS `GetCallerIdentity`).
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn caller(&self) -> Result<String, CloudError>;

    /// Keeps a template where CloudFormation can read it, and returns its URL (S3).
    /// The same template has the same URL, so that doing it again changes nothing.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn keep_template(&self, account: &str, body: &str) -> Result<String, CloudError>;

    /// Has the service read a template; returns the capabilities that it asks for.
    ///
    /// # Errors
    /// When AWS does not answer, or finds the template wrong.
    fn validate(&self, template: &TemplateAt) -> Result<Vec<String>, CloudError>;

    /// A stack by name or id; `None` when there is none, or a deleted one.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn stack(&self, stack: &str) -> Result<Option<StackDescription>, CloudError>;

    /// The resources that a stack holds.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn resources(&self, stack: &str) -> Result<Vec<StackResource>, CloudError>;

    /// The template a stack was last deployed with.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn template(&self, stack: &str) -> Result<String, CloudError>;

    /// Asks for a change set; returns its id. It is not ready yet.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn create_change_set(&self, request: &ChangeSetRequest) -> Result<String, CloudError>;

    /// A change set by id, or by name within a stack, with all of its changes.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn change_set(&self, stack: &str, change_set: &str) -> Result<Option<ChangeSet>, CloudError>;

    /// Starts what a change set says. Doing it again with the same token changes nothing.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn execute(&self, stack: &str, change_set: &str, token: &str) -> Result<(), CloudError>;

    /// Forgets a change set. One that is gone already is no error.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn forget(&self, stack: &str, change_set: &str) -> Result<(), CloudError>;

    /// What happened to a stack, newest first, back to the event with an id, which is
    /// left out; everything when no event has it.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn events(&self, stack_id: &str, after: Option<&str>) -> Result<Vec<Event>, CloudError>;

    /// What AWS found wrong with a change set, or with the last work on a stack, before it
    /// touched any resource (`DescribeEvents`).
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn findings(&self, stack_id: &str, change_set: Option<&str>) -> Result<Vec<Cause>, CloudError>;

    /// Starts the deletion of a stack. Doing it again with the same token changes nothing.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn delete(&self, stack_id: &str, token: &str) -> Result<(), CloudError>;

    /// How a resource really is, by type and physical id (Cloud Control `GetResource`);
    /// `None` when Cloud Control finds none.
    ///
    /// # Errors
    /// When AWS does not answer, or refuses.
    fn resource(&self, kind: &str, physical_id: &str) -> Result<Option<Value>, CloudError>;

    /// Lets some time pass.
    fn pause(&self, time: Duration);
}

/// Where CloudFormation finds a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateAt {
    /// In the request itself.
    Body(String),
    /// In S3.
    Url(String),
}
