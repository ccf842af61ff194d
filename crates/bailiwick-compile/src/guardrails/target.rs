//! Where policies of an organisation are attached.

use std::collections::BTreeSet;
use std::fmt;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Guardrail, Scope};

/// The root of the organisation, a unit or an account. What is attached above holds below.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The root: every account but the management account.
    Root,
    /// An organizational unit, by its path, with those below it.
    Unit(String),
    /// An account, by its name in the estate.
    Account(String),
}

impl Target {
    /// The levels at which policies hold in an account, from the root down.
    #[must_use]
    pub fn levels(account: &Declared<Account>) -> Vec<Self> {
        let mut levels = vec![Self::Root];
        if let Some(unit) = &account.unit {
            let path = unit.as_str();
            let ends = path.match_indices('/').map(|(at, _)| at);
            levels.extend(
                ends.chain([path.len()])
                    .map(|end| Self::Unit(path[..end].to_owned())),
            );
        }
        levels.push(Self::Account(account.name.to_string()));
        levels
    }
}

impl fmt::Display for Target {
    /// As an estate points at it: `root`, `units/workloads`, `accounts/shop`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => formatter.pad("root"),
            Self::Unit(path) => write!(formatter, "units/{path}"),
            Self::Account(name) => write!(formatter, "accounts/{name}"),
        }
    }
}

/// Whether an account is the one that guardrails do not reach
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>).
pub(super) fn is_management(estate: &Estate, account: &Declared<Account>) -> bool {
    let organization = estate.organization.as_ref();
    let management = organization.and_then(|organization| organization.management_account.as_ref());
    management.is_some_and(|management| management.as_str() == account.name.as_str())
}

/// The accounts that a guardrail is about; never the management account.
#[must_use]
pub fn accounts<'e>(estate: &'e Estate, guardrail: &Guardrail) -> Vec<&'e Declared<Account>> {
    let mut accounts = estate.accounts_of(guardrail.applies_to.as_ref());
    accounts.retain(|account| !is_management(estate, account));
    accounts
}

/// Where a guardrail is attached, as high as its scope says, so that accounts to come are
/// under it from their first minute; at single accounts where it `holds` in some only.
pub(super) fn of(
    estate: &Estate,
    guardrail: &Guardrail,
    holds: impl Fn(&Account) -> bool,
) -> BTreeSet<Target> {
    let accounts = accounts(estate, guardrail);
    if accounts.iter().all(|account| holds(account)) {
        match &guardrail.applies_to {
            None => return BTreeSet::from([Target::Root]),
            Some(scope) if only_units(scope) => return units(scope),
            Some(_) => {}
        }
    }
    let held = accounts.into_iter().filter(|account| holds(account));
    held.map(|account| Target::Account(account.name.to_string()))
        .collect()
}

fn only_units(scope: &Scope) -> bool {
    let mut fields = scope.fields.iter();
    fields.all(|(field, _)| field == "units") && !scope.units.is_empty()
}

/// The units of a scope, without those that lie in another of them.
fn units(scope: &Scope) -> BTreeSet<Target> {
    let paths: BTreeSet<&str> = scope.units.iter().map(|unit| unit.as_str()).collect();
    let lies_in = |path: &str, above: &str| {
        let rest = path.strip_prefix(above);
        rest.is_some_and(|rest| rest.starts_with('/'))
    };
    let highest = paths
        .iter()
        .filter(|path| !paths.iter().any(|above| lies_in(path, above)));
    highest
        .map(|path| Target::Unit((*path).to_owned()))
        .collect()
}
