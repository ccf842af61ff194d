//! What AWS holds in each region that the estate uses.

use std::collections::BTreeSet;

use bailiwick_estate::selection::Selection;
use bailiwick_iam::request::AccountId;
use serde_json::Value;

use super::{Document, Observed};
use crate::verdict::Reason;
use crate::world::World;

/// The files of one account and region.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Regional<'w> {
    pub(crate) observed: &'w Observed,
    /// The account's id.
    pub(crate) id: AccountId,
    /// The account's name.
    pub(crate) account: &'w str,
    /// The region.
    pub(crate) region: &'w str,
}

impl<'w> Regional<'w> {
    /// Every file of the account, of whatever region.
    pub(crate) fn of_account(&self) -> impl Iterator<Item = &'w Document> + use<'w> {
        let id = self.id;
        let files = self.observed.documents();
        files.filter(move |file| file.account == Some(id))
    }

    /// Every file.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &'w Document> + use<'w> {
        let region = self.region;
        self.of_account()
            .filter(move |file| file.region.as_deref() == Some(region))
    }

    /// What the CLI printed under `key`, file by file.
    pub(crate) fn files(&self, key: &'w str) -> impl Iterator<Item = &'w Value> + use<'w> {
        let region = self.region;
        let files = self.observed.with_key(Some(self.id), key);
        files
            .filter(move |(file, _)| file.region.as_deref() == Some(region))
            .map(|(_, value)| value)
    }

    /// The items of a list of every file that has it, or what prints it.
    pub(crate) fn list(&self, key: &'w str, command: &str) -> Result<Vec<&'w Value>, Reason> {
        let mut files = self.files(key).peekable();
        if files.peek().is_none() {
            return Err(self.not_given(command));
        }
        Ok(files.filter_map(Value::as_array).flatten().collect())
    }

    /// What the CLI printed under `key`, with the text that stands beside it under `name`.
    pub(crate) fn beside(
        &self,
        name: &'w str,
        key: &'w str,
    ) -> impl Iterator<Item = (&'w str, &'w Value)> + use<'w> {
        let region = self.region;
        let files = self.observed.with_key(Some(self.id), key);
        files
            .filter(move |(file, _)| file.region.as_deref() == Some(region))
            .filter_map(move |(file, value)| Some((file.content.get(name)?.as_str()?, value)))
    }

    /// That the output of a command was not given.
    pub(crate) fn not_given(&self, command: &str) -> Reason {
        let (account, region) = (self.account, self.region);
        Reason::NotGiven(format!("`{command}` of `{account}` in `{region}`"))
    }
}

/// Hands each region that the estate uses in the selected accounts to `look`: that of the
/// account, of its workloads and of its stacks. What AWS holds elsewhere is not asked for.
pub(crate) fn in_each_region<'w>(
    world: &World<'w>,
    selection: &Selection<'w>,
    mut look: impl FnMut(&Regional<'w>),
) -> Vec<Reason> {
    let Some(observed) = world.observed else {
        return vec![Reason::NotGiven("anything that AWS holds".to_owned())];
    };
    if selection.accounts.is_empty() {
        return vec![Reason::NothingSelected("no account is selected".to_owned())];
    }
    let mut reasons = Vec::new();
    for (name, account) in &selection.accounts {
        let id = account.id.as_ref();
        let Some(id) = id.and_then(|id| id.to_string().parse().ok()) else {
            reasons.push(Reason::NotGiven(format!("the id of the account `{name}`")));
            continue;
        };
        let regions = regions(world, name);
        if regions.is_empty() {
            reasons.push(Reason::NotGiven(format!("the region of `{name}`")));
        }
        for region in regions {
            look(&Regional {
                observed,
                id,
                account: name,
                region,
            });
        }
    }
    reasons
}

fn regions<'w>(world: &World<'w>, account: &str) -> BTreeSet<&'w str> {
    let estate = world.estate;
    let defaults = estate.organization.as_ref();
    let defaults = defaults.and_then(|organization| organization.defaults.as_ref());
    let own = estate.accounts.get(account);
    let own = own.and_then(|account| account.region.as_ref());
    let home = own.or_else(|| defaults?.region.as_ref());
    let workloads = estate.workloads.iter();
    let workloads = workloads.filter(|workload| workload.account.as_str() == account);
    let stacks = world.blueprint.stacks.iter();
    let stacks = stacks.filter(|stack| stack.account == account);
    home.into_iter()
        .chain(workloads.filter_map(|workload| workload.region.as_ref()))
        .map(|region| region.as_str())
        .chain(stacks.map(|stack| stack.region.as_str()))
        .collect()
}
