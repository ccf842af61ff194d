//! Policies of a function's versions and aliases: each has one of its own
//! (<https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html>).

use bailiwick_iam::policy::{Policy, Statement};
use serde_json::Value;

use crate::observed::Regional;
use crate::verdict::Reason;

/// What they say, from `lambda/get-policy/NAME:QUALIFIER.json` of each.
pub(super) fn versions_and_aliases(
    place: &Regional<'_>,
    command: &str,
    function: &str,
) -> Result<Vec<Statement>, Reason> {
    let versions = listed(place, command, function, "Versions", "Version")?;
    let aliases = listed(place, "lambda list-aliases", function, "Aliases", "Name")?;
    let mut statements = Vec::new();
    for qualifier in versions.into_iter().chain(aliases) {
        // The policy of the function is that of its newest code.
        if qualifier != "$LATEST" {
            let name = format!("{function}:{qualifier}");
            statements.extend(policy(place, &name)?.statements);
        }
    }
    Ok(statements)
}

fn listed<'w>(
    place: &Regional<'w>,
    command: &str,
    function: &str,
    key: &str,
    name: &str,
) -> Result<Vec<&'w str>, Reason> {
    let missing = || place.not_given(&format!("aws {command} {function}"));
    let files: Vec<_> = place
        .documents()
        .filter(|file| file.is_about(command, function))
        .collect();
    if files.iter().all(|file| file.goes_on()) {
        return Err(missing());
    }
    let items = files
        .into_iter()
        .flat_map(|file| file.content[key].as_array().into_iter().flatten());
    items
        .map(|item| item[name].as_str().ok_or_else(missing))
        .collect()
}

fn policy(place: &Regional<'_>, name: &str) -> Result<Policy, Reason> {
    let command = "lambda get-policy";
    let missing = || place.not_given(&format!("aws {command} {name}"));
    let mut files = place
        .documents()
        .filter(|file| file.about(command) == Some(name));
    let file = files.next().ok_or_else(missing)?;
    if file.content.pointer("/Error/Code") == Some(&Value::from("ResourceNotFoundException")) {
        return Ok(Policy::new([]));
    }
    let text = file.content["Policy"].as_str().ok_or_else(missing)?;
    Policy::from_text(text).map_err(|_| missing())
}
