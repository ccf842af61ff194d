//! Who holds what, where: groups, grants and account classes put together once.
//!
//! The register, the profiles, `show`, the compiler and the controls all ask this
//! module, so that they cannot disagree.

use crate::estate::Estate;
use crate::lower::{Declared, Names, Text};
use crate::model::{
    Account, Approver, Entry, EntryGrant, Grant, Group, Member, Network, Permission,
    PermissionGrant, Person, System,
};
use crate::value::{Date, Duration};

/// One permission that the members of one group hold in one place.
#[derive(Clone, Debug)]
pub struct Holding<'e> {
    /// The group.
    pub group: &'e Declared<Group>,
    /// What its members hold.
    pub permission: &'e Declared<Permission>,
    /// Where they hold it.
    pub place: Place<'e>,
    /// By which way into the account, when a class offers it.
    pub entry: Option<&'e Declared<Entry>>,
    /// What they request before they hold it; `None` when the grant is standing.
    pub request: Option<Request<'e>>,
    /// The last day of the grant.
    pub until: Option<Date>,
    /// The grant itself.
    pub grant: &'e Grant,
}

/// Where a permission is held: in the account, when a role or user of the account is what
/// holds it; else in the system that decides for itself, such as a host.
#[derive(Clone, Copy, Debug)]
pub enum Place<'e> {
    /// In an AWS account.
    Account(&'e Declared<Account>),
    /// In a host, a product, anything that decides for itself.
    System(&'e Declared<System>),
}

/// What is asked for before a permission is held.
#[derive(Clone, Debug)]
pub struct Request<'e> {
    /// The name of what is requested.
    pub title: &'e Text,
    /// Who approves.
    pub approvers: &'e [Approver],
    /// How long it is given for.
    pub duration: Option<Duration>,
}

impl<'e> Holding<'e> {
    /// The account it is held in, if it is one.
    #[must_use]
    pub fn account(&self) -> Option<&'e Declared<Account>> {
        match self.place {
            Place::Account(account) => Some(account),
            Place::System(_) => None,
        }
    }
}

impl Place<'_> {
    /// The name of the account or system.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Account(account) => account.name.as_str(),
            Self::System(system) => system.name.as_str(),
        }
    }
}

impl Estate {
    /// Everything that any group holds, by group, in the order of its grants.
    #[must_use]
    pub fn holdings(&self) -> Vec<Holding<'_>> {
        self.groups
            .iter()
            .flat_map(|group| self.holdings_of(group))
            .collect()
    }

    /// Everything that the members of one group hold, in the order of its grants.
    #[must_use]
    pub fn holdings_of<'e>(&'e self, group: &'e Declared<Group>) -> Vec<Holding<'e>> {
        let mut holdings = Vec::new();
        for grant in &group.grants {
            match grant {
                Grant::Permission(granted) => {
                    self.permission_holdings(group, grant, granted, &mut holdings);
                }
                Grant::Entry(granted) => {
                    self.entry_holdings(group, grant, granted, &mut holdings);
                }
            }
        }
        holdings
    }

    /// The groups a member is in.
    pub fn groups_of(&self, member: &str) -> impl Iterator<Item = &Declared<Group>> {
        self.groups
            .iter()
            .filter(move |group| group.members.iter().any(|one| one.as_str() == member))
    }

    /// The people in a group, in the order they are listed.
    pub fn people_in<'e>(&'e self, group: &'e Group) -> impl Iterator<Item = &'e Declared<Person>> {
        group.members.iter().filter_map(|member| match member {
            Member::Person(person) => person.of(&self.people),
            Member::TechnicalAccount(_) => None,
        })
    }

    /// The account a system lives in: its own, or that of what it is part of.
    #[must_use]
    pub fn account_of<'e>(&'e self, system: &'e System) -> Option<&'e Declared<Account>> {
        self.with_wholes(system)
            .find_map(|system| system.account.as_ref()?.of(&self.accounts))
    }

    /// The environment a system belongs to: its own, or that of what it is part of.
    #[must_use]
    pub fn environment_of<'e>(
        &'e self,
        system: &'e System,
    ) -> Option<&'e Declared<crate::model::Environment>> {
        self.with_wholes(system)
            .find_map(|system| system.environment.as_ref()?.of(&self.environments))
    }

    /// The network a system lies in: its own, or that of what it is part of.
    #[must_use]
    pub fn network_of<'e>(&'e self, system: &'e System) -> Option<&'e Declared<Network>> {
        self.with_wholes(system)
            .find_map(|system| system.network.as_ref()?.of(&self.networks))
    }

    /// A system, what it is part of, what that is part of, and so on. A circle, which
    /// is reported elsewhere, ends after as many steps as there are systems.
    fn with_wholes<'e>(&'e self, system: &'e System) -> impl Iterator<Item = &'e System> {
        std::iter::successors(Some(system), |system| {
            system
                .part_of
                .as_ref()?
                .of(&self.systems)
                .map(|whole| &whole.value)
        })
        .take(self.systems.len() + 1)
    }

    fn permission_holdings<'e>(
        &'e self,
        group: &'e Declared<Group>,
        grant: &'e Grant,
        granted: &'e PermissionGrant,
        holdings: &mut Vec<Holding<'e>>,
    ) {
        let Some(permission) = granted.permission.of(&self.permissions) else {
            return;
        };
        let places = if granted.on.is_empty() {
            self.places_of(permission)
        } else {
            let named = granted
                .on
                .iter()
                .filter_map(|account| account.of(&self.accounts));
            named.map(Place::Account).collect()
        };
        let request = granted.request.as_ref().map(|title| Request {
            title,
            approvers: &granted.approvers,
            duration: granted.r#for,
        });
        for place in places {
            holdings.push(Holding {
                group,
                permission,
                place,
                entry: None,
                request: request.clone(),
                until: granted.until,
                grant,
            });
        }
    }

    fn entry_holdings<'e>(
        &'e self,
        group: &'e Declared<Group>,
        grant: &'e Grant,
        granted: &'e EntryGrant,
        holdings: &mut Vec<Holding<'e>>,
    ) {
        let class = granted.entry.class.of(&self.account_classes);
        let entry = class.and_then(|class| class.entry.get(granted.entry.entry.as_str()));
        let Some(entry) = entry else {
            return;
        };
        let Some(permission) = entry.permission.of(&self.permissions) else {
            return;
        };
        let accounts: Vec<_> = if granted.on.is_empty() {
            let of_class =
                |account: &&Declared<Account>| account.class.as_ref() == Some(&granted.entry.class);
            self.accounts.iter().filter(of_class).collect()
        } else {
            named(&self.accounts, granted)
        };
        for account in accounts {
            holdings.push(Holding {
                group,
                permission,
                place: Place::Account(account),
                entry: Some(entry),
                request: entry.request.as_ref().map(|title| Request {
                    title,
                    approvers: &entry.approvers,
                    duration: entry.r#for,
                }),
                until: granted.until,
                grant,
            });
        }
    }

    /// The places a permission's own systems lie in, each once, in the order written.
    fn places_of<'e>(&'e self, permission: &'e Permission) -> Vec<Place<'e>> {
        let mut places: Vec<Place<'e>> = Vec::new();
        for system in &permission.on {
            let Some(system) = system.of(&self.systems) else {
                continue;
            };
            let account = self.account_of(system);
            let place = match account.filter(|_| permission.needs_role()) {
                Some(account) => Place::Account(account),
                None => Place::System(system),
            };
            if !places.iter().any(|known| known.as_str() == place.as_str()) {
                places.push(place);
            }
        }
        places
    }
}

fn named<'e>(accounts: &'e Names<Account>, granted: &'e EntryGrant) -> Vec<&'e Declared<Account>> {
    granted
        .on
        .iter()
        .filter_map(|account| account.of(accounts))
        .collect()
}
