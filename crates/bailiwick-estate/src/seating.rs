//! Seats against members: what a group claims, who is named in it, and where the two differ.
//!
//! The register shows it and the controls judge it: both ask here.

use std::fmt;

use crate::estate::Estate;
use crate::lower::Declared;
use crate::model::{Group, JobRole, Member, Person, TechnicalAccount};

/// The seats and the members of one group, side by side.
#[derive(Clone, Debug)]
pub struct Seating<'e> {
    /// Each job role that is claimed or named: claims first, in the order written.
    pub roles: Vec<RoleSeats<'e>>,
    /// How many technical accounts are claimed.
    pub technical_claim: Option<u32>,
    /// The technical accounts that are named.
    pub technical_accounts: Vec<&'e Declared<TechnicalAccount>>,
    /// Whether the group claims anything at all.
    claims: bool,
}

/// One job role in one group.
#[derive(Clone, Debug)]
pub struct RoleSeats<'e> {
    /// The job role.
    pub role: &'e Declared<JobRole>,
    /// How many are claimed.
    pub claim: Option<Headcount>,
    /// Who is named.
    pub people: Vec<&'e Declared<Person>>,
}

/// A number of people, contractors among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Headcount {
    /// How many people.
    pub count: u32,
    /// How many of them are contractors.
    pub contractors: u32,
}

/// A place where the names do not add up to the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Other numbers of people of one job role.
    People {
        /// The job role.
        role: String,
        /// How many are claimed.
        claimed: Headcount,
        /// How many are named.
        named: Headcount,
    },
    /// Other numbers of technical accounts.
    TechnicalAccounts {
        /// How many are claimed.
        claimed: u32,
        /// How many are named.
        named: u32,
    },
}

impl Estate {
    /// The seats and the members of a group, side by side.
    #[must_use]
    pub fn seating_of<'e>(&'e self, group: &'e Group) -> Seating<'e> {
        let mut roles: Vec<RoleSeats<'e>> = Vec::new();
        for (role, seat) in &group.seats {
            let Some(role) = role.of(&self.job_roles) else {
                continue;
            };
            let claim = Some(Headcount {
                count: seat.count.0,
                contractors: seat.contractors.0,
            });
            roles.push(RoleSeats {
                role,
                claim,
                people: Vec::new(),
            });
        }
        for person in self.people_in(group) {
            let Some(role) = person.role.of(&self.job_roles) else {
                continue;
            };
            match roles.iter_mut().find(|seats| seats.role.name == role.name) {
                Some(seats) => seats.people.push(person),
                None => roles.push(RoleSeats {
                    role,
                    claim: None,
                    people: vec![person],
                }),
            }
        }
        let technical_accounts = group.members.iter().filter_map(|member| match member {
            Member::TechnicalAccount(account) => account.of(&self.technical_accounts),
            Member::Person(_) => None,
        });
        Seating {
            roles,
            technical_claim: group.technical_seats.map(|count| count.0),
            technical_accounts: technical_accounts.collect(),
            claims: !group.seats.is_empty() || group.technical_seats.is_some(),
        }
    }
}

impl RoleSeats<'_> {
    /// How many are named.
    #[must_use]
    pub fn named(&self) -> Headcount {
        let contractors = self.people.iter().filter(|one| one.contractor.is_some());
        Headcount {
            count: count(self.people.len()),
            contractors: count(contractors.count()),
        }
    }
}

impl Seating<'_> {
    /// Where the names do not add up to the claim. A group that names no people, or
    /// claims nothing, has nothing to compare; so for its technical accounts.
    #[must_use]
    pub fn differences(&self) -> Vec<Difference> {
        let mut differences = Vec::new();
        if !self.claims {
            return differences;
        }
        if self.roles.iter().any(|seats| !seats.people.is_empty()) {
            for seats in &self.roles {
                let claimed = seats.claim.unwrap_or_default();
                let named = seats.named();
                if claimed != named {
                    differences.push(Difference::People {
                        role: seats.role.name.to_string(),
                        claimed,
                        named,
                    });
                }
            }
        }
        let claimed = self.technical_claim.unwrap_or(0);
        let named = count(self.technical_accounts.len());
        if named > 0 && named != claimed {
            differences.push(Difference::TechnicalAccounts { claimed, named });
        }
        differences
    }
}

impl fmt::Display for Headcount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.count)?;
        match self.contractors {
            0 => Ok(()),
            1 => formatter.write_str(" (1 contractor)"),
            more => write!(formatter, " ({more} contractors)"),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::People {
                role,
                claimed,
                named,
            } => write!(formatter, "{role}: {claimed} claimed, {named} named"),
            Self::TechnicalAccounts { claimed, named } => {
                write!(
                    formatter,
                    "technical accounts: {claimed} claimed, {named} named"
                )
            }
        }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
