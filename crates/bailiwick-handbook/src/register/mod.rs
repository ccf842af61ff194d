//! The access register: who holds what where, as an auditor reads it.
//!
//! Owns: the register as a value, and its formats, one file each. Refuses: to judge;
//! what is claimed stands beside what is named, and a difference is said plainly.
//! Start reading at [`Register::of`].

mod build;
mod controls;
mod csv;
mod groups;
mod json;
mod markdown;
mod table;
mod words;

use serde::Serialize;

/// The access register of an estate, in the order the estate was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Register {
    /// The estate's name.
    pub estate: String,
    /// What people call it.
    pub title: String,
    /// Its environments, and last what lies in none.
    pub environments: Vec<EnvironmentEntry>,
}

/// One environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EnvironmentEntry {
    /// Its name; `None` for what lies in no environment.
    pub name: Option<String>,
    /// What people call it.
    pub title: String,
    /// What it is for.
    pub description: Option<String>,
    /// The controls that cover it.
    pub controls: Vec<ControlEntry>,
    /// Its systems, each followed by its parts.
    pub systems: Vec<SystemEntry>,
}

/// A control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ControlEntry {
    /// Its name.
    pub name: String,
    /// What must be true.
    pub statement: String,
}

/// Something people get access to: a system, or an account that no system stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SystemEntry {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What it is.
    pub description: Option<String>,
    /// What people call the system it is part of.
    pub part_of: Option<String>,
    /// What people call the AWS account it lives in.
    pub account: Option<String>,
    /// Its parts that have no entry of their own.
    pub parts: Vec<PartEntry>,
    /// The controls that name this system, one of these parts, or the account it stands for,
    /// and no environment.
    pub controls: Vec<ControlEntry>,
    /// The levels of access to it.
    pub permissions: Vec<PermissionEntry>,
}

/// A part of a system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartEntry {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
}

/// A level of access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PermissionEntry {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What somebody with it can do.
    pub means: String,
    /// The parts it is about; empty when it is about the system as a whole.
    pub on: Vec<PartEntry>,
    /// The groups whose members hold it; empty when nobody does.
    pub groups: Vec<GroupEntry>,
}

/// A group that holds a permission, and who is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupEntry {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Head-counts and names by job role.
    pub seats: Vec<SeatEntry>,
    /// How many technical accounts are claimed.
    pub technical_accounts: Option<u32>,
    /// The technical accounts that are named.
    pub technical_members: Vec<String>,
    /// Where the names do not add up to the head-counts.
    pub differences: Vec<String>,
    /// What is requested first; `None` when the access is standing.
    pub request: Option<RequestEntry>,
    /// The last day of the grant.
    pub until: Option<String>,
}

/// One job role in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatEntry {
    /// The job role.
    pub job_role: String,
    /// How many are claimed, contractors among them; `None` when nothing is claimed.
    pub count: Option<u32>,
    /// How many of them are contractors.
    pub contractors: Option<u32>,
    /// Who is named.
    pub members: Vec<MemberEntry>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberEntry {
    /// The name in the estate.
    pub name: String,
    /// What people call them.
    pub title: String,
    /// The last day of their contract, when they are not employed.
    pub contract_until: Option<String>,
}

/// What is asked for before access is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestEntry {
    /// What to request.
    pub title: String,
    /// Who approves.
    pub approvers: Vec<String>,
    /// How long it is given for.
    #[serde(rename = "for")]
    pub duration: Option<String>,
}
