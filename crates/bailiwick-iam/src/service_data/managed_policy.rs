//! The policies that AWS manages and anybody may attach: names, versions, documents.
//!
//! Owns the reading of `data/managed-policies.txt`, which `cargo xtask service-data` writes
//! (its format is described in `data/README.md`). The first call finds where each policy
//! begins; a document is parsed when it is first asked for, and kept. Every name has its
//! path: `ReadOnlyAccess`, `job-function/Billing`.
//!
//! AWS changes these documents without notice, so that whoever concludes something from one
//! says of what day it is: `docs/decisions/0045-managed-policies-as-data.md`.

mod document;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use super::nearest;
use crate::policy::Policy;

/// A policy that AWS manages, as it was on the day of the table.
#[derive(Debug)]
pub struct ManagedPolicy {
    name: &'static str,
    version: &'static str,
    updated: &'static str,
    section: &'static str,
    policy: OnceLock<Policy>,
}

impl ManagedPolicy {
    /// Its name with its path: `job-function/Billing`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The version that is its default: `v46`.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// The day AWS made that version, as `2026-09-30`.
    pub fn updated(&self) -> &'static str {
        self.updated
    }

    /// What it says, but for the labels of its statements.
    pub fn policy(&self) -> &Policy {
        self.policy.get_or_init(|| {
            // INVARIANT: the table is generated, and a test parses every document.
            document::parse(self.section).expect("the built-in managed policies are well-formed")
        })
    }

    /// Its ARN in the partition that the table is of.
    pub fn arn(&self) -> String {
        format!("arn:aws:iam::aws:policy/{}", self.name)
    }
}

/// As it is named in an answer that rests on it: `ReadOnlyAccess v177`.
impl fmt::Display for ManagedPolicy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.name, self.version)
    }
}

/// The policy of this name, where AWS has one that can be attached.
pub fn managed_policy(name: &str) -> Option<&'static ManagedPolicy> {
    table().policies.get(name)
}

/// Every policy, by name.
pub fn managed_policies() -> impl ExactSizeIterator<Item = &'static ManagedPolicy> {
    table().policies.values()
}

/// The policy that may have been meant by a name that does not exist: the same
/// under another path, or the nearest.
pub fn suggest_managed_policy(name: &str) -> Option<&'static str> {
    let last = |name: &str| {
        name.rsplit('/')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let wanted = last(name);
    let mut names = managed_policies().map(ManagedPolicy::name);
    let same = names.find(|known| last(known) == wanted);
    same.or_else(|| nearest(name, managed_policies().map(ManagedPolicy::name)))
}

/// The day of the newest of them, as `2026-09-30`.
pub fn managed_policies_date() -> &'static str {
    table().date
}

struct Table {
    date: &'static str,
    policies: BTreeMap<&'static str, ManagedPolicy>,
}

const POLICY: &str = "\np\t";

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| index(include_str!("../../data/managed-policies.txt")))
}

fn index(text: &'static str) -> Table {
    let mut sections = text.split(POLICY);
    let header = sections.next().unwrap_or_default();
    Table {
        date: header
            .lines()
            .find_map(|line| line.strip_prefix("date\t"))
            .unwrap_or_default(),
        policies: sections.map(open).map(|one| (one.name, one)).collect(),
    }
}

fn open(section: &'static str) -> ManagedPolicy {
    let (first, section) = section.split_once('\n').unwrap_or((section, ""));
    let mut fields = first.split('\t');
    let mut field = || fields.next().unwrap_or_default();
    ManagedPolicy {
        name: field(),
        version: field(),
        updated: field(),
        section,
        policy: OnceLock::new(),
    }
}

#[cfg(test)]
mod tests;
