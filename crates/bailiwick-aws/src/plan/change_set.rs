//! The life of a change set before it is executed.

use std::time::Duration;

use super::PlanError;
use crate::cloud::{ChangeSet, ChangeSetRequest, ChangeSetStatus, Cloud, CloudError, Kind};
use crate::deployment::Deployment;
use crate::patience::patiently;

/// How long CloudFormation may take over one change set.
const MINUTES: u64 = 15;

/// Asks for a change set and waits until it is made, or cannot be made.
///
/// Its name was never used before, so that one that exists already is the one whose
/// making was not answered.
pub(super) fn create(
    cloud: &dyn Cloud,
    deployment: &Deployment,
    request: &ChangeSetRequest,
) -> Result<ChangeSet, PlanError> {
    let id = match patiently(cloud, || cloud.create_change_set(request)) {
        Ok(id) => id,
        Err(error) if error.kind == Kind::AlreadyExists => request.name.clone(),
        Err(error) => return Err(error.into()),
    };
    let mut waited = 0;
    while waited < MINUTES * 60 {
        // One that was just made may not be seen yet.
        if let Some(found) = patiently(cloud, || cloud.change_set(&request.stack, &id))?
            && found.status != ChangeSetStatus::Pending
        {
            return Ok(found);
        }
        let seconds = if waited < 5 { 1 } else { 3 };
        cloud.pause(Duration::from_secs(seconds));
        waited += seconds;
    }
    Err(PlanError::TooLate {
        place: deployment.place(),
        minutes: MINUTES,
    })
}

/// Whether it could not be made because nothing would change. CloudFormation has no
/// status for that, only these two sentences, which the AWS CLI's `deploy` reads as well.
pub(super) fn is_empty(change_set: &ChangeSet) -> bool {
    let reason = change_set.reason.as_deref().unwrap_or_default();
    change_set.status == ChangeSetStatus::Failed
        && (reason.contains("didn't contain changes")
            || reason.contains("No updates are to be performed"))
}

/// Forgets a change set, and the empty stack if it reserved one.
pub(crate) fn discard(
    cloud: &dyn Cloud,
    reserves: bool,
    stack_id: &str,
    change_set: &str,
    token: &str,
) -> Result<(), CloudError> {
    patiently(cloud, || cloud.forget(stack_id, change_set))?;
    if reserves {
        let reserved = patiently(cloud, || cloud.stack(stack_id))?;
        // Whatever else is there is no longer an empty stack of ours.
        if reserved.is_some_and(|stack| stack.status.is_reserved()) {
            patiently(cloud, || cloud.delete(stack_id, token))?;
        }
    }
    Ok(())
}
