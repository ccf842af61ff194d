//! Which stack is next.

use std::collections::BTreeMap;

use crate::cloud::{Cloud, CloudError};
use crate::deployment::{Deployment, OWNER_TAG};
use crate::patience::patiently;

/// The first of the open stacks that needs nothing of an unsettled one. Stacks that need
/// each other, which no blueprint has, are planned as they come.
pub(super) fn next(open: &[&Deployment], unsettled: &[&str]) -> Option<usize> {
    let free = |deployment: &&Deployment| {
        let needs = deployment.needs();
        !unsettled.iter().any(|stack| needs.contains(stack))
    };
    let circle = open.len() == unsettled.len() && !open.is_empty();
    open.iter().position(|it| free(it)).or(circle.then_some(0))
}

/// Reads the outputs of stacks that are needed and not deployed in this run.
pub(super) fn observe_needs(
    cloud: &dyn Cloud,
    deployment: &Deployment,
    outputs: &mut BTreeMap<String, BTreeMap<String, String>>,
) -> Result<(), CloudError> {
    for need in deployment.needs() {
        if outputs.contains_key(need) {
            continue;
        }
        let name = Deployment {
            name: need.to_owned(),
            ..deployment.clone()
        }
        .stack_name();
        let stack = patiently(cloud, || cloud.stack(&name))?;
        let ours = stack.filter(|stack| stack.tags.get(OWNER_TAG) == Some(&deployment.estate));
        if let Some(stack) = ours {
            outputs.insert(need.to_owned(), stack.outputs);
        }
    }
    Ok(())
}
