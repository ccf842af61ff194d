//! `bailiwick who-can`: who may do something?

use std::collections::BTreeMap;

use bailiwick_controls::accounts::Directory;
use bailiwick_iam::account::{Account, Answer, Principal, WhoCan};
use bailiwick_iam::decide::Decision;
use clap::Args;
use serde_json::{Value, json};

use super::asking::{Asked, Dates, decision_json, in_session, lines, shared, shared_lines};
use crate::console;
use crate::exit_code::FINE;
use crate::failure::Outcome;
use crate::render::{counted, printable};

/// Who may do something, as IAM decides it?
///
/// Every user and role of the accounts is asked; of an estate, with the people who come in
/// by it. AWS services, anonymous callers and accounts that are not there are not asked:
/// the resource's own policy says what they may.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick who-can s3:DeleteObject arn:aws:s3:::acme-logs/2026 acme
  bailiwick who-can iam:CreateUser '*' --observed details.json --no-organization
  bailiwick who-can kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/1 \\
      --resource-policy key.json --format json")]
pub struct Arguments {
    #[command(flatten)]
    asked: Asked,
}

/// The answer of one user or role.
type Row<'d> = (&'d Account, &'d Principal, Answer);

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    arguments.asked.run(|directory, question| {
        let who_can = WhoCan::new(&directory.accounts, question);
        let mut rows = who_can.ask(question);
        for (account, principal, answer) in &mut rows {
            let role = principal.as_role();
            if role.is_some_and(|role| role.permission_set.is_some()) {
                let context = in_session(question.context.clone());
                let question = question.clone().when(context);
                *answer = directory.accounts.ask(account, principal, &question);
            }
        }
        console::print(&arguments.asked.format.of(
            || text(directory, &rows),
            || {
                let mut value = arguments.asked.json(json(directory, &rows));
                dates(&rows).add_to(&mut value);
                value
            },
        ))?;
        Ok(FINE)
    })
}

fn text(directory: &Directory, rows: &[Row<'_>]) -> String {
    let people = people(directory);
    let mut text = String::new();
    let shared = shared(rows.iter().map(|(_, _, answer)| answer));
    let is_unknown = |decision: &Decision| matches!(decision, Decision::Unknown(_));
    let (allowed, others): (Vec<&Row<'_>>, Vec<_>) = rows
        .iter()
        .partition(|(_, _, answer)| answer.decision == Decision::Allowed);
    let (unknown, denied): (Vec<&Row<'_>>, Vec<_>) = others
        .into_iter()
        .partition(|(_, _, answer)| is_unknown(&answer.decision));
    for (_, principal, answer) in allowed.into_iter().chain(unknown) {
        text += &lines(&principal.arn, answer, &shared);
        if let Some(names) = people.get(principal.arn.as_str()) {
            text += &format!("         {}\n", printable(&names.join(", ")));
        }
    }
    text += &shared_lines(&shared);
    let denied = match denied.len() {
        1 => "It is denied to 1 other user or role.".to_owned(),
        count => format!("It is denied to {count} other users and roles."),
    };
    let asked = counted(rows.len(), "user or role", "users and roles");
    format!(
        "{text}\n{denied} {asked} were asked.\n\n{}",
        dates(rows).lines()
    )
}

/// Who comes in by each user or role: the names of people and technical accounts.
fn people(directory: &Directory) -> BTreeMap<&str, Vec<&str>> {
    let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let named = directory.named.iter();
    let of_estate = named.filter(|one| matches!(one.section, "people" | "technical_accounts"));
    for named in of_estate {
        for entry in &named.entries {
            let names = people.entry(&entry.principal.arn).or_default();
            if !names.contains(&named.name.as_str()) {
                names.push(&named.name);
            }
        }
    }
    people
}

fn json(directory: &Directory, rows: &[Row<'_>]) -> Vec<Value> {
    let people = people(directory);
    let answers = rows.iter().map(|(_, principal, answer)| {
        let mut value = decision_json(answer);
        value["principal"] = json!(principal.arn);
        value["people"] = json!(people.get(principal.arn.as_str()));
        value
    });
    answers.collect()
}

fn dates(rows: &[Row<'_>]) -> Dates {
    Dates::of(
        rows.iter()
            .map(|(account, principal, _)| (*account, *principal)),
    )
}
