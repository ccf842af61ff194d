//! May a stack be changed at all, and is it ours?

use super::PlanError;
use crate::cloud::StackDescription;
use crate::deployment::{Deployment, OWNER_TAG};

/// Refuses a stack that this estate did not make. One that is only reserved may say nothing
/// of its owner yet, and holds nothing.
pub(crate) fn check_ownership(
    deployment: &Deployment,
    stack: &StackDescription,
) -> Result<(), PlanError> {
    let owner = stack.tags.get(OWNER_TAG);
    let unsaid = stack.status.is_reserved() && stack.tags.is_empty();
    if owner != Some(&deployment.estate) && !unsaid {
        return Err(PlanError::Foreign {
            stack: deployment.stack_name(),
            owner: owner.cloned(),
        });
    }
    Ok(())
}

/// Refuses a stack in a state in which no change set can be made.
pub(super) fn check_state(
    deployment: &Deployment,
    stack: &StackDescription,
) -> Result<(), PlanError> {
    if !stack.status.is_updatable() && !stack.status.is_reserved() {
        return Err(PlanError::State {
            stack: deployment.stack_name(),
            region: deployment.region.clone(),
            status: stack.status.clone(),
            reason: stack.reason.clone(),
        });
    }
    Ok(())
}
