//! Everybody but those whom a rule means.
//!
//! Owns: who else holds what those who are meant hold. People are exempt, roles are not: a
//! role of a permission set is everybody's who has it, and counts as others' with the first of
//! them. Start at [`Holders::others`].

use std::collections::BTreeSet;

use bailiwick_estate::model::Subject;
use bailiwick_iam::account::Principal;

use super::counterparts::counterparts;
use super::{Holder, Holders};
use crate::accounts::Entry;

/// A section of the estate and a name in it.
type Name<'n> = (&'static str, &'n str);

impl<'d> Holders<'d> {
    /// Every user and role that somebody other than the subjects comes to, or that none of
    /// the subjects comes to, who are `meant`.
    pub(crate) fn others(&self, subjects: &'d [Subject], meant: &[Holder<'d>]) -> Vec<Holder<'d>> {
        let names = self.names(subjects);
        let own = self.own_users(&names);
        let arns: BTreeSet<&str> = meant.iter().map(|one| one.principal.arn.as_str()).collect();
        let mut apart = self.everyone();
        apart.retain(|one| {
            let arn = one.principal.arn.as_str();
            match one.principal.as_user() {
                Some(_) => !own.contains(arn),
                None => !arns.contains(arn),
            }
        });
        let mut direct = apart.clone();
        for (section, name) in self.not_meant(&names) {
            let entries = match section {
                "groups" => self.given_by(name),
                _ => self.entries(section, name),
            };
            let held = self.direct(name, entries, &mut Vec::new());
            direct.extend(
                held.into_iter()
                    .filter(|one| !own.contains(one.principal.arn.as_str())),
            );
        }
        let mut others = self.with_roles(direct);
        others.extend(apart);
        others
    }

    /// The subjects, and the members of those that are groups.
    fn names(&self, subjects: &'d [Subject]) -> BTreeSet<Name<'d>> {
        let mut names = BTreeSet::new();
        for subject in subjects {
            let name = subject.as_str();
            match subject {
                Subject::Group(_) => {
                    names.insert(("groups", name));
                    names.extend(self.members(name));
                }
                Subject::Person(_) => {
                    names.insert(("people", name));
                }
                Subject::TechnicalAccount(_) => {
                    names.insert(("technical_accounts", name));
                }
            }
        }
        names
    }

    /// People, technical accounts and groups that are not meant, groups last: as the ones to
    /// name. A group whose members are all meant is nobody else.
    fn not_meant(&self, names: &BTreeSet<Name<'d>>) -> Vec<Name<'d>> {
        let people = self.estate.people.iter();
        let people = people.map(|one| ("people", one.name.as_str()));
        let technical = self.estate.technical_accounts.iter();
        let technical = technical.map(|one| ("technical_accounts", one.name.as_str()));
        let groups = self.estate.groups.iter().map(|one| one.name.as_str());
        let groups = groups.filter(|name| {
            let members = self.members(name);
            members.is_empty() || members.iter().any(|member| !names.contains(member))
        });
        let all = people.chain(technical);
        let all = all.chain(groups.map(|name| ("groups", name)));
        all.filter(|name| !names.contains(name)).collect()
    }

    /// The users of IAM that are those who are meant. Who only shares a group with them in
    /// AWS is another, unless the group is declared without members.
    fn own_users(&self, names: &BTreeSet<Name<'d>>) -> BTreeSet<&'d str> {
        let mut own = BTreeSet::new();
        for (section, name) in names {
            let is_open = *section == "groups" && self.members(name).is_empty();
            for entry in self.entries(section, name) {
                let users = self.known_as(entry);
                let users = users.into_iter().filter(|one| one.as_user().is_some());
                let users = users.filter(|one| is_open || one.name() == entry.principal.name());
                own.extend(users.map(|user| user.arn.as_str()));
            }
        }
        own
    }

    fn known_as(&self, entry: &'d Entry) -> Vec<&'d Principal> {
        match (self.declared, self.directory.accounts.get(entry.account)) {
            (None, _) => vec![&*entry.principal],
            (Some(_), Some(account)) => counterparts(account, entry),
            (Some(_), None) => Vec::new(),
        }
    }
}
