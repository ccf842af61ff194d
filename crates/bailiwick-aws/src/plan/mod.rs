//! A plan: what one deployment would do to its stack, before anything is done.
//!
//! Owns: the checks that come before a change set, the change set, and what it puts at
//! risk. Refuses: to execute. Start reading at [`plan`].

mod account;
mod change_set;
mod erosion;
mod error;
mod groups;
mod parameters;
mod prepare;
mod risk;
mod stack_state;
mod template;

use std::collections::BTreeMap;

pub use account::check_account;
pub(crate) use change_set::discard;
pub use error::PlanError;
pub use groups::StoppedGroup;
pub(crate) use groups::have_moved;
pub use prepare::{Inputs, plan};
pub use risk::{Risk, Weighed, holds_data};
pub(crate) use stack_state::check_ownership;
pub(crate) use template::{read, when_removed};

use crate::deployment::Deployment;

/// What one deployment would do. Nothing in it is chosen later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What is to be deployed.
    pub deployment: Deployment,
    /// What it was built on.
    pub basis: Basis,
    /// What is to be done.
    pub step: Step,
    /// Groups that somebody, such as the kill switch, set to no machines; they stay so.
    pub stopped: Vec<StoppedGroup>,
    /// Groups of which nobody could say whether they are stopped.
    pub unseen: Vec<String>,
}

/// The state that a plan was built on. It is checked again before anything is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The stack's ARN; the one that the change set reserved when the stack is new.
    pub stack_id: String,
    /// Its status.
    pub status: String,
    /// When something was last done to it.
    pub changed: String,
    /// The stack's outputs.
    pub outputs: BTreeMap<String, String>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing: the stack is as declared.
    Nothing,
    /// The change set is executed.
    Execute {
        /// Whether the stack is new.
        creates: bool,
        /// Whether the change set reserved it, so that it goes again with the change set.
        reserves: bool,
        /// The change set's ARN.
        change_set: String,
        /// The token of its execution.
        token: String,
        /// What changes, the greatest risk first.
        changes: Vec<Weighed>,
    },
}

impl Plan {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.step == Step::Nothing
    }
}
