//! From an estate to its register.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::holding::Holding;
use bailiwick_estate::lower::{Declared, Text};
use bailiwick_estate::model::{Account, Environment, Permission, System, SystemKind};

use super::{EnvironmentEntry, GroupEntry, PermissionEntry, Register, SystemEntry};

impl Register {
    /// The register of an estate.
    #[must_use]
    pub fn of(estate: &Estate) -> Self {
        let builder = Builder {
            estate,
            holdings: holdings_as_written(estate),
        };
        let environments = estate.environments.as_written();
        let named = environments.into_iter().map(Some);
        let entries = named.map(|one| builder.environment(one));
        let last = builder.environment(None);
        Self {
            estate: estate.estate.to_string(),
            environments: entries
                .chain((!last.systems.is_empty()).then_some(last))
                .collect(),
        }
    }
}

pub(super) struct Builder<'e> {
    pub(super) estate: &'e Estate,
    holdings: Vec<Holding<'e>>,
}

/// All holdings, the groups in the order they were written.
fn holdings_as_written(estate: &Estate) -> Vec<Holding<'_>> {
    let groups = estate.groups.as_written();
    let holdings = groups.into_iter().map(|group| estate.holdings_of(group));
    holdings.flatten().collect()
}

impl<'e> Builder<'e> {
    fn environment(&self, environment: Option<&'e Declared<Environment>>) -> EnvironmentEntry {
        let name = environment.map(|one| one.name.as_str());
        let mut systems = Vec::new();
        for system in self.estate.systems.as_written() {
            if self.is_root(system) && self.environment_of(system) == name {
                self.system_and_parts(system, &mut systems);
            }
        }
        let accounts = self.estate.accounts.as_written();
        let lone = accounts
            .into_iter()
            .filter(|account| account.environment.as_ref().map(|one| one.as_str()) == name);
        systems.extend(lone.filter_map(|account| self.account(account)));
        EnvironmentEntry {
            name: name.map(ToOwned::to_owned),
            title: match environment {
                Some(one) => title(one.title.as_ref(), one.name.as_str()),
                None if self.estate.environments.is_empty() => "All systems".to_owned(),
                None => "In no environment".to_owned(),
            },
            description: environment.and_then(|one| text(one.description.as_ref())),
            controls: self.controls_of_environment(name),
            systems,
        }
    }

    fn environment_of(&self, system: &'e System) -> Option<&'e str> {
        let environment = self.estate.environment_of(system);
        environment.map(|one| one.name.as_str())
    }

    /// Whether a system stands on its own in its environment, as a part does that lies
    /// in another environment than its whole.
    fn is_root(&self, system: &'e Declared<System>) -> bool {
        let whole = system.part_of.as_ref();
        match whole.and_then(|whole| whole.of(&self.estate.systems)) {
            Some(whole) => self.environment_of(whole) != self.environment_of(system),
            None => true,
        }
    }

    /// Adds a system, then its parts with theirs.
    fn system_and_parts(&self, system: &'e Declared<System>, entries: &mut Vec<SystemEntry>) {
        entries.push(self.system(system));
        for part in self.estate.systems.as_written() {
            let whole = part.part_of.as_ref();
            if whole.is_some_and(|whole| *whole.name() == system.name) && !self.is_root(part) {
                self.system_and_parts(part, entries);
            }
        }
    }

    fn system(&self, system: &'e Declared<System>) -> SystemEntry {
        let account = self.estate.account_of(system);
        let part_of = system.part_of.as_ref();
        let whole = part_of.and_then(|whole| whole.of(&self.estate.systems));
        let about = |permission: &Permission| {
            let mut on = permission.on.iter();
            on.any(|one| *one.name() == system.name)
        };
        let stands_for_account = self.stands_for(account) == Some(system.name.as_str());
        let held_here = |holding: &Holding<'_>| match holding.account() {
            Some(held_in) => {
                account.is_some_and(|account| account.name == held_in.name)
                    && (about(holding.permission)
                        || (stands_for_account && self.about_nothing_in(holding, held_in)))
            }
            None => holding.place.as_str() == system.name.as_str() && about(holding.permission),
        };
        SystemEntry {
            name: system.name.to_string(),
            title: title(system.title.as_ref(), system.name.as_str()),
            description: text(system.description.as_ref()),
            part_of: whole.map(|whole| title(whole.title.as_ref(), whole.name.as_str())),
            account: account.map(|one| title(one.title.as_ref(), one.name.as_str())),
            controls: self.controls_of_system(system.name.as_str()),
            permissions: self.permissions(about, held_here),
        }
    }

    /// An account that no system stands for, when something is held in it that is about
    /// none of its systems.
    fn account(&self, account: &'e Declared<Account>) -> Option<SystemEntry> {
        if self.stands_for(Some(account)).is_some() {
            return None;
        }
        let permissions = self.permissions(
            |_| false,
            |holding| {
                let held_in = holding.account();
                held_in.is_some_and(|one| one.name == account.name)
                    && self.about_nothing_in(holding, account)
            },
        );
        (!permissions.is_empty()).then(|| SystemEntry {
            name: account.name.to_string(),
            title: title(account.title.as_ref(), account.name.as_str()),
            description: text(account.description.as_ref()),
            part_of: None,
            account: Some(title(account.title.as_ref(), account.name.as_str())),
            controls: self.controls_of_account(account.name.as_str()),
            permissions,
        })
    }

    /// The system that stands for an account as a whole: the first of that kind in it.
    fn stands_for(&self, account: Option<&'e Declared<Account>>) -> Option<&'e str> {
        let account = account?;
        let systems = self.estate.systems.as_written();
        let mut whole = systems.into_iter().filter(|system| {
            let lives_in = self.estate.account_of(system);
            system.kind == SystemKind::Account
                && lives_in.is_some_and(|one| one.name == account.name)
        });
        whole.next().map(|system| system.name.as_str())
    }

    /// Whether a permission is about no system in the account where it is held.
    fn about_nothing_in(&self, holding: &Holding<'_>, account: &Declared<Account>) -> bool {
        !holding.permission.on.iter().any(|system| {
            let system = system.of(&self.estate.systems);
            let lives_in = system.and_then(|system| self.estate.account_of(system));
            lives_in.is_some_and(|one| one.name == account.name)
        })
    }

    /// The permissions that are about a place or held there, in the order written.
    fn permissions(
        &self,
        about: impl Fn(&Permission) -> bool,
        held_here: impl Fn(&Holding<'_>) -> bool,
    ) -> Vec<PermissionEntry> {
        let here: Vec<&Holding<'_>> = self.holdings.iter().filter(|one| held_here(one)).collect();
        let mut entries = Vec::new();
        for permission in self.estate.permissions.as_written() {
            let held = here
                .iter()
                .filter(|holding| holding.permission.name == permission.name);
            let groups: Vec<GroupEntry> = held.map(|holding| self.group(holding)).collect();
            if about(permission) || !groups.is_empty() {
                entries.push(PermissionEntry {
                    name: permission.name.to_string(),
                    title: title(permission.title.as_ref(), permission.name.as_str()),
                    means: permission.means.to_string(),
                    groups,
                });
            }
        }
        entries
    }
}

pub(super) fn title(title: Option<&Text>, name: &str) -> String {
    title.map_or(name, |title| title.as_str()).to_owned()
}

fn text(text: Option<&Text>) -> Option<String> {
    text.map(ToString::to_string)
}
