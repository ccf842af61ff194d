//! Every declared log source flows where it can flow.

mod observed;

use bailiwick_estate::log_delivery::delivery;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, Log};
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::LogsFlow,
    page: include_str!("../../pages/logs-flow.md"),
    mappings: Mappings {
        iso_27001: &["A.8.15"],
        cis_aws: &["3.3", "3.7"],
        prowler: &[
            "cloudwatch_log_group_retention_policy_specific_days_enabled",
            "config_recorder_all_regions_enabled",
            "vpc_flow_logs_enabled",
        ],
    },
    compiled: Some(compiled),
    observed: Some(observed::judge),
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let logs = logs(world, selection);
    if logs.is_empty() {
        let text = "no log of the selected accounts is declared".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut witnesses = Vec::new();
    for log in &logs {
        let possible = delivery(log.source);
        if log.to.is_empty() {
            let what = format!("`{}` flows nowhere", log.name);
            witnesses.push(Witness::new(WitnessKind::Declaration, what).at(log.span));
        }
        for to in log.to.iter().filter(|to| !possible.reaches(to)) {
            let what = format!("`{}` cannot flow to `{}`", log.source, to.word());
            witnesses.push(
                Witness::new(WitnessKind::Declaration, what)
                    .with("page", possible.page)
                    .at(to.span()),
            );
        }
    }
    Verdict::of(witnesses, Vec::new(), || {
        let logs = counted(logs.len(), "log is declared", "logs are declared");
        format!("{logs} to flow to where the source can deliver, and how long each is kept")
    })
}

/// The logs that are recorded in any selected account.
fn logs<'w>(world: &World<'w>, selection: &Selection<'_>) -> Vec<&'w Declared<Log>> {
    let logs = world.estate.logs.iter();
    logs.filter(|log| {
        let mut accounts = selection.accounts.keys();
        accounts.any(|account| is_recorded(world, log, account))
    })
    .collect()
}

/// Whether a log is recorded in an account.
fn is_recorded(world: &World<'_>, log: &Log, account: &str) -> bool {
    let environment = world.estate.accounts.get(account);
    let environment = environment.and_then(|account| account.environment.as_ref());
    let named = log.accounts.iter().any(|one| one.as_str() == account);
    let served = log.environments.iter().any(|one| Some(one) == environment);
    (log.accounts.is_empty() || named) && (log.environments.is_empty() || served)
}
