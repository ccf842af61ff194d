//! The names of an estate: people, technical accounts, groups and job roles.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use bailiwick_compile::Assignment;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Group, Person};
use bailiwick_iam::account::{Account, Accounts, Attached, Principal, PrincipalDetails};
use bailiwick_iam::request::AccountId;

use super::center::Session;
use crate::accounts::{Directory, Entry};

/// Adds everybody whom the estate names.
pub(super) fn name(estate: &Estate, sessions: &[Session<'_>], directory: &mut Directory) {
    let found = Found::among(sessions, &directory.accounts);
    let mut groups: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for group in estate.groups.iter() {
        for member in &group.members {
            let own = groups.entry(member.as_str()).or_default();
            own.insert(group.name.as_str());
        }
    }
    let mut named: Vec<(&'static str, String, Vec<Entry>)> = Vec::new();
    for person in estate.people.iter() {
        let name = person.name.as_str();
        let groups = groups.get(name).into_iter().flatten();
        let mut places: Vec<usize> = groups.flat_map(|group| found.sessions_of(group)).collect();
        places.sort_unstable();
        let sessions = places.into_iter().map(|place| &sessions[place]);
        let entries = sessions.map(|session| entry(session, session_name(person)));
        let entries = entries.chain(found.users(name)).collect();
        named.push(("people", name.to_owned(), entries));
    }
    for technical in estate.technical_accounts.iter() {
        let name = technical.name.as_str();
        let entries = found.users(name).collect();
        named.push(("technical_accounts", name.to_owned(), entries));
    }
    for group in estate.groups.iter() {
        let own = group.name.as_str();
        let sessions = found.sessions_of(own).map(|place| &sessions[place]);
        let entries: Vec<Entry> = sessions
            .map(|session| entry(session, "session".to_owned()))
            .chain(found.members(own))
            .collect();
        let names = group_names(estate, group).into_iter();
        named.extend(names.map(|(section, name)| (section, name, entries.clone())));
    }
    for (section, name, entries) in named {
        directory.add(section, &name, entries);
    }
}

/// What names are looked for in.
struct Found<'f> {
    /// The places of the sessions of each group.
    sessions: HashMap<&'f str, Vec<usize>>,
    users: HashMap<&'f str, Vec<(&'f Account, &'f Principal)>>,
    groups: HashMap<&'f str, Vec<(&'f Account, &'f str)>>,
}

impl<'f> Found<'f> {
    fn among(sessions: &'f [Session<'_>], accounts: &'f Accounts) -> Self {
        let mut found = Self {
            sessions: HashMap::new(),
            users: HashMap::new(),
            groups: HashMap::new(),
        };
        for (place, session) in sessions.iter().enumerate() {
            let group = session.assignment.group.as_str();
            found.sessions.entry(group).or_default().push(place);
        }
        for (account, principal) in accounts.principals() {
            let same = found.users.entry(principal.name()).or_default();
            same.push((account, principal));
        }
        for account in accounts.iter() {
            for group in account.groups.values() {
                let same = found.groups.entry(group.name()).or_default();
                same.push((account, group.arn.as_str()));
            }
        }
        found
    }

    fn sessions_of(&self, group: &str) -> impl Iterator<Item = usize> {
        let places = self.sessions.get(group).into_iter().flatten();
        places.copied()
    }

    /// The IAM users and roles that the stacks make of a name.
    fn users(&self, name: &str) -> impl Iterator<Item = Entry> {
        let found = self.users.get(name).into_iter().flatten();
        found.map(|(account, principal)| Entry {
            account: account.id,
            principal: Arc::new((*principal).clone()),
            session: "session".to_owned(),
            through: format!("the {} in {}", kind(principal), called(account)),
            on_request: false,
            identity_center: false,
        })
    }

    /// A member of each IAM group of that name, with nothing but what the group gives.
    fn members(&self, group: &str) -> impl Iterator<Item = Entry> {
        let found = self.groups.get(group).into_iter().flatten();
        found.map(move |(account, arn)| Entry {
            account: account.id,
            principal: Arc::new(member(account.id, group, arn)),
            session: "session".to_owned(),
            through: format!("the group `{group}` in {}", called(account)),
            on_request: false,
            identity_center: false,
        })
    }
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
        principal: Arc::clone(&session.role),
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
