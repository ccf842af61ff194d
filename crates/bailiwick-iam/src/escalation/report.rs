//! What was found.

use std::collections::BTreeSet;

use super::administrator::Administrator;
use super::path::Path;
use crate::request::AccountId;

/// Who can obtain what nobody gave them, in some accounts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Chains to an administrator, certain ones first, by principal.
    pub escalations: Vec<Escalation>,
    /// Those who are administrators already.
    pub administrators: Vec<Administrator>,
    /// Those of whose own policies some are not known: what these allow is not in the
    /// report.
    pub unjudged: Vec<Unjudged>,
    /// How many principals were looked at.
    pub principals: usize,
    /// Accounts whose service control policies were not given: these could stop a chain.
    pub without_organization: Vec<AccountId>,
}

/// A chain by which a principal becomes an administrator: the shortest that is certain, or
/// else the shortest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// The ARN of the principal.
    pub principal: String,
    /// The steps in order; at least one.
    pub steps: Vec<Step>,
}

/// One step of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The way it is done.
    pub path: &'static Path,
    /// Other ways to the same, by their ids.
    pub also: Vec<&'static str>,
    /// The ARN of who does it.
    pub by: String,
    /// What is obtained.
    pub gain: Gain,
    /// The actions, each with the resource it is allowed on.
    pub calls: Vec<(&'static str, String)>,
    /// What it depends on whether it works, in words; empty: it does.
    pub depends_on: BTreeSet<String>,
}

/// What a step obtains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gain {
    /// The permissions of the user or role with this ARN.
    Principal(String),
    /// Any permission that the boundary of the user or role with this ARN leaves it.
    Anything(String),
    /// The permissions of these groups, by their ARNs.
    Groups(Vec<String>),
}

/// A principal some of whose policies are not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unjudged {
    /// The ARN.
    pub principal: String,
    /// The policies, in words.
    pub missing: Vec<String>,
}

impl Escalation {
    /// Whether nothing unknown decides whether it works.
    pub fn is_certain(&self) -> bool {
        self.steps.iter().all(|step| step.depends_on.is_empty())
    }
}

impl Report {
    /// The escalations that depend on nothing unknown.
    pub fn certain(&self) -> impl Iterator<Item = &Escalation> {
        self.escalations.iter().filter(|one| one.is_certain())
    }

    /// The escalations that depend on something unknown.
    pub fn possible(&self) -> impl Iterator<Item = &Escalation> {
        self.escalations.iter().filter(|one| !one.is_certain())
    }
}
