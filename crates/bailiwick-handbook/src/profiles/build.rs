//! From an estate and a person to their profiles.

use std::collections::BTreeSet;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::holding::Holding;
use bailiwick_estate::lower::{Declared, nearest};
use bailiwick_estate::model::{Account, Identity, Output, Permission, Person};
use bailiwick_estate::permission_set::{NameRefusal, permission_set_name};
use thiserror::Error;

use super::{Profile, Profiles, Session};

/// The scope that the AWS CLI needs to list accounts and to get credentials.
///
/// Source: `sso_registration_scopes` in "Configuring IAM Identity Center authentication
/// with the AWS CLI", AWS CLI User Guide.
const SCOPE: &str = "sso:account:access";

/// Why there are no profiles.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProfilesError {
    /// The estate has no such person.
    #[error("no person is called `{person}`")]
    UnknownPerson {
        /// The name.
        person: String,
        /// The name that was probably meant.
        near: Option<String>,
    },
    /// People do not sign in by Identity Center.
    #[error("people of `{estate}` do not sign in by IAM Identity Center, so there are no profiles")]
    NoIdentityCenter {
        /// The estate.
        estate: String,
    },
    /// A permission cannot be a permission set.
    #[error(transparent)]
    PermissionSet(#[from] NameRefusal),
    /// Two profiles would have one name.
    #[error("two profiles would be called `{name}`")]
    SameName {
        /// The name.
        name: String,
    },
}

impl Profiles {
    /// The profiles of a person, by account and permission in the order written.
    ///
    /// # Errors
    /// When the person is unknown, the estate has no Identity Center, or AWS takes a name
    /// only in another form.
    pub fn of(estate: &Estate, person: &str) -> Result<Self, ProfilesError> {
        let person = find(estate, person)?;
        let organization = estate.organization.as_ref();
        let identity = organization.and_then(|organization| organization.identity.as_ref());
        let identity = identity.ok_or_else(|| ProfilesError::NoIdentityCenter {
            estate: estate.estate.to_string(),
        })?;
        let groups = estate.groups.as_written().into_iter();
        let groups = groups.filter(|group| {
            let mut people = estate.people_in(group);
            people.any(|one| one.name == person.name)
        });
        let holdings: Vec<Holding<'_>> =
            groups.flat_map(|group| estate.holdings_of(group)).collect();
        let mut profiles = Vec::new();
        let mut pending = Vec::new();
        for account in estate.accounts.as_written() {
            let held = held_in(estate, &holdings, account);
            match &account.id {
                Some(id) => {
                    for &(permission, holding) in &held {
                        let alone = held.len() == 1;
                        profiles.push(Profile {
                            name: profile_name(account, permission, alone),
                            account_id: id.to_string(),
                            role_name: permission_set_name(permission)?.to_owned(),
                            region: region(estate, account),
                            output: output(estate).to_owned(),
                            note: note(holding),
                        });
                    }
                }
                None if held.is_empty() => {}
                None => pending.push(account.name.to_string()),
            }
        }
        let mut names = BTreeSet::new();
        if let Some(twice) = profiles.iter().find(|one| !names.insert(&one.name)) {
            let name = twice.name.clone();
            return Err(ProfilesError::SameName { name });
        }
        Ok(Self {
            estate: estate.estate.to_string(),
            session: session(identity),
            profiles,
            pending,
        })
    }
}

fn find<'e>(estate: &'e Estate, person: &str) -> Result<&'e Declared<Person>, ProfilesError> {
    estate.people.get(person).ok_or_else(|| {
        let names = estate.people.iter().map(|one| one.name.as_str());
        ProfilesError::UnknownPerson {
            person: person.to_owned(),
            near: nearest(person, names).map(ToOwned::to_owned),
        }
    })
}

/// What is held in an account by a role there: each permission once, by a standing
/// grant where there is one.
fn held_in<'e, 'h>(
    estate: &'e Estate,
    holdings: &'h [Holding<'e>],
    account: &Declared<Account>,
) -> Vec<(&'e Declared<Permission>, &'h Holding<'e>)> {
    let mut held = Vec::new();
    for permission in estate.permissions.as_written() {
        let here = || {
            holdings.iter().filter(|holding| {
                let place = holding.account();
                holding.permission.name == permission.name
                    && place.is_some_and(|place| place.name == account.name)
            })
        };
        let standing = here().find(|holding| holding.request.is_none());
        let holding = standing.or_else(|| here().next());
        held.extend(
            holding
                .filter(|_| permission.needs_role())
                .map(|holding| (permission, holding)),
        );
    }
    held
}

/// The account's name alone, unless several permissions are held there, or the name is
/// `default`, which the AWS CLI uses when no profile is named.
fn profile_name(
    account: &Declared<Account>,
    permission: &Declared<Permission>,
    alone: bool,
) -> String {
    let name = identifier(account.name.as_str());
    if alone && name != "default" {
        return name;
    }
    format!("{name}-{}", identifier(permission.name.as_str()))
}

/// A name as every AWS SDK reads it without quotes. The AWS CLI would take more between
/// quotes; the SDKs for Rust and Java pass over profiles with other characters.
fn identifier(name: &str) -> String {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "_-/.%@:+".contains(letter);
    let parts = name.split(|letter| !allowed(letter));
    let parts = parts.filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

fn session(identity: &Identity) -> Session {
    let scopes: Vec<&str> = identity.scopes.iter().map(|scope| scope.as_str()).collect();
    Session {
        name: identifier(&identity.session),
        start_url: identity.start_url.to_string(),
        region: identity.region.to_string(),
        scopes: match scopes.as_slice() {
            [] => SCOPE.to_owned(),
            scopes => one_line(&scopes.join(",")),
        },
    }
}

fn region(estate: &Estate, account: &Account) -> Option<String> {
    let organization = estate.organization.as_ref();
    let defaults = organization.and_then(|organization| organization.defaults.as_ref());
    let default = defaults.and_then(|defaults| defaults.region.as_ref());
    let region = account.region.as_ref().or(default);
    region.map(ToString::to_string)
}

/// JSON when nothing is said, as the AWS CLI has it.
fn output(estate: &Estate) -> &'static str {
    let organization = estate.organization.as_ref();
    let defaults = organization.and_then(|organization| organization.defaults.as_ref());
    match defaults.and_then(|defaults| defaults.output) {
        None | Some(Output::Json) => "json",
        Some(Output::Yaml) => "yaml",
        Some(Output::Text) => "text",
        Some(Output::Table) => "table",
    }
}

/// `request AWS SSO - Escalation first, approved by ship, for 4h`.
fn note(holding: &Holding<'_>) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(request) = &holding.request {
        parts.push(format!("request {} first", one_line(request.title)));
        let approvers: Vec<&str> = request.approvers.iter().map(|one| one.as_str()).collect();
        if !approvers.is_empty() {
            parts.push(format!("approved by {}", approvers.join(", ")));
        }
        parts.extend(request.duration.map(|duration| format!("for {duration}")));
    }
    parts.extend(holding.until.map(|until| format!("until {until}")));
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A text whose line breaks cannot end a comment or a setting.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
