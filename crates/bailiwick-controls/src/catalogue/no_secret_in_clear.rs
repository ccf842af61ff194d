//! No secret stands in clear.

mod observed;
mod walk;

use std::collections::BTreeSet;

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;
use bailiwick_estate::{is_secret_name, secret_words, secrets_in};

use super::{Entry, Mappings};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::NoSecretInClear,
    page: include_str!("../../pages/no-secret-in-clear.md"),
    mappings: Mappings {
        iso_27001: &["A.5.17", "A.8.12"],
        cis_aws: &[],
        prowler: &[
            "awslambda_function_no_secrets_in_variables",
            "cloudformation_stack_outputs_find_secrets",
            "ec2_instance_secrets_user_data",
            "ec2_launch_template_no_secrets",
            "ecs_task_definitions_no_environment_secrets",
        ],
    },
    compiled: Some(compiled),
    observed: Some(observed::judge),
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let elsewhere: BTreeSet<String> = world
        .blueprint
        .stacks
        .iter()
        .filter(|stack| !selection.accounts.contains_key(stack.account.as_str()))
        .map(bailiwick_compile::Stack::path)
        .collect();
    let mut witnesses = Vec::new();
    let mut files = 0;
    for (path, text) in world.blueprint.files() {
        if elsewhere.contains(&path) || path == "bailiwick.json" {
            continue;
        }
        files += 1;
        let found = secrets_in(&text).into_iter().map(str::to_owned);
        let words = text.lines().flat_map(secret_words);
        let found = found.chain(words.map(|name| format!("the value of `{name}`")));
        witnesses.extend(found.map(|what| stands(&what).with("file", path.clone())));
    }
    let stacks = world.blueprint.stacks.iter();
    for stack in stacks.filter(|stack| !elsewhere.contains(&stack.path())) {
        let mut names = walk::secrets(&stack.template.to_json());
        for (name, parameter) in &stack.template.parameters {
            let given = parameter
                .default
                .as_deref()
                .is_some_and(|text| !text.is_empty());
            if given && (parameter.no_echo || is_secret_name(name)) {
                names.push(name.clone());
            }
        }
        witnesses.extend(
            names
                .into_iter()
                .map(|name| stands(&format!("the value of `{name}`")).with("file", stack.path())),
        );
    }
    if files == 0 {
        let text = "nothing is compiled there".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    witnesses.dedup();
    Verdict::of(witnesses, Vec::new(), || {
        let files = counted(
            files,
            "file of the blueprint holds",
            "files of the blueprint hold",
        );
        format!("{files} no secret in clear")
    })
}

/// A witness that says what stands there, and never shows it.
fn stands(what: &str) -> Witness {
    Witness::new(WitnessKind::Resource, format!("{what} stands in clear"))
}
