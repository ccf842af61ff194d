//! `bailiwick what-can`: what may somebody do?

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_controls::accounts::{Directory, Entry, Named};
use bailiwick_iam::account::Grant;
use bailiwick_iam::request::Context;
use bailiwick_iam::service_data;
use clap::Args;
use serde_json::{Value, json};
use thiserror::Error;

use super::asking::{Dates, Keys, Source, Whom, comes_nowhere, context_of};
use crate::console;
use crate::exit_code::{ESTATE_HAS_ERRORS, FINE};
use crate::failure::{Failure, Outcome};
use crate::render::{Format, counted, printable};

/// What may somebody do, as their own policies say it?
///
/// Actions by the resources that the policies name, as the fewest patterns for exactly
/// these actions; all of them with `--service`, or as JSON. A statement that denies something narrower than a line, and policies of
/// the resources themselves, are left to `bailiwick can`, which answers for one resource.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick what-can ada acme
  bailiwick what-can people/ada --service s3 acme
  bailiwick what-can deploy --observed details.json --no-organization --format json")]
pub struct Arguments {
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Only what may be done in this service, by its prefix: `s3`.
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,

    #[command(flatten)]
    whom: Whom,

    #[command(flatten)]
    keys: Keys,

    #[command(flatten)]
    source: Source,
}

/// A service that there is not.
#[derive(Debug, Error)]
#[error("no service of AWS has the prefix `{written}`")]
struct UnknownService {
    written: String,
}

impl Failure for UnknownService {
    fn hint(&self) -> Option<String> {
        let near = service_data().suggest_service(&self.written);
        near.map(|near| format!("did you mean `{near}`?"))
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    if let Some(written) = &arguments.service
        && service_data().service(written).is_none()
    {
        let written = written.clone();
        return Err(UnknownService { written }.into());
    }
    let Some(directory) = arguments.source.read()? else {
        return Ok(ESTATE_HAS_ERRORS);
    };
    let context = arguments.keys.context()?;
    let named = arguments.whom.find(&directory)?;
    let entries: Vec<(&Entry, Vec<Grant>)> = named
        .entries
        .iter()
        .map(|entry| (entry, arguments.grants(&directory, entry, &context)))
        .collect();
    let dates = Dates::of_entries(&directory, entries.iter().map(|(entry, _)| *entry));
    console::print(&arguments.format.of(
        || arguments.text(&named, &entries) + &dates.lines(),
        || arguments.json(&entries, &dates),
    ))?;
    Ok(FINE)
}

impl Arguments {
    fn text(&self, named: &Named, entries: &[(&Entry, Vec<Grant>)]) -> String {
        let mut text = String::new();
        for (entry, grants) in entries {
            text += &format!("{}\n", printable(entry.title()));
            let everywhere = everywhere(grants);
            for line in &everywhere {
                text += &format!("  all of it depends on {}\n", printable(line));
            }
            if grants.is_empty() {
                text += "  nothing\n";
            }
            for grant in grants {
                text += &format!("  on {}\n", printable(&grant.resource));
                for line in self.actions(grant) {
                    text += &format!("    {}\n", printable(&line));
                }
                for line in grant.depends_on.difference(&everywhere) {
                    text += &format!("    depends on {}\n", printable(line));
                }
            }
            text.push('\n');
        }
        if entries.is_empty() {
            text += &format!("{}\n", comes_nowhere(named));
        }
        text
    }

    /// The actions of a grant: all of one service that was asked for, else how many of each
    /// service, with a few of them.
    fn actions(&self, grant: &Grant) -> Vec<String> {
        const FEW: usize = 3;
        let mut services: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for pattern in &grant.actions {
            let service = pattern.split(':').next().unwrap_or(pattern);
            services.entry(service).or_default().push(pattern);
        }
        let shown = |patterns: Vec<&str>| match (&self.service, patterns.get(FEW..)) {
            (None, Some(rest)) if !rest.is_empty() => {
                let few = patterns[..FEW].join(", ");
                format!(
                    "{few} and {}",
                    counted(rest.len(), "more pattern", "more patterns")
                )
            }
            _ => patterns.join(", "),
        };
        services.into_values().map(shown).collect()
    }
}

/// What all grants depend on.
fn everywhere(grants: &[Grant]) -> BTreeSet<String> {
    let mut all = grants.iter().map(|grant| &grant.depends_on);
    let first = all.next().cloned().unwrap_or_default();
    all.fold(first, |common, one| &common & one)
}

impl Arguments {
    fn grants(&self, directory: &Directory, entry: &Entry, context: &Context) -> Vec<Grant> {
        let context = context_of(entry, context);
        let accounts = &directory.accounts;
        let account = accounts.get(entry.account);
        account.map_or_else(Vec::new, |account| {
            accounts.what_can(account, &entry.principal, &context, self.service.as_deref())
        })
    }

    fn json(&self, entries: &[(&Entry, Vec<Grant>)], dates: &Dates) -> Value {
        let entries = entries.iter().map(|(entry, grants)| {
            let grants = grants.iter().map(|grant| {
                json!({
                    "resource": grant.resource,
                    "actions": grant.actions,
                    "count": grant.count,
                    "dependsOn": grant.depends_on,
                })
            });
            json!({
                "principal": entry.principal.arn,
                "through": entry.through,
                "grants": grants.collect::<Vec<_>>(),
            })
        });
        let mut value = json!({
            "who": self.whom.who,
            "service": self.service,
            "entries": entries.collect::<Vec<_>>(),
        });
        dates.add_to(&mut value);
        value
    }
}
