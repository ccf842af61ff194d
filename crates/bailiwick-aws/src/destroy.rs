//! Destroying a workload's stacks, and keeping what holds its data.
//!
//! Owns: what would go and what stays, the order, and the deletion. Refuses: to delete a
//! stack that another deployment still needs, one of another estate, or any that it was
//! told to keep. Nothing here is ever called because a line left the estate.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::apply::Regions;
use crate::cloud::{Cloud, CloudError, Event, PolicyAction, StackResource, StackStatus};
use crate::deployment::Deployment;
use crate::follow::{Cause, because, first_cause, follow, newest};
use crate::patience::patiently;
use crate::plan::{PlanError, check_account, check_ownership, read, when_removed};

/// What destroying a workload would do. Nothing in it is chosen later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destruction {
    /// The stacks that go, in their order.
    pub goes: Vec<Holding>,
    /// The stacks that stay.
    pub stays: Vec<Holding>,
}

/// A stack and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The stack, as the estate declares it.
    pub deployment: Deployment,
    /// The stack's ARN.
    pub stack_id: String,
    /// What it holds that goes with it.
    pub resources: Vec<StackResource>,
    /// What it holds that would stay without it.
    pub retained: Vec<StackResource>,
}

/// Why destroying ended early.
#[derive(Debug, Error)]
pub enum DestroyError {
    /// AWS did not answer, or refused.
    #[error(transparent)]
    Cloud(#[from] CloudError),
    /// A stack may not be touched.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// AWS is told not to delete the stack.
    #[error("{place} is protected from deletion")]
    Protected {
        /// The stack.
        place: String,
        /// How the protection is taken away.
        command: String,
    },
    /// The stack could not be deleted.
    #[error("{place} was not deleted and is in {status}{}", because(cause))]
    Failed {
        /// The stack.
        place: String,
        /// The stack's last status.
        status: StackStatus,
        /// The first thing that went wrong.
        cause: Option<Cause>,
    },
}

impl DestroyError {
    /// Whether AWS began and failed, so that the stack may be other than before.
    #[must_use]
    pub fn is_failed_deployment(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Cloud(error) => error.hint().into(),
            Self::Plan(error) => error.hint(),
            Self::Protected { command, .. } => {
                format!("if it really is to go, take the protection away: `{command}`")
            }
            Self::Failed { .. } => {
                "mend the cause and destroy again: it goes on where it ended".into()
            }
        }
    }
}

/// Says what destroying would do; `keeps` names the stacks that stay. Changes nothing.
///
/// # Errors
/// When a stack may not be touched, or AWS does not answer.
pub fn plan_destruction(
    regions: &dyn Regions,
    deployments: &[Deployment],
    keeps: &dyn Fn(&Deployment) -> bool,
) -> Result<Destruction, DestroyError> {
    let mut destruction = Destruction {
        goes: Vec::new(),
        stays: Vec::new(),
    };
    for deployment in users_first(deployments) {
        let cloud = regions.region(&deployment.region)?;
        check_account(cloud, deployment)?;
        let Some(holding) = look(cloud, deployment)? else {
            continue;
        };
        if keeps(deployment) {
            destruction.stays.push(holding);
        } else {
            destruction.goes.push(holding);
        }
    }
    Ok(destruction)
}

/// Deletes the stacks that go.
///
/// # Errors
/// When AWS does not delete one; those before it are gone.
pub fn destroy(
    regions: &dyn Regions,
    destruction: &Destruction,
    run: &str,
    watch: &mut dyn FnMut(&Holding, &Event),
) -> Result<(), DestroyError> {
    for holding in &destruction.goes {
        let cloud = regions.region(&holding.deployment.region)?;
        let id = &holding.stack_id;
        let after = newest(cloud, id)?;
        let token = format!("bailiwick-{run}");
        patiently(cloud, || cloud.delete(id, &token))?;
        let end = follow(cloud, id, after, &mut |event| watch(holding, event))?;
        if end.status.name() != "DELETE_COMPLETE" {
            return Err(DestroyError::Failed {
                place: holding.deployment.place(),
                status: end.status,
                cause: first_cause(cloud, &end.events, id),
            });
        }
    }
    Ok(())
}

/// What a stack holds; `None` when it is not there.
fn look(cloud: &dyn Cloud, deployment: &Deployment) -> Result<Option<Holding>, DestroyError> {
    let name = deployment.stack_name();
    let there = patiently(cloud, || cloud.stack(&name))?;
    // One that is only reserved holds nothing.
    let Some(stack) = there.filter(|stack| !stack.status.is_reserved()) else {
        return Ok(None);
    };
    check_ownership(deployment, &stack)?;
    if stack.status.is_in_progress() {
        return Err(DestroyError::Plan(PlanError::State {
            stack: name,
            region: deployment.region.clone(),
            status: stack.status,
            reason: stack.reason,
        }));
    }
    if stack.protected {
        let region = &deployment.region;
        return Err(DestroyError::Protected {
            place: deployment.place(),
            command: format!(
                "aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name {name} --region {region}"
            ),
        });
    }
    let template = read(&patiently(cloud, || cloud.template(&stack.id))?);
    let all = patiently(cloud, || cloud.resources(&stack.id))?;
    let (retained, resources) = all
        .into_iter()
        .filter(|resource| !resource.physical_id.is_empty() && resource.status != "DELETE_COMPLETE")
        .partition(|resource| {
            when_removed(&template, &resource.logical_id) == PolicyAction::Retain
        });
    Ok(Some(Holding {
        deployment: deployment.clone(),
        stack_id: stack.id,
        resources,
        retained,
    }))
}

/// The deployments in an order in which each comes before those that it needs, and what
/// guards the costs, which nothing needs and a blueprint names last, goes last.
fn users_first(deployments: &[Deployment]) -> Vec<&Deployment> {
    let mut open: Vec<&Deployment> = deployments.iter().collect();
    let mut order = Vec::new();
    while !open.is_empty() {
        let needed: BTreeSet<&str> = open.iter().flat_map(|it| it.needs()).collect();
        let free = open
            .iter()
            .position(|it| !needed.contains(it.name.as_str()));
        // Stacks that need each other, which no blueprint has, go as they come.
        order.push(open.remove(free.unwrap_or(0)));
    }
    order
}
