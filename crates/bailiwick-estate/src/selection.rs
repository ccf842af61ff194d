//! What a scope selects of what the estate declares.
//!
//! The check that warns of empty scopes and the controls ask here, so that they cannot
//! disagree. Start reading at [`Estate::select`].

use std::collections::BTreeMap;

use crate::estate::Estate;
use crate::lower::{Declared, List, Ref, Text};
use crate::model::{Account, Environment, Network, Scope, System, Workload};
use crate::value::TagKey;

/// What a scope selects, each by name.
#[derive(Clone, Debug, Default)]
pub struct Selection<'e> {
    /// The accounts, and those in which something selected lies.
    pub accounts: BTreeMap<&'e str, &'e Declared<Account>>,
    /// The systems.
    pub systems: BTreeMap<&'e str, &'e Declared<System>>,
    /// The workloads.
    pub workloads: BTreeMap<&'e str, &'e Declared<Workload>>,
    /// The networks.
    pub networks: BTreeMap<&'e str, &'e Declared<Network>>,
}

impl Selection<'_> {
    /// Whether it selects nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
            && self.systems.is_empty()
            && self.workloads.is_empty()
            && self.networks.is_empty()
    }
}

/// What a scope asks about one thing. `None` where the thing cannot have it.
#[derive(Default)]
struct Traits<'e> {
    account: Option<&'e Declared<Account>>,
    environment: Option<&'e str>,
    systems: Vec<&'e str>,
    workload: Option<&'e str>,
    network: Option<&'e str>,
    tags: Vec<(&'e str, &'e str)>,
}

impl Estate {
    /// What `scope` selects; everything when there is none. All parts of a scope must
    /// match; within a part, any.
    #[must_use]
    pub fn select<'e>(&'e self, scope: Option<&Scope>) -> Selection<'e> {
        let mut selection = Selection::default();
        let matches = |traits: &Traits<'e>| scope.is_none_or(|scope| traits.match_all(scope));
        for account in self.accounts.iter() {
            if matches(&Traits::of_account(account)) {
                selection.accounts.insert(account.name.as_str(), account);
            }
        }
        for system in self.systems.iter() {
            let traits = self.traits_of_system(system);
            if matches(&traits) {
                selection.systems.insert(system.name.as_str(), system);
                selection.accounts.extend(traits.named_account());
            }
        }
        for workload in self.workloads.iter() {
            let traits = self.traits_of_workload(workload);
            if matches(&traits) {
                selection.workloads.insert(workload.name.as_str(), workload);
                selection.accounts.extend(traits.named_account());
            }
        }
        for network in self.networks.iter() {
            let traits = self.traits_of_network(network);
            if matches(&traits) {
                selection.networks.insert(network.name.as_str(), network);
                selection.accounts.extend(traits.named_account());
            }
        }
        selection
    }

    /// The accounts that match a scope themselves, whatever lies in them; every account when
    /// there is none.
    #[must_use]
    pub fn accounts_of<'e>(&'e self, scope: Option<&Scope>) -> Vec<&'e Declared<Account>> {
        let matches = |account: &Declared<Account>| {
            scope.is_none_or(|scope| Traits::of_account(account).match_all(scope))
        };
        let accounts = self.accounts.iter();
        accounts.filter(|account| matches(account)).collect()
    }

    fn traits_of_system<'e>(&'e self, system: &'e Declared<System>) -> Traits<'e> {
        let wholes = std::iter::successors(Some(system), |system| {
            system.part_of.as_ref()?.of(&self.systems)
        });
        // A circle, which is reported elsewhere, ends after as many steps as there are systems.
        let wholes: Vec<_> = wholes.take(self.systems.len() + 1).collect();
        let account = wholes.iter().find_map(|whole| whole.account.as_ref());
        let environment = wholes.iter().find_map(|whole| whole.environment.as_ref());
        let network = wholes.iter().find_map(|whole| whole.network.as_ref());
        Traits {
            systems: wholes.iter().map(|whole| whole.name.as_str()).collect(),
            network: network.map(Ref::as_str),
            ..self.placed(account, environment)
        }
    }

    fn traits_of_workload<'e>(&'e self, workload: &'e Declared<Workload>) -> Traits<'e> {
        Traits {
            workload: Some(workload.name.as_str()),
            network: workload.network.as_ref().map(Ref::as_str),
            tags: tags(&workload.tags),
            ..self.placed(Some(&workload.account), workload.environment.as_ref())
        }
    }

    fn traits_of_network<'e>(&'e self, network: &'e Declared<Network>) -> Traits<'e> {
        Traits {
            network: Some(network.name.as_str()),
            tags: tags(&network.tags),
            ..self.placed(network.account.as_ref(), network.environment.as_ref())
        }
    }

    /// Something in an account; of its environment when it has none of its own.
    fn placed<'e>(
        &'e self,
        account: Option<&'e Ref<Account>>,
        environment: Option<&'e Ref<Environment>>,
    ) -> Traits<'e> {
        let account = account.and_then(|account| account.of(&self.accounts));
        let of_account = || account?.environment.as_ref();
        Traits {
            account,
            environment: environment.or_else(of_account).map(Ref::as_str),
            ..Traits::default()
        }
    }
}

impl<'e> Traits<'e> {
    fn of_account(account: &'e Declared<Account>) -> Self {
        Self {
            account: Some(account),
            environment: account.environment.as_ref().map(Ref::as_str),
            tags: tags(&account.tags),
            ..Self::default()
        }
    }

    fn named_account(&self) -> Option<(&'e str, &'e Declared<Account>)> {
        self.account.map(|account| (account.name.as_str(), account))
    }

    fn match_all(&self, scope: &Scope) -> bool {
        let class = self.account.and_then(|account| account.class.as_ref());
        let unit = self.account.and_then(|account| account.unit.as_ref());
        let below = |above: &str| {
            let rest = unit.and_then(|unit| unit.as_str().strip_prefix(above));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        named(&scope.environments, self.environment)
            && named(&scope.accounts, self.named_account().map(|(name, _)| name))
            && named(&scope.classes, class.map(Ref::as_str))
            && named(&scope.workloads, self.workload)
            && named(&scope.networks, self.network)
            && (scope.units.is_empty() || scope.units.iter().any(|above| below(above.as_str())))
            && (scope.systems.is_empty()
                || scope
                    .systems
                    .iter()
                    .any(|system| self.systems.contains(&system.as_str())))
            && scope
                .tags
                .iter()
                .all(|(key, value)| self.tags.contains(&(key.as_str(), value.as_str())))
    }
}

fn named<T>(wanted: &List<Ref<T>>, name: Option<&str>) -> bool {
    wanted.is_empty() || wanted.iter().any(|one| Some(one.as_str()) == name)
}

fn tags(tags: &[(TagKey, Text)]) -> Vec<(&str, &str)> {
    tags.iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect()
}
