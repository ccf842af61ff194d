//! The values of a template's parameters.

use std::collections::BTreeMap;

use super::{Inputs, PlanError};
use crate::deployment::{Deployment, ValueFrom};

/// The values to send; `None` stands for the value that the stack has.
pub(super) fn values(
    deployment: &Deployment,
    inputs: &Inputs<'_>,
    creates: bool,
) -> Result<BTreeMap<String, Option<String>>, PlanError> {
    let mut values = BTreeMap::new();
    for (parameter, from) in &deployment.parameters {
        let value = match from {
            ValueFrom::Literal(value) => Some(value.clone()),
            ValueFrom::Output { stack, output } => {
                let outputs = inputs.outputs.get(stack);
                let value = outputs.and_then(|outputs| outputs.get(output));
                Some(value.cloned().ok_or_else(|| PlanError::NoOutput {
                    place: deployment.place(),
                    stack: stack.clone(),
                    output: output.clone(),
                })?)
            }
            ValueFrom::Kept if creates => {
                // The template's default is the value of a new stack.
                let declared = &deployment.template["Parameters"][parameter];
                if !declared["Default"].is_null() {
                    continue;
                }
                return Err(PlanError::NoValue {
                    place: deployment.place(),
                    parameter: parameter.clone(),
                    description: declared["Description"].as_str().map(str::to_owned),
                });
            }
            ValueFrom::Kept => None,
        };
        values.insert(parameter.clone(), value);
    }
    Ok(values)
}
