//! From an estate to its register.
//!
//! What has an entry of its own: every system that decides itself who may enter it (an
//! account, a host, a product), every system that is part of nothing, and every account
//! that no system stands for and where something is held. The other parts (clusters,
//! databases, stores, registries) are opened by their account, so their permissions
//! stand in the entry of the system they are part of.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::holding::Holding;
use bailiwick_estate::lower::{Declared, Text};
use bailiwick_estate::model::{Account, Environment, Permission, System, SystemKind};

use super::{EnvironmentEntry, GroupEntry, PartEntry, PermissionEntry, Register, SystemEntry};

impl Register {
    /// The register of an estate.
    #[must_use]
    pub fn of(estate: &Estate) -> Self {
        let builder = Builder::new(estate);
        let environments = estate.environments.as_written();
        let named = environments.into_iter().map(Some);
        let entries = named.map(|one| builder.environment(one));
        let last = builder.environment(None);
        Self {
            estate: estate.estate.to_string(),
            title: title(estate.title.as_ref(), estate.estate.as_str()),
            environments: entries
                .chain((!last.systems.is_empty()).then_some(last))
                .collect(),
        }
    }
}

pub(super) struct Builder<'e> {
    pub(super) estate: &'e Estate,
    systems: Vec<&'e Declared<System>>,
    permissions: Vec<&'e Declared<Permission>>,
    holdings: Vec<Holding<'e>>,
}

impl<'e> Builder<'e> {
    fn new(estate: &'e Estate) -> Self {
        let groups = estate.groups.as_written();
        let holdings = groups.into_iter().map(|group| estate.holdings_of(group));
        Self {
            estate,
            systems: estate.systems.as_written(),
            permissions: estate.permissions.as_written(),
            holdings: holdings.flatten().collect(),
        }
    }

    fn environment(&self, environment: Option<&'e Declared<Environment>>) -> EnvironmentEntry {
        let name = environment.map(|one| one.name.as_str());
        let mut systems = Vec::new();
        for system in &self.systems {
            if self.whole_of(system).is_none() && self.environment_of(system) == name {
                self.system_and_parts(system, &mut systems);
            }
        }
        let accounts = self.estate.accounts.as_written();
        let here = |account: &&Declared<Account>| {
            account.environment.as_ref().map(|one| one.as_str()) == name
        };
        let lone = accounts.into_iter().filter(here);
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

    /// What a system is part of, as long as it lies in the same environment.
    fn whole_of(&self, system: &'e Declared<System>) -> Option<&'e Declared<System>> {
        let whole = system.part_of.as_ref()?.of(&self.estate.systems)?;
        (self.environment_of(whole) == self.environment_of(system)).then_some(whole)
    }

    /// The parts of a system, in the order written.
    fn parts_of(&self, whole: &'e Declared<System>) -> impl Iterator<Item = &'e Declared<System>> {
        let parts = self.systems.iter().copied();
        parts.filter(|part| {
            self.whole_of(part)
                .is_some_and(|one| one.name == whole.name)
        })
    }

    /// Adds the entry of a system, then those of its parts that have their own.
    fn system_and_parts(&self, system: &'e Declared<System>, entries: &mut Vec<SystemEntry>) {
        let mut covered = vec![system];
        let mut own = Vec::new();
        let mut next = 0;
        while let Some(whole) = covered.get(next) {
            for part in self.parts_of(whole) {
                if decides_itself(part) {
                    own.push(part);
                } else {
                    covered.push(part);
                }
            }
            next += 1;
        }
        entries.push(self.system(system, &covered));
        for part in own {
            self.system_and_parts(part, entries);
        }
    }

    /// The entry of a system; `covered` is the system and those parts without their own.
    fn system(
        &self,
        system: &'e Declared<System>,
        covered: &[&'e Declared<System>],
    ) -> SystemEntry {
        let account = self.estate.account_of(system);
        let whole = system.part_of.as_ref();
        let whole = whole.and_then(|whole| whole.of(&self.estate.systems));
        let stands_for = account.filter(|account| {
            let standing = self.standing_for(account);
            standing.is_some_and(|standing| standing.name == system.name)
        });
        let parts = covered.iter().skip(1);
        SystemEntry {
            name: system.name.to_string(),
            title: title(system.title.as_ref(), system.name.as_str()),
            description: text(system.description.as_ref()),
            part_of: whole.map(|whole| title(whole.title.as_ref(), whole.name.as_str())),
            account: account.map(|one| title(one.title.as_ref(), one.name.as_str())),
            parts: parts.map(|part| part_entry(part)).collect(),
            controls: self.controls_of_entry(covered, stands_for),
            permissions: self.permissions_on(covered, account, stands_for),
        }
    }

    /// An account that no system stands for, when something is held in it that is about
    /// none of its systems.
    fn account(&self, account: &'e Declared<Account>) -> Option<SystemEntry> {
        if self.standing_for(account).is_some() {
            return None;
        }
        let permissions = self.permissions_on(&[], Some(account), Some(account));
        (!permissions.is_empty()).then(|| SystemEntry {
            name: account.name.to_string(),
            title: title(account.title.as_ref(), account.name.as_str()),
            description: text(account.description.as_ref()),
            part_of: None,
            account: Some(title(account.title.as_ref(), account.name.as_str())),
            parts: Vec::new(),
            controls: self.controls_of_entry(&[], Some(account)),
            permissions,
        })
    }

    /// The system that stands for an account as a whole: the first of that kind in it.
    fn standing_for(&self, account: &Declared<Account>) -> Option<&'e Declared<System>> {
        let mut systems = self.systems.iter().copied();
        systems.find(|system| {
            let lives_in = self.estate.account_of(system);
            system.kind == SystemKind::Account
                && lives_in.is_some_and(|one| one.name == account.name)
        })
    }

    /// The permissions about some systems, or held there, in the order written. What is
    /// held in the account the entry stands for, and is about no system in it, is among them.
    fn permissions_on(
        &self,
        covered: &[&'e Declared<System>],
        account: Option<&'e Declared<Account>>,
        stands_for: Option<&'e Declared<Account>>,
    ) -> Vec<PermissionEntry> {
        let mut entries = Vec::new();
        for permission in &self.permissions {
            let mut on = covered.iter().filter(|system| is_about(permission, system));
            let about = on.next().is_some();
            let held_here = |holding: &&Holding<'e>| {
                if holding.permission.name != permission.name {
                    return false;
                }
                let Some(place) = holding.account() else {
                    return about
                        && covered
                            .iter()
                            .any(|one| one.name.as_str() == holding.place.as_str());
                };
                let is_place = |one: Option<&Declared<Account>>| {
                    one.is_some_and(|account| account.name == place.name)
                };
                (about && is_place(account))
                    || (is_place(stands_for) && self.is_about_nothing_in(permission, place))
            };
            let held = self.holdings.iter().filter(held_here);
            let groups: Vec<GroupEntry> = held.map(|holding| self.group(holding)).collect();
            if about || !groups.is_empty() {
                entries.push(permission_entry(permission, covered, groups));
            }
        }
        entries
    }

    /// Whether a permission is about no system in an account where it is held.
    fn is_about_nothing_in(&self, permission: &Permission, account: &Declared<Account>) -> bool {
        !self.systems.iter().any(|system| {
            let lives_in = self.estate.account_of(system);
            is_about(permission, system) && lives_in.is_some_and(|one| one.name == account.name)
        })
    }
}

/// Whether a system has its own way of letting people in.
fn decides_itself(system: &System) -> bool {
    match system.kind {
        SystemKind::Account | SystemKind::Host | SystemKind::Saas => true,
        SystemKind::Cluster | SystemKind::Database | SystemKind::Storage | SystemKind::Registry => {
            false
        }
    }
}

fn is_about(permission: &Permission, system: &Declared<System>) -> bool {
    permission.on.iter().any(|one| *one.name() == system.name)
}

fn part_entry(part: &Declared<System>) -> PartEntry {
    PartEntry {
        name: part.name.to_string(),
        title: title(part.title.as_ref(), part.name.as_str()),
    }
}

fn permission_entry(
    permission: &Declared<Permission>,
    covered: &[&Declared<System>],
    groups: Vec<GroupEntry>,
) -> PermissionEntry {
    let whole = covered.first();
    let on_whole = whole.is_none_or(|whole| is_about(permission, whole));
    let parts = covered.iter().skip(1);
    let parts = parts.filter(|part| !on_whole && is_about(permission, part));
    PermissionEntry {
        name: permission.name.to_string(),
        title: title(permission.title.as_ref(), permission.name.as_str()),
        means: permission.means.to_string(),
        on: parts.map(|part| part_entry(part)).collect(),
        groups,
    }
}

pub(super) fn title(title: Option<&Text>, name: &str) -> String {
    title.map_or(name, |title| title.as_str()).to_owned()
}

fn text(text: Option<&Text>) -> Option<String> {
    text.map(ToString::to_string)
}
