//! From a deployment to a plan.

use std::collections::BTreeMap;

use serde_json::Value;

use super::change_set::{create, discard, is_empty};
use super::groups::{self, Groups};
use super::parameters::values;
use super::stack_state::{check_ownership, check_state};
use super::{Basis, Plan, PlanError, Step, risk, template};
use crate::cloud::{
    ChangeSet, ChangeSetRequest, ChangeSetStatus, Cloud, CloudError, StackDescription, TemplateAt,
};
use crate::deployment::Deployment;
use crate::patience::patiently;

/// The longest template that fits into a request, in bytes; a longer one goes by S3.
/// Source: "Understand CloudFormation quotas", template body size in a request.
const LONGEST_IN_REQUEST: usize = 51_200;
/// The longest template there may be, in bytes. Source: the same page, template body size
/// in an S3 object, 1 MB.
const LONGEST: usize = 1_000_000;
/// The capabilities that a template of ours may ask for.
const CAPABILITIES: [&str; 2] = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"];

/// What a plan needs to know beside the deployment.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The outputs of the stacks it needs, by the blueprint's names.
    pub outputs: &'a BTreeMap<String, BTreeMap<String, String>>,
    /// A word that no run used before: letters, digits and hyphens, 90 at most.
    pub run: &'a str,
}

/// Plans one deployment. When it fails, and when nothing would change, no change set is
/// left behind.
///
/// # Errors
/// When the stack may not or cannot be changed, or AWS does not answer.
pub fn plan(
    cloud: &dyn Cloud,
    deployment: &Deployment,
    inputs: &Inputs<'_>,
) -> Result<Plan, PlanError> {
    let name = deployment.stack_name();
    let there = patiently(cloud, || cloud.stack(&name))?;
    let reserves = there.is_none();
    if let Some(stack) = &there {
        check_ownership(deployment, stack)?;
        check_state(deployment, stack)?;
    }
    let stack = there.filter(|stack| !stack.status.is_reserved());
    let parameters = values(deployment, inputs, stack.is_none())?;
    let template = place(cloud, deployment)?;
    let capabilities = patiently(cloud, || cloud.validate(&template))?;
    for capability in &capabilities {
        if !CAPABILITIES.contains(&&**capability) {
            return Err(PlanError::Capability {
                place: deployment.place(),
                capability: capability.clone(),
            });
        }
    }
    let request = ChangeSetRequest {
        stack: name,
        name: format!("bailiwick-{}", inputs.run),
        creates: stack.is_none(),
        template,
        parameters,
        capabilities,
        tags: deployment.tags(),
    };
    let change_set = create(cloud, deployment, &request)?;
    let made = judge(cloud, deployment, &request, stack, &change_set, reserves);
    let unanswered = matches!(&made, Err(PlanError::Cloud(error)) if error.is_passing());
    let needed = matches!(&made, Ok(plan) if !plan.is_nothing());
    if !needed && !unanswered {
        let (stack_id, id) = (&change_set.stack_id, &change_set.id);
        discard(cloud, reserves, stack_id, id, &request.name)?;
    }
    made
}

/// The template, where CloudFormation finds it.
fn place(cloud: &dyn Cloud, deployment: &Deployment) -> Result<TemplateAt, PlanError> {
    let body = &deployment.body;
    let bytes = body.len();
    if bytes > LONGEST {
        let place = deployment.place();
        return Err(PlanError::TooLarge { place, bytes });
    }
    if bytes > LONGEST_IN_REQUEST {
        let keep = || cloud.keep_template(&deployment.account_id, body);
        return Ok(TemplateAt::Url(patiently(cloud, keep)?));
    }
    Ok(TemplateAt::Body(body.clone()))
}

/// Makes a plan of a change set.
fn judge(
    cloud: &dyn Cloud,
    deployment: &Deployment,
    request: &ChangeSetRequest,
    stack: Option<StackDescription>,
    change_set: &ChangeSet,
    reserves: bool,
) -> Result<Plan, PlanError> {
    let nothing = is_empty(change_set);
    if change_set.status == ChangeSetStatus::Failed && !nothing {
        let (stack, id) = (&change_set.stack_id, &change_set.id);
        let found = patiently(cloud, || cloud.findings(stack, Some(id)));
        let first = found.ok().and_then(|found| found.into_iter().next());
        let told = first.map(|it| format!("`{}` ({}): {}", it.logical_id, it.kind, it.reason));
        return Err(PlanError::NoChangeSet {
            place: deployment.place(),
            reason: told.or(change_set.reason.clone()).unwrap_or_default(),
        });
    }
    let mut deployed = Value::Null;
    let mut groups = Groups::default();
    if stack.is_some() {
        let id = &change_set.stack_id;
        deployed = template::read(&patiently(cloud, || cloud.template(id))?);
        let resources = patiently(cloud, || cloud.resources(id))?;
        groups = groups::observe(cloud, &resources, &deployed, &deployment.region)?;
        groups::check(&groups, &change_set.changes, &deployment.template)?;
    }
    let step = match nothing {
        true => Step::Nothing,
        false => Step::Execute {
            creates: request.creates,
            reserves,
            change_set: change_set.id.clone(),
            token: request.name.clone(),
            changes: risk::weigh(&change_set.changes, &deployed, &deployment.template),
        },
    };
    Ok(Plan {
        deployment: deployment.clone(),
        basis: basis(cloud, stack, change_set)?,
        step,
        stopped: groups.stopped,
        unseen: groups.unseen,
    })
}

/// What the plan rests on: the stack as it was before the change set was made, or the new
/// one that the change set reserved.
fn basis(
    cloud: &dyn Cloud,
    stack: Option<StackDescription>,
    change_set: &ChangeSet,
) -> Result<Basis, CloudError> {
    let reserved = Basis {
        stack_id: change_set.stack_id.clone(),
        status: "REVIEW_IN_PROGRESS".into(),
        changed: String::new(),
        outputs: BTreeMap::new(),
    };
    let stack = match stack {
        Some(stack) => Some(stack),
        None => patiently(cloud, || cloud.stack(&change_set.stack_id))?,
    };
    Ok(stack.map_or(reserved, |stack| Basis {
        stack_id: stack.id,
        status: stack.status.name().to_owned(),
        changed: stack.changed,
        outputs: stack.outputs,
    }))
}
