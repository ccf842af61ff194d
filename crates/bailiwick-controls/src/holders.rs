//! Whom a control means, as users and roles of accounts, and the roles that they can take
//! from there.
//!
//! Owns: [`Holder`] and [`Holders`]. Refuses: to say what they may do, which [`crate::may`]
//! does; to know names, which the [`Directory`] does.

mod counterparts;
mod others;

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Group, Member, Subject};
use bailiwick_iam::account::{Account, Principal, Question, Takeable};
use bailiwick_iam::decide::Decision;
use bailiwick_iam::request::{AccountId, Resource};

use crate::accounts::{Directory, Entry};
use crate::verdict::Reason;
use counterparts::{counterparts, is_counterpart};

/// A user or role, and how somebody comes to be it.
#[derive(Clone, Debug)]
pub(crate) struct Holder<'d> {
    /// Whom the estate calls it: a group, a person, a technical account, or its own name.
    pub(crate) who: String,
    /// Its account.
    pub(crate) account: &'d Account,
    /// The user or role.
    pub(crate) principal: &'d Principal,
    /// The roles that were taken on the way, by ARN.
    pub(crate) through: Vec<String>,
    /// Whether it must be asked for first.
    pub(crate) on_request: bool,
    /// What the way there hangs on that is not known.
    pub(crate) depends_on: BTreeSet<String>,
}

impl<'d> Holder<'d> {
    /// A user or role for itself.
    pub(crate) fn of(who: &str, account: &'d Account, principal: &'d Principal) -> Self {
        Self {
            who: who.to_owned(),
            account,
            principal,
            through: Vec::new(),
            on_request: false,
            depends_on: BTreeSet::new(),
        }
    }
}

/// Finds holders among the accounts of a directory.
pub(crate) struct Holders<'d> {
    estate: &'d Estate,
    directory: &'d Directory,
    /// What the estate declares, where the directory is of what AWS holds: AWS does not
    /// know which permission sets a group of the estate holds.
    declared: Option<&'d Directory>,
    /// By what groups come into each account.
    of_groups: BTreeMap<AccountId, Vec<&'d Entry>>,
    takeable: Takeable<'d>,
}

impl<'d> Holders<'d> {
    fn new(estate: &'d Estate, directory: &'d Directory, declared: Option<&'d Directory>) -> Self {
        let known = declared.unwrap_or(directory);
        let groups = known.named.iter().filter(|named| named.section == "groups");
        let mut of_groups: BTreeMap<AccountId, Vec<&Entry>> = BTreeMap::new();
        for entry in groups.flat_map(|group| &group.entries) {
            if let Some(account) = entry.principal.account() {
                of_groups.entry(account).or_default().push(entry);
            }
        }
        Self {
            estate,
            directory,
            declared,
            of_groups,
            takeable: Takeable::new(directory.accounts.principals()),
        }
    }

    /// Among what is compiled.
    pub(crate) fn declared(estate: &'d Estate, directory: &'d Directory) -> Self {
        Self::new(estate, directory, None)
    }

    /// Among what AWS holds: the users and roles there that are called like what the estate
    /// declares.
    pub(crate) fn observed(
        estate: &'d Estate,
        directory: &'d Directory,
        declared: &'d Directory,
    ) -> Self {
        Self::new(estate, directory, Some(declared))
    }

    /// Every user and role that a subject comes to, in every account; nothing for one who
    /// comes into no account. A group is its members, by all their ways in. What is not known
    /// is added to `unknown`.
    pub(crate) fn of(&self, subject: &'d Subject, unknown: &mut Vec<Reason>) -> Vec<Holder<'d>> {
        let name = subject.as_str();
        let mut direct = Vec::new();
        let own = match subject {
            Subject::Group(_) => {
                for (section, member) in self.members(name) {
                    let entries = self.entries(section, member);
                    direct.extend(self.direct(member, entries, unknown));
                }
                self.given_by(name)
            }
            Subject::Person(_) => self.entries("people", name),
            Subject::TechnicalAccount(_) => self.entries("technical_accounts", name),
        };
        // The last goes first: what the group gives is called by the group.
        direct.extend(self.direct(name, own, unknown));
        self.with_roles(direct)
    }

    /// What a group gives, without the user that stands for any member where members are
    /// users themselves.
    fn given_by(&self, group: &str) -> Vec<&'d Entry> {
        let mut given = self.entries("groups", group);
        if self.declared.is_some() {
            return given;
        }
        let members = self.members(group).into_iter();
        let members: Vec<&Entry> = members
            .flat_map(|(section, member)| self.entries(section, member))
            .filter(|entry| entry.principal.as_user().is_some())
            .collect();
        given.retain(|entry| {
            let mut members = members.iter();
            !members.any(|member| is_counterpart(&entry.principal, &member.principal))
        });
        given
    }

    /// The section and name of each member of a group.
    fn members(&self, group: &str) -> Vec<(&'static str, &'d str)> {
        let group = self.estate.groups.get(group);
        let members = group.into_iter().flat_map(|group| &group.members);
        members
            .map(|member| match member {
                Member::Person(person) => ("people", person.as_str()),
                Member::TechnicalAccount(technical) => ("technical_accounts", technical.as_str()),
            })
            .collect()
    }

    fn direct(
        &self,
        name: &str,
        entries: Vec<&'d Entry>,
        unknown: &mut Vec<Reason>,
    ) -> Vec<Holder<'d>> {
        let mut direct = Vec::new();
        for entry in entries {
            let Some(account) = self.directory.accounts.get(entry.account) else {
                let what = "`aws iam get-account-authorization-details`";
                unknown.push(Reason::NotGiven(format!("{what} of {}", entry.account)));
                continue;
            };
            let principals = match self.declared {
                None => vec![&*entry.principal],
                Some(_) => counterparts(account, entry),
            };
            if principals.is_empty() {
                let text = format!("who in AWS stands for `{}`", entry.principal.arn);
                unknown.push(Reason::NotGiven(text));
            }
            direct.extend(principals.into_iter().map(|principal| Holder {
                who: name.to_owned(),
                account,
                principal,
                through: Vec::new(),
                on_request: entry.on_request,
                depends_on: BTreeSet::new(),
            }));
        }
        direct
    }

    /// Every user and role that a group and its members come to, without the roles that they
    /// can take.
    pub(crate) fn of_members(&self, group: &Declared<Group>) -> Vec<Holder<'d>> {
        let name = group.name.as_str();
        let mut entries = self.entries("groups", name);
        for (section, member) in self.members(name) {
            entries.extend(self.entries(section, member));
        }
        self.direct(name, entries, &mut Vec::new())
    }

    /// A holder, and every role that it can take.
    pub(crate) fn reached_by(&self, holder: Holder<'d>) -> Vec<Holder<'d>> {
        self.with_roles(vec![holder])
    }

    fn entries(&self, section: &str, name: &str) -> Vec<&'d Entry> {
        let known = self.declared.unwrap_or(self.directory);
        let named = known.named(section, name).into_iter();
        named.flat_map(|named| &named.entries).collect()
    }

    /// Every user and role of every account, each for itself.
    pub(crate) fn everyone(&self) -> Vec<Holder<'d>> {
        let named = self.directory.named.iter();
        let own = named.filter(|named| ["users", "roles"].contains(&named.section));
        own.flat_map(|named| {
            let entries = named.entries.iter();
            entries.filter_map(|entry| {
                Some(Holder {
                    who: named.name.clone(),
                    account: self.directory.accounts.get(entry.account)?,
                    principal: &entry.principal,
                    through: Vec::new(),
                    on_request: self.is_on_request(&entry.principal),
                    depends_on: BTreeSet::new(),
                })
            })
        })
        .collect()
    }

    /// Whether a role of Identity Center is held by nobody without a request.
    fn is_on_request(&self, principal: &Principal) -> bool {
        let account = principal.account();
        let here = account.and_then(|account| self.of_groups.get(&account));
        let mut entries = here
            .into_iter()
            .flatten()
            .filter(|entry| is_counterpart(&entry.principal, principal))
            .peekable();
        entries.peek().is_some() && entries.all(|entry| entry.on_request)
    }

    /// The holders, and every role that they can take from there, step by step.
    fn with_roles(&self, direct: Vec<Holder<'d>>) -> Vec<Holder<'d>> {
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

    fn roles_from(&self, holder: &Holder<'d>) -> Vec<Holder<'d>> {
        let accounts = &self.directory.accounts;
        let mut taken = Vec::new();
        for (account, role) in self.takeable.by(holder.principal) {
            if role.arn == holder.principal.arn {
                continue;
            }
            let question = Question::new("sts:AssumeRole", Resource::new(&role.arn));
            let answer = accounts.ask(holder.account, holder.principal, &question);
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
