//! Why applying ended early.

use thiserror::Error;

use crate::cloud::{CloudError, StackStatus};
use crate::follow::{Cause, because};
use crate::plan::PlanError;

/// Why applying ended early.
#[derive(Debug, Error)]
pub enum ApplyError {
    /// AWS did not answer, or refused.
    #[error(transparent)]
    Cloud(#[from] CloudError),
    /// There is no plan.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The plan rests on what is no longer so. Nothing was done.
    #[error("the plan of {place} is stale: {because} since it was made")]
    Stale {
        /// The stack.
        place: String,
        /// What happened.
        because: &'static str,
    },
    /// AWS was told to begin and did not answer.
    #[error("nobody can say whether AWS began to deploy {place}")]
    Unsure {
        /// The stack.
        place: String,
        /// What AWS did instead.
        #[source]
        error: CloudError,
    },
    /// The deployment goes on, and cannot be followed.
    #[error("the deployment of {place} goes on in AWS and can no longer be followed")]
    LostSight {
        /// The stack.
        place: String,
        /// What AWS did instead.
        #[source]
        error: CloudError,
    },
    /// The deployment failed.
    #[error(
        "the deployment of {place} failed and ended in {status}{}",
        because(cause)
    )]
    Failed {
        /// The stack.
        place: String,
        /// The stack's last status.
        status: StackStatus,
        /// The first thing that went wrong.
        cause: Option<Cause>,
        /// Whether the stack was new.
        created: bool,
    },
}

impl ApplyError {
    /// Whether AWS began and failed, so that the stack may be other than before.
    #[must_use]
    pub fn is_failed_deployment(&self) -> bool {
        matches!(
            self,
            Self::Failed { .. } | Self::LostSight { .. } | Self::Unsure { .. }
        )
    }

    /// Whether it is that AWS does not answer.
    pub(super) fn is_without_answer(&self) -> bool {
        match self {
            Self::Cloud(error)
            | Self::Plan(PlanError::Cloud(error))
            | Self::Unsure { error, .. }
            | Self::LostSight { error, .. } => error.is_passing(),
            _ => false,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Cloud(error) => error.hint().into(),
            Self::Plan(error) => error.hint(),
            Self::Stale { .. } => "apply again: it makes a new plan and shows it; nothing was done".into(),
            Self::Unsure { .. } | Self::LostSight { .. } => {
                "see the stack in the CloudFormation console; apply again when it is at rest".into()
            }
            Self::Failed { status, created, .. } => match status.name() {
                "UPDATE_ROLLBACK_COMPLETE" => {
                    "everything is as it was before; mend the cause and apply again".into()
                }
                "ROLLBACK_COMPLETE" if *created => {
                    "what had been created was deleted; mend the cause, delete the empty stack, and apply again, which says how".into()
                }
                _ => "mend the cause and apply again, which says what to do about the state of the stack".into(),
            },
        }
    }
}
