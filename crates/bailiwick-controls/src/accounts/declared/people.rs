//! The names of an estate: people, technical accounts, groups and job roles.

use std::collections::BTreeSet;

use bailiwick_compile::Assignment;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Group, Person};
use bailiwick_iam::account::{Account, Attached, Principal, PrincipalDetails};
use bailiwick_iam::request::AccountId;

use super::center::Session;
use crate::accounts::{Directory, Entry};

/// Adds everybody whom the estate names.
pub(super) fn name(estate: &Estate, sessions: &[Session<'_>], directory: &mut Directory) {
    for person in estate.people.iter() {
        let name = person.name.as_str();
        directory.add("people", name, None);
        for session in sessions {
            if estate.groups_of(name).any(|group| is_of(session, group)) {
                let entry = entry(session, session_name(person));
                directory.add("people", name, Some(entry));
            }
        }
        add_users(name, "people", directory);
    }
    for technical in estate.technical_accounts.iter() {
        let name = technical.name.as_str();
        directory.add("technical_accounts", name, None);
        add_users(name, "technical_accounts", directory);
    }
    for group in estate.groups.iter() {
        for (section, name) in group_names(estate, group) {
            directory.add(section, &name, None);
            for session in sessions.iter().filter(|session| is_of(session, group)) {
                let entry = entry(session, "session".to_owned());
                directory.add(section, &name, Some(entry));
            }
            for member in members(group.name.as_str(), directory) {
                directory.add(section, &name, Some(member));
            }
        }
    }
}

fn is_of(session: &Session<'_>, group: &Declared<Group>) -> bool {
    session.assignment.group == group.name.as_str()
}

/// The group itself, and the job roles that have a seat or a member in it.
fn group_names(estate: &Estate, group: &Declared<Group>) -> Vec<(&'static str, String)> {
    let seats = group.seats.iter().map(|(role, _)| role.to_string());
    let people = estate.people_in(group);
    let roles: BTreeSet<String> = seats
        .chain(people.map(|person| person.role.to_string()))
        .collect();
    let own = ("groups", group.name.to_string());
    let roles = roles.into_iter().map(|role| ("job_roles", role));
    std::iter::once(own).chain(roles).collect()
}

/// The name of a person's session in Identity Center is their user name, which identity
/// providers send as an e-mail address.
fn session_name(person: &Declared<Person>) -> String {
    match &person.email {
        Some(email) => email.to_string(),
        None => person.name.to_string(),
    }
}

fn entry(session: &Session<'_>, name: String) -> Entry {
    Entry {
        account: session.account,
        principal: session.role.clone(),
        session: name,
        through: through(session.assignment),
        on_request: session.assignment.request.is_some(),
        identity_center: true,
    }
}

fn through(assignment: &Assignment) -> String {
    let Assignment {
        account,
        permission_set,
        group,
        ..
    } = assignment;
    let held = format!("`{permission_set}` in `{account}`, by the group `{group}`");
    match &assignment.request {
        Some(request) => format!("{held}, after the request `{request}`"),
        None => held,
    }
}

/// The IAM users and roles that the stacks make of a name.
fn add_users(name: &str, section: &'static str, directory: &mut Directory) {
    let found: Vec<Entry> = directory
        .accounts
        .principals()
        .filter(|(_, principal)| principal.name() == name)
        .map(|(account, principal)| Entry {
            account: account.id,
            principal: principal.clone(),
            session: "session".to_owned(),
            through: format!("the {} in {}", kind(principal), called(account)),
            on_request: false,
            identity_center: false,
        })
        .collect();
    for entry in found {
        directory.add(section, name, Some(entry));
    }
}

/// A member of each IAM group of that name, with nothing but what the group gives.
fn members(group: &str, directory: &Directory) -> Vec<Entry> {
    let accounts = directory.accounts.iter();
    let groups = accounts.flat_map(|account| {
        let groups = account.groups.values();
        groups
            .filter(|one| one.name() == group)
            .map(move |one| (account, &one.arn))
    });
    groups
        .map(|(account, arn)| Entry {
            account: account.id,
            principal: member(account.id, group, arn),
            session: "session".to_owned(),
            through: format!("the group `{group}` in {}", called(account)),
            on_request: false,
            identity_center: false,
        })
        .collect()
}

fn member(account: AccountId, group: &str, arn: &str) -> Principal {
    let name = format!("arn:aws:iam::{account}:user/any-member-of-{group}");
    let mut member = Principal::user(name, Attached::default());
    if let PrincipalDetails::User(details) = &mut member.details {
        details.groups.push(arn.to_owned());
    }
    member
}

fn kind(principal: &Principal) -> &'static str {
    match principal.as_role() {
        Some(_) => "role",
        None => "user",
    }
}

fn called(account: &Account) -> String {
    match &account.name {
        Some(name) => format!("`{name}`"),
        None => account.id.to_string(),
    }
}
