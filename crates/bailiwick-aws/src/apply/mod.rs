//! Applying: plans in stages, each agreed to before it is executed.
//!
//! Owns: the order of stacks, execution, and what a failure was caused by. Refuses: to
//! print and to ask, which is for an [`Attendant`]; to decide anything that a plan left
//! open. Start reading at [`apply`], then [`execute`].

mod error;
mod execute;
mod stage;

use std::collections::BTreeMap;

pub use error::ApplyError;
pub use execute::execute;

use crate::cloud::{Cloud, CloudError, Event};
use crate::deployment::Deployment;
use crate::plan::{Inputs, Plan, PlanError, Step, check_account, discard, plan};

/// The way into the regions of one account.
pub trait Regions {
    /// The cloud of a region.
    ///
    /// # Errors
    /// When there is no way in.
    fn region(&self, name: &str) -> Result<&dyn Cloud, CloudError>;
}

/// Who looks on: shows plans, agrees to them, watches.
pub trait Attendant {
    /// Shows what a stage would do, and says whether it is to be done. Not asked when
    /// nothing would be done.
    fn agrees(&mut self, stage: &[Plan]) -> bool;
    /// A stack is as declared; there was nothing to do.
    fn unchanged(&mut self, plan: &Plan);
    /// A deployment begins.
    fn begins(&mut self, plan: &Plan);
    /// Something happened to a stack.
    fn happened(&mut self, plan: &Plan, event: &Event);
    /// A deployment ended well.
    fn done(&mut self, plan: &Plan);
}

/// How applying ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// Everything is as declared now.
    Everything,
    /// The attendant did not agree; nothing was done since they were asked.
    Declined,
}

/// Applies deployments of one account, stage by stage. A stage holds every stack whose
/// parameters no earlier stack can change any more.
///
/// # Errors
/// When a stack may not or cannot be changed, a plan is stale, or a deployment fails.
pub fn apply(
    regions: &dyn Regions,
    deployments: &[Deployment],
    run: &str,
    attendant: &mut dyn Attendant,
) -> Result<Applied, ApplyError> {
    for deployment in deployments {
        check_account(regions.region(&deployment.region)?, deployment)?;
    }
    let mut outputs = BTreeMap::new();
    let mut open: Vec<&Deployment> = deployments.iter().collect();
    while !open.is_empty() {
        let plans = plan_stage(regions, &mut open, &mut outputs, run, attendant)?;
        if plans.is_empty() {
            continue;
        }
        if !attendant.agrees(&plans) {
            discard_all(regions, &plans)?;
            return Ok(Applied::Declined);
        }
        for (index, plan) in plans.iter().enumerate() {
            let cloud = regions.region(&plan.deployment.region)?;
            attendant.begins(plan);
            let executed = execute(cloud, plan, &mut |event| attendant.happened(plan, event));
            match executed {
                Ok(said) => outputs.insert(plan.deployment.name.clone(), said),
                Err(error) => {
                    tidy(regions, &plans[index + 1..], &error);
                    return Err(error);
                }
            };
            attendant.done(plan);
        }
    }
    Ok(Applied::Everything)
}

/// Plans as many stacks as can be planned, and takes them out of the open ones. Those with
/// nothing to do are settled at once; the others are returned.
fn plan_stage(
    regions: &dyn Regions,
    open: &mut Vec<&Deployment>,
    outputs: &mut BTreeMap<String, BTreeMap<String, String>>,
    run: &str,
    attendant: &mut dyn Attendant,
) -> Result<Vec<Plan>, ApplyError> {
    let mut plans: Vec<Plan> = Vec::new();
    loop {
        let unsettled: Vec<&str> = open
            .iter()
            .map(|deployment| deployment.name.as_str())
            .chain(plans.iter().map(|plan| plan.deployment.name.as_str()))
            .collect();
        let Some(next) = stage::next(open, &unsettled) else {
            return Ok(plans);
        };
        let deployment = open.remove(next);
        let made = regions
            .region(&deployment.region)
            .map_err(PlanError::from)
            .and_then(|cloud| plan(cloud, deployment, &Inputs { outputs, run }));
        match made {
            Ok(plan) if plan.is_nothing() => {
                outputs.insert(deployment.name.clone(), plan.basis.outputs.clone());
                attendant.unchanged(&plan);
            }
            Ok(plan) => plans.push(plan),
            Err(error) => {
                let error = ApplyError::from(error);
                tidy(regions, &plans, &error);
                return Err(error);
            }
        }
    }
}

/// Forgets what an error leaves without use. The error counts; what cannot be tidied is in
/// nobody's way, and an AWS that does not answer is not asked for another minute.
fn tidy(regions: &dyn Regions, plans: &[Plan], error: &ApplyError) {
    if !error.is_without_answer() {
        let _ = discard_all(regions, plans);
    }
}

/// Forgets the change sets of plans that are not going to be executed.
fn discard_all(regions: &dyn Regions, plans: &[Plan]) -> Result<(), CloudError> {
    for plan in plans {
        if let Step::Execute {
            reserves,
            change_set,
            token,
            ..
        } = &plan.step
        {
            let cloud = regions.region(&plan.deployment.region)?;
            discard(cloud, *reserves, &plan.basis.stack_id, change_set, token)?;
        }
    }
    Ok(())
}
