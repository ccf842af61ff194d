//! Executing one plan. It chooses nothing: it does what the plan says, or refuses.

use std::collections::BTreeMap;

use super::ApplyError;
use crate::cloud::{ChangeSet, Cloud, Event, Kind};
use crate::follow::{first_cause, follow, newest};
use crate::patience::patiently;
use crate::plan::{Plan, Step, have_moved};

/// Does what a plan says and follows it to its end; returns the stack's outputs.
///
/// # Errors
/// When the plan is stale (then nothing was done), or the deployment fails.
pub fn execute(
    cloud: &dyn Cloud,
    plan: &Plan,
    watch: &mut dyn FnMut(&Event),
) -> Result<BTreeMap<String, String>, ApplyError> {
    let Step::Execute {
        change_set,
        token,
        creates,
        ..
    } = &plan.step
    else {
        return Ok(plan.basis.outputs.clone());
    };
    let stack_id = &plan.basis.stack_id;
    check_fresh(cloud, plan, change_set)?;
    let after = newest(cloud, stack_id)?;
    match patiently(cloud, || cloud.execute(stack_id, change_set, token)) {
        Ok(()) => {}
        // It may be running already: the answer to an earlier request was lost.
        Err(error) if error.kind == Kind::NotNow => {
            let found = patiently(cloud, || cloud.change_set(stack_id, change_set))?;
            if !found.is_some_and(|found| found.execution.starts_with("EXECUTE_")) {
                return Err(stale(plan, "somebody changed the stack"));
            }
        }
        Err(error) if error.is_passing() => {
            let place = plan.deployment.place();
            return Err(ApplyError::Unsure { place, error });
        }
        Err(error) => return Err(error.into()),
    }
    let end = follow(cloud, stack_id, after, watch).map_err(|error| ApplyError::LostSight {
        place: plan.deployment.place(),
        error,
    })?;
    if !end.status.is_well() {
        return Err(ApplyError::Failed {
            place: plan.deployment.place(),
            status: end.status,
            cause: first_cause(cloud, &end.events, stack_id),
            created: *creates,
        });
    }
    let stack = patiently(cloud, || cloud.stack(stack_id))?;
    Ok(stack.map(|stack| stack.outputs).unwrap_or_default())
}

/// Refuses a plan whose ground has moved.
fn check_fresh(cloud: &dyn Cloud, plan: &Plan, change_set: &str) -> Result<(), ApplyError> {
    let basis = &plan.basis;
    let Some(stack) = patiently(cloud, || cloud.stack(&basis.stack_id))? else {
        return Err(stale(plan, "somebody deleted the stack"));
    };
    if stack.status.name() != basis.status || stack.changed != basis.changed {
        return Err(stale(plan, "somebody changed the stack"));
    }
    if have_moved(cloud, plan)? {
        return Err(stale(
            plan,
            "somebody stopped or started a group of machines",
        ));
    }
    let found = patiently(cloud, || cloud.change_set(&basis.stack_id, change_set))?;
    let available = |found: &ChangeSet| found.execution == "AVAILABLE";
    if !found.as_ref().is_some_and(available) {
        return Err(stale(plan, "its change set can no longer be executed"));
    }
    Ok(())
}

fn stale(plan: &Plan, because: &'static str) -> ApplyError {
    let place = plan.deployment.place();
    ApplyError::Stale { place, because }
}
