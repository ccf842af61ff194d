//! Logs, recorded and kept as the estate says.
//!
//! ```text
//! sources: trail, config, guardduty, flow logs ──▶ accounts that are recorded
//! buckets, their policies, who is told, how long ─▶ accounts that logs lie in
//! log groups ─────────────────────────────────────▶ likewise
//! ```
//!
//! Owns: what `logs` compiles to, one file for each source and one for what keeps them.
//! Refuses: what writes logs by a setting of its own (a load balancer, a bucket, a function):
//! its bucket and policy are ready, the setting belongs to the thing. Start reading at
//! [`compile`], then `delivery`.

mod bucket;
mod config;
mod delivery;
mod findings;
mod flow;
mod groups;
mod notify;
mod trail;

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Destination, Log, LogSource};
use serde_json::{Value, json};

use crate::access::region_of;
use crate::blueprint::Stack;
use crate::template::{ACCOUNT_ID, Template};

pub(crate) use flow::add as add_flow_logs;

/// The stacks of an account while they are put together.
#[derive(Default)]
struct Stacks {
    /// Buckets, which outlive whatever writes to them.
    kept: Template,
    /// What records, and what tells.
    recording: Template,
}

/// The stacks of everything that logs need.
pub(crate) fn compile(estate: &Estate) -> Vec<Stack> {
    let mut stacks: BTreeMap<&str, Stacks> = BTreeMap::new();
    for log in estate.logs.iter() {
        for delivery in delivery::of(estate, log) {
            let here = stacks.entry(delivery.keeper.name.as_str()).or_default();
            bucket::add(estate, &delivery, &mut here.kept);
            notify::add(estate, &delivery, &mut here.recording);
        }
        for (account, name) in groups::of(estate, log) {
            let here = stacks.entry(account.name.as_str()).or_default();
            groups::add(estate, log, name, &mut here.recording);
        }
        match log.source {
            LogSource::CloudTrail => {
                if let Some(management) = management(estate) {
                    let here = stacks.entry(management.name.as_str()).or_default();
                    trail::add(estate, log, management, &mut here.recording);
                }
            }
            LogSource::Config => {
                for delivery in delivery::of(estate, log) {
                    for source in &delivery.sources {
                        let here = stacks.entry(source.name.as_str()).or_default();
                        config::add(&delivery, source, &mut here.recording);
                    }
                }
            }
            LogSource::GuardDuty => {
                for source in sources(estate, log) {
                    let here = stacks.entry(source.name.as_str()).or_default();
                    findings::add(estate, &mut here.recording);
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    for (name, stacks) in stacks {
        let Some(account) = estate.accounts.get(name) else {
            continue;
        };
        for (suffix, about, mut template) in [
            ("logs-data", "What logs are kept in", stacks.kept),
            ("logs", "What is recorded", stacks.recording),
        ] {
            if template.resources.is_empty() {
                continue;
            }
            template.description = format!("{about}, in the account {name}");
            all.push(Stack {
                account: name.to_owned(),
                region: region_of(estate, account).to_owned(),
                name: suffix.to_owned(),
                template,
            });
        }
    }
    all
}

/// The buckets that logs flow to, by name.
pub(crate) fn buckets(estate: &Estate) -> BTreeSet<String> {
    let logs = estate.logs.iter();
    let deliveries = logs.flat_map(|log| delivery::of(estate, log));
    deliveries.map(|delivery| delivery.bucket).collect()
}

/// The accounts that a log is recorded in.
fn sources<'e>(estate: &'e Estate, log: &Log) -> Vec<&'e Declared<Account>> {
    let named = |account: &&Declared<Account>| {
        let environment = account.environment.as_ref();
        let of_account = log
            .accounts
            .iter()
            .any(|one| one.as_str() == account.name.as_str());
        let of_environment = environment.is_some_and(|environment| {
            log.environments
                .iter()
                .any(|one| one.as_str() == environment.as_str())
        });
        let everywhere = log.accounts.is_empty() && log.environments.is_empty();
        (everywhere && log.workloads.is_empty()) || of_account || of_environment
    };
    estate.accounts.iter().filter(named).collect()
}

fn management(estate: &Estate) -> Option<&Declared<Account>> {
    let organization = estate.organization.as_ref()?;
    organization
        .management_account
        .as_ref()?
        .of(&estate.accounts)
}

/// The account's id, or what stands for it in its own stacks.
fn id_of(account: &Account) -> String {
    account
        .id
        .as_ref()
        .map_or(ACCOUNT_ID.to_owned(), ToString::to_string)
}

/// The bucket of a log that lies elsewhere than its source.
fn first_bucket(log: &Log) -> Option<&str> {
    log.to.iter().find_map(|to| match to {
        Destination::S3(to) => Some(to.s3.as_str()),
        _ => None,
    })
}

fn tags(estate: &Estate) -> Value {
    json!([{ "Key": "bailiwick:estate", "Value": estate.estate.as_str() }])
}
