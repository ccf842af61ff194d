//! Who is meant, as users and roles of accounts: what a group holds becomes a role of
//! Identity Center, or users of IAM; a technical account becomes a user or a role.
//!
//! Owns: [`Holder`], [`Holders`] and the roles that a holder can take from there. Refuses:
//! to say what they may do, which [`crate::may`] does.

use std::collections::BTreeSet;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Group, Member, Subject};
use bailiwick_iam::account::{Account, Accounts, Principal, Question};
use bailiwick_iam::decide::Decision;
use bailiwick_iam::request::Resource;

use crate::compiled::{ids, permission_set_role};
use crate::world::World;

/// A user or role, and how somebody comes to be it.
#[derive(Clone, Debug)]
pub(crate) struct Holder<'a> {
    /// Whom the estate calls it: a group, a person, a technical account, or its own name.
    pub(crate) who: String,
    /// Its account.
    pub(crate) account: &'a Account,
    /// The user or role.
    pub(crate) principal: &'a Principal,
    /// The roles that were taken on the way, by ARN.
    pub(crate) through: Vec<String>,
    /// Whether it must be asked for first.
    pub(crate) on_request: bool,
    /// What the way there hangs on that is not known.
    pub(crate) depends_on: BTreeSet<String>,
}

/// Finds holders among the accounts of an estate.
pub(crate) struct Holders<'a> {
    estate: &'a Estate,
    world: World<'a>,
    accounts: &'a Accounts,
}

impl<'a> Holders<'a> {
    pub(crate) fn new(world: &World<'a>, accounts: &'a Accounts) -> Self {
        Self {
            estate: world.estate,
            world: *world,
            accounts,
        }
    }

    /// Every user and role that a subject comes to, in every account.
    pub(crate) fn of(&self, subject: &Subject) -> Vec<Holder<'a>> {
        let name = subject.as_str();
        let direct = match subject {
            Subject::Group(_) => self
                .estate
                .groups
                .get(name)
                .map(|group| self.of_group(group))
                .unwrap_or_default(),
            Subject::Person(_) => self.of_member(name),
            Subject::TechnicalAccount(_) => {
                let mut holders = self.of_member(name);
                holders.extend(self.named(name, name));
                holders
            }
        };
        self.with_roles(direct)
    }

    /// Every user and role of every account.
    pub(crate) fn everyone(&self) -> Vec<Holder<'a>> {
        let all = self.accounts.principals().map(|(account, principal)| {
            let standing = self.is_standing(account, principal);
            Holder {
                who: principal.name().to_owned(),
                account,
                principal,
                through: Vec::new(),
                on_request: !standing,
                depends_on: BTreeSet::new(),
            }
        });
        all.collect()
    }

    fn of_member(&self, member: &str) -> Vec<Holder<'a>> {
        let groups = self.estate.groups_of(member);
        let mut holders: Vec<Holder<'a>> = groups
            .flat_map(|group| self.sessions(group, member))
            .collect();
        holders.extend(self.named(member, member));
        holders
    }

    fn of_group(&self, group: &'a Declared<Group>) -> Vec<Holder<'a>> {
        let mut holders = self.sessions(group, group.name.as_str());
        for member in &group.members {
            let who = match member {
                Member::Person(person) => person.as_str(),
                Member::TechnicalAccount(technical) => technical.as_str(),
            };
            holders.extend(self.named(who, who));
        }
        holders
    }

    /// The roles of Identity Center that a group holds.
    fn sessions(&self, group: &Declared<Group>, who: &str) -> Vec<Holder<'a>> {
        let ids = ids(self.estate);
        let assignments = &self.world.blueprint.center.assignments;
        assignments
            .iter()
            .filter(|assignment| assignment.group == group.name.as_str())
            .filter_map(|assignment| {
                let id = *ids.get(assignment.account.as_str())?;
                let arn = permission_set_role(id, &assignment.permission_set);
                let (account, principal) = self.accounts.principal(&arn)?;
                Some(Holder {
                    who: who.to_owned(),
                    account,
                    principal,
                    through: Vec::new(),
                    on_request: assignment.request.is_some(),
                    depends_on: BTreeSet::new(),
                })
            })
            .collect()
    }

    /// The IAM users and roles of a name.
    fn named(&self, name: &str, who: &str) -> Vec<Holder<'a>> {
        self.accounts
            .principals()
            .filter(|(_, principal)| principal.name() == name)
            .map(|(account, principal)| Holder {
                who: who.to_owned(),
                account,
                principal,
                through: Vec::new(),
                on_request: false,
                depends_on: BTreeSet::new(),
            })
            .collect()
    }

    fn is_standing(&self, account: &Account, principal: &Principal) -> bool {
        let Some(set) = principal
            .as_role()
            .and_then(|role| role.permission_set.as_deref())
        else {
            return true;
        };
        self.world.blueprint.center.assignments.iter().any(|one| {
            one.permission_set == set
                && Some(one.account.as_str()) == account.name.as_deref()
                && one.request.is_none()
        })
    }

    /// The holders, and every role that they can take from there, step by step.
    fn with_roles(&self, direct: Vec<Holder<'a>>) -> Vec<Holder<'a>> {
        let mut known: BTreeSet<(String, bool)> = BTreeSet::new();
        let mut open = direct;
        let mut holders = Vec::new();
        while let Some(holder) = open.pop() {
            let key = (holder.principal.arn.clone(), holder.on_request);
            if !known.insert(key) {
                continue;
            }
            open.extend(self.roles_from(&holder));
            holders.push(holder);
        }
        holders.sort_by(|one, other| {
            (&one.through, &one.principal.arn).cmp(&(&other.through, &other.principal.arn))
        });
        holders
    }

    fn roles_from(&self, holder: &Holder<'a>) -> Vec<Holder<'a>> {
        let mut taken = Vec::new();
        for (account, role) in self.accounts.principals() {
            if role.as_role().is_none() || role.arn == holder.principal.arn {
                continue;
            }
            let question = Question::new("sts:AssumeRole", Resource::new(&role.arn));
            let answer = self
                .accounts
                .ask(holder.account, holder.principal, &question);
            let mut depends_on = holder.depends_on.clone();
            match answer.decision {
                Decision::Allowed => {}
                Decision::Unknown(undecided) => {
                    depends_on.extend(undecided.keys);
                    depends_on.extend(undecided.other);
                }
                Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => continue,
            }
            let mut through = holder.through.clone();
            through.push(role.arn.clone());
            taken.push(Holder {
                who: holder.who.clone(),
                account,
                principal: role,
                through,
                on_request: holder.on_request,
                depends_on,
            });
        }
        taken
    }
}
