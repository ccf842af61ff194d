//! Who comes to which user or role, and how.
//!
//! Owns: [`Way`]. Refuses: to say what the user or role may do.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_compile::Assignment;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Group, Member};
use bailiwick_iam::account::{Account, Principal};

use crate::side::Side;

/// Somebody, or something, by the section of the estate that declares it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// What kind it is.
    pub kind: WhoKind,
    /// The name.
    pub name: String,
}

/// What kind somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhoKind {
    /// A human being.
    Person,
    /// A machine.
    TechnicalAccount,
    /// The members of a group by their job role, where the estate counts them and names none.
    Seat,
    /// A group that nobody is in yet.
    Group,
    /// A user of IAM that the estate declares by no other name.
    User,
    /// A role that the estate declares by no other name.
    Role,
}

/// How somebody comes to a user or role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Way {
    /// Whether it is held without asking.
    pub(crate) is_standing: bool,
    /// The groups that lead there.
    pub(crate) groups: BTreeSet<String>,
    /// What is said of each way: what is asked for, who approves, for how long, until when.
    pub(crate) terms: BTreeSet<String>,
}

/// Whose way, and where it leads: an account by its name, a user or role by its ARN.
pub(crate) type Ends = (Who, String, String);

impl Who {
    /// Somebody of a kind.
    pub fn new(kind: WhoKind, name: impl Into<String>) -> Self {
        let name = name.into();
        Self { kind, name }
    }
}

impl WhoKind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::TechnicalAccount => "technical account",
            Self::Seat => "job role",
            Self::Group => "group",
            Self::User => "user",
            Self::Role => "role",
        }
    }
}

/// Every way there is on a side that is compared with another.
pub(crate) fn ways(side: &Side<'_>, other: &Side<'_>) -> BTreeMap<Ends, Way> {
    let mut ways: BTreeMap<Ends, Way> = BTreeMap::new();
    for account in side.peopled.iter() {
        let name = name_of(account);
        for principal in &account.principals {
            match principal
                .as_role()
                .and_then(|role| role.permission_set.as_deref())
            {
                None => {
                    let (who, way) = match stands_in(side, principal) {
                        Some(group) => (Who::new(WhoKind::Group, group), Way::standing()),
                        None => (itself(side, principal), Way::of_itself(principal)),
                    };
                    ways.insert((who, name.clone(), principal.arn.clone()), way);
                }
                Some(set) => {
                    let assignments = side.blueprint.center.assignments.iter();
                    let here =
                        assignments.filter(|one| one.account == name && one.permission_set == set);
                    for assignment in here {
                        for who in members(side, other, &assignment.group) {
                            let ends = (who, name.clone(), principal.arn.clone());
                            ways.entry(ends).or_default().add(assignment);
                        }
                    }
                }
            }
        }
    }
    ways
}

/// What an account is called.
pub(crate) fn name_of(account: &Account) -> String {
    account
        .name
        .clone()
        .unwrap_or_else(|| account.id.to_string())
}

impl Way {
    fn of_itself(principal: &Principal) -> Self {
        let groups = principal
            .as_user()
            .into_iter()
            .flat_map(|user| &user.groups);
        Self {
            groups: groups.map(|arn| last(arn).to_owned()).collect(),
            ..Self::standing()
        }
    }

    /// By nothing but what it is.
    fn standing() -> Self {
        Self {
            is_standing: true,
            ..Self::default()
        }
    }

    fn add(&mut self, assignment: &Assignment) {
        self.is_standing |= assignment.request.is_none();
        self.groups.insert(assignment.group.clone());
        self.terms.insert(terms(assignment));
    }
}

/// What is said of an assignment besides who has which set where.
fn terms(assignment: &Assignment) -> String {
    let mut words = Vec::new();
    if let Some(request) = &assignment.request {
        words.push(format!("after the request `{request}`"));
        if !assignment.approvers.is_empty() {
            words.push(format!("approved by {}", assignment.approvers.join(", ")));
        }
    }
    if let Some(duration) = &assignment.duration {
        // `PT1H` is one hour.
        let duration = duration.trim_start_matches("PT").to_lowercase();
        words.push(format!("for {duration}"));
    }
    if let Some(until) = &assignment.until {
        words.push(format!("until {until}"));
    }
    words.join(", ")
}

/// The group of IAM that names nobody, and in which this one stands for whoever comes.
fn stands_in<'p>(side: &Side<'_>, principal: &'p Principal) -> Option<&'p str> {
    if side.directory.accounts.principal(&principal.arn).is_some() {
        return None;
    }
    principal.as_user()?.groups.first().map(|arn| last(arn))
}

fn last(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

/// Whose the user or role is.
fn itself(side: &Side<'_>, principal: &Principal) -> Who {
    let name = principal.name();
    let kind = if side.estate.people.get(name).is_some() {
        WhoKind::Person
    } else if side.estate.technical_accounts.get(name).is_some() {
        WhoKind::TechnicalAccount
    } else if principal.as_role().is_some() {
        WhoKind::Role
    } else {
        WhoKind::User
    };
    Who::new(kind, name)
}

/// Who is in a group and signs in at Identity Center: people. Where none is named, the seats
/// that are counted; where none is counted, the group itself. A seat that is vacant on one
/// side stands on both: nobody gains it by somebody's leaving.
fn members(side: &Side<'_>, other: &Side<'_>, group: &str) -> Vec<Who> {
    let declared: Option<&Declared<Group>> = side.estate.groups.get(group);
    let mut who: Vec<Who> = declared.into_iter().flat_map(people).collect();
    let is_vacant_there = |group| people(group).next().is_none();
    if !who.is_empty() && !other.estate.groups.get(group).is_some_and(is_vacant_there) {
        return who;
    }
    let seats = declared.into_iter().flat_map(|group| group.seats.iter());
    let mut seats: Vec<Who> = seats
        .map(|(role, _)| Who::new(WhoKind::Seat, role.to_string()))
        .collect();
    if seats.is_empty() {
        seats.push(Who::new(WhoKind::Group, group));
    }
    who.extend(seats);
    who
}

fn people(group: &Declared<Group>) -> impl Iterator<Item = Who> {
    group.members.iter().filter_map(|member| match member {
        Member::Person(person) => Some(Who::new(WhoKind::Person, person.as_str())),
        Member::TechnicalAccount(_) => None,
    })
}
