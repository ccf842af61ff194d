//! From a blueprint's stacks to deployments.

use std::collections::BTreeMap;

use bailiwick_aws::deployment::{Deployment, ValueFrom, stack_name};
use bailiwick_compile::{Blueprint, Stack};
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::nearest;
use serde_json::Value;
use thiserror::Error;

use crate::failure::Failure;

/// The stacks of a workload by how long they live; see `bailiwick_compile`.
const LIVES: [&str; 4] = ["data", "network", "service", "guardrails"];
/// The one that outlives the others.
const OUTLIVES: &str = "data";

/// The stack of an account's roles, groups and policies.
const ACCESS: &str = "access";

/// Why there is nothing to deploy.
#[derive(Debug, Error)]
pub(super) enum ChoiceError {
    /// No workload has the name.
    #[error("no workload is called `{written}`")]
    UnknownWorkload {
        written: String,
        near: Option<String>,
    },
    /// It compiles to no stack.
    #[error("`{written}` has nothing to deploy")]
    Empty { written: String },
    /// No stack has the parameter, or all take its value from another stack.
    #[error("no stack of these has a value to be set that is called `{written}`")]
    UnknownParameter {
        written: String,
        near: Option<String>,
    },
    /// Nobody is asked for it.
    #[error("`{written}` takes its value from the stack `{from}`")]
    Given { written: String, from: String },
    /// AWS would take two stacks for one.
    #[error("`{one}` and `{other}` would both be the stack `{stack}`")]
    SameName {
        one: String,
        other: String,
        stack: String,
    },
    /// AWS has not given the account its number yet.
    #[error("the account `{account}` has no id")]
    AccountWithoutId { account: String },
}

impl Failure for ChoiceError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::UnknownWorkload {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::UnknownWorkload { near: None, .. } => {
                "name one of `workloads:`, or everything with `--all`".into()
            }
            Self::UnknownParameter {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::UnknownParameter { near: None, .. } => {
                "`bailiwick build` shows the parameters of each template".into()
            }
            Self::Given { .. } => "leave it out: deploying both keeps them at one value".into(),
            Self::SameName { .. } => {
                "give one of the workloads another name; nothing was deployed".into()
            }
            Self::Empty { .. } => "`bailiwick build` shows what the estate compiles to".into(),
            Self::AccountWithoutId { account } => format!(
                "write the twelve digits that AWS gave it: `accounts: {{ {account}: {{ id: \"…\" }} }}`"
            ),
        })
    }
}

/// What is to be deployed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Choice<'a> {
    /// Everything, or everything of one account.
    All { account: Option<&'a str> },
    /// One workload, with the access stack of its account, whose roles it acts as.
    Workload(&'a str),
    /// The stacks that one workload has for itself.
    Only(&'a str),
}

/// The deployments of a choice, in the blueprint's order.
pub(super) fn deployments(
    estate: &Estate,
    blueprint: &Blueprint,
    choice: Choice<'_>,
) -> Result<Vec<Deployment>, ChoiceError> {
    let chosen: Vec<&Stack> = match choice {
        Choice::All { account } => {
            let wanted = |stack: &&Stack| account.is_none_or(|account| stack.account == account);
            blueprint.stacks.iter().filter(wanted).collect()
        }
        Choice::Workload(name) | Choice::Only(name) => {
            check_workload(estate, name)?;
            let own = |stack: &&Stack| life(stack, name).is_some();
            let account = blueprint.stacks.iter().find(own).map(|it| &it.account);
            let shared = |stack: &Stack| {
                matches!(choice, Choice::Workload(_))
                    && stack.name == ACCESS
                    && Some(&stack.account) == account
            };
            let wanted = |stack: &&Stack| own(stack) || shared(stack);
            blueprint.stacks.iter().filter(wanted).collect()
        }
    };
    if chosen.is_empty() {
        let written = match choice {
            Choice::All { account } => account.unwrap_or("the estate"),
            Choice::Workload(name) | Choice::Only(name) => name,
        };
        let written = written.to_owned();
        return Err(ChoiceError::Empty { written });
    }
    check_names(estate, blueprint, &chosen)?;
    let templates: Vec<(&Stack, Value)> = chosen
        .into_iter()
        .map(|stack| (stack, stack.template.to_json()))
        .collect();
    templates
        .iter()
        .map(|(stack, template)| deployment(estate, stack, template, &templates))
        .collect()
}

/// Gives values to parameters by name, in every stack that has such a parameter of its own.
pub(super) fn set(
    deployments: &mut [Deployment],
    given: &[(String, String)],
) -> Result<(), ChoiceError> {
    for (name, value) in given {
        let mut taken = false;
        for deployment in &mut *deployments {
            if let Some(from) = deployment.parameters.get_mut(name)
                && *from == ValueFrom::Kept
            {
                *from = ValueFrom::Literal(value.clone());
                taken = true;
            }
        }
        let given = deployments
            .iter()
            .find_map(|it| match it.parameters.get(name) {
                Some(ValueFrom::Output { stack, .. }) => Some(stack.clone()),
                _ => None,
            });
        if let (false, Some(from)) = (taken, given) {
            let written = name.clone();
            return Err(ChoiceError::Given { written, from });
        }
        if !taken {
            let names = deployments.iter().flat_map(|it| it.parameters.keys());
            let near = nearest(name, names.map(String::as_str)).map(str::to_owned);
            let written = name.clone();
            return Err(ChoiceError::UnknownParameter { written, near });
        }
    }
    Ok(())
}

/// The values given to parameters that nobody is to see, whole and, where one is JSON, each
/// text in it.
pub(super) fn secrets(deployments: &[Deployment]) -> Vec<String> {
    let mut secrets = Vec::new();
    for deployment in deployments {
        for (name, from) in &deployment.parameters {
            let declared = &deployment.template["Parameters"][name];
            if let ValueFrom::Literal(value) = from
                && declared["NoEcho"] == true
            {
                if let Ok(Value::Object(members)) = serde_json::from_str(value) {
                    let texts = members.values().filter_map(Value::as_str);
                    secrets.extend(texts.map(str::to_owned));
                }
                secrets.push(value.clone());
            }
        }
    }
    secrets
}

/// Whether a deployment holds a workload's data, which outlives the rest of it.
pub(super) fn outlives(deployment: &Deployment) -> bool {
    deployment.name.ends_with(&format!("-{OUTLIVES}"))
}

/// Which of a workload's stacks it is.
fn life<'a>(stack: &'a Stack, workload: &str) -> Option<&'a str> {
    let life = stack.name.strip_prefix(workload)?.strip_prefix('-')?;
    LIVES.contains(&life).then_some(life)
}

/// Refuses two stacks that AWS would take for one: deploying the second would change the
/// first into it, and delete what the first holds.
fn check_names(
    estate: &Estate,
    blueprint: &Blueprint,
    chosen: &[&Stack],
) -> Result<(), ChoiceError> {
    let estate = estate.estate.to_string();
    let place = |stack: &Stack| {
        let name = stack_name(&estate, &stack.name);
        (stack.account.clone(), stack.region.clone(), name)
    };
    for stack in chosen {
        let same = |other: &&Stack| other.name != stack.name && place(other) == place(stack);
        if let Some(other) = blueprint.stacks.iter().find(same) {
            return Err(ChoiceError::SameName {
                one: stack.name.clone(),
                other: other.name.clone(),
                stack: place(stack).2,
            });
        }
    }
    Ok(())
}

fn check_workload(estate: &Estate, written: &str) -> Result<(), ChoiceError> {
    let names: Vec<String> = estate
        .workloads
        .iter()
        .map(|it| it.name.to_string())
        .collect();
    if names.iter().any(|name| name == written) {
        return Ok(());
    }
    let near = nearest(written, names.iter().map(String::as_str));
    Err(ChoiceError::UnknownWorkload {
        written: written.to_owned(),
        near: near.map(str::to_owned),
    })
}

fn deployment(
    estate: &Estate,
    stack: &Stack,
    template: &Value,
    all: &[(&Stack, Value)],
) -> Result<Deployment, ChoiceError> {
    let account = estate
        .accounts
        .iter()
        .find(|it| it.name.to_string() == stack.account);
    let id = account.and_then(|account| account.id.as_ref());
    let id = id.ok_or_else(|| ChoiceError::AccountWithoutId {
        account: stack.account.clone(),
    })?;
    Ok(Deployment {
        name: stack.name.clone(),
        estate: estate.estate.to_string(),
        account: stack.account.clone(),
        account_id: id.to_string(),
        region: stack.region.clone(),
        body: stack.text(),
        parameters: parameters(stack, template, all),
        template: template.clone(),
    })
}

/// A parameter that has the name of an earlier stack's output takes its value from there;
/// any other keeps the value that the stack has, at first the template's default.
fn parameters(
    stack: &Stack,
    template: &Value,
    all: &[(&Stack, Value)],
) -> BTreeMap<String, ValueFrom> {
    let names = template["Parameters"].as_object().into_iter().flatten();
    let from = |name: &str| {
        let says = |(other, template): &&(&Stack, Value)| {
            other.account == stack.account && !template["Outputs"][name].is_null()
        };
        let earlier = all.iter().take_while(|(other, _)| *other != stack);
        match earlier.into_iter().find(says) {
            Some((other, _)) => ValueFrom::Output {
                stack: other.name.clone(),
                output: name.to_owned(),
            },
            None => ValueFrom::Kept,
        }
    };
    names.map(|(name, _)| (name.clone(), from(name))).collect()
}
