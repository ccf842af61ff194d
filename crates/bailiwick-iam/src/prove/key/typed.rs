//! Values that are compared as numbers, dates, addresses or bytes.
//!
//! Such a set cuts the values of its kind at a few places, its limits. Between
//! two neighbouring limits all values answer alike, so one of each stretch and
//! each limit itself are all the values there are to look at. Texts that
//! cannot be read as the kind are no values of it: what AWS makes of those is
//! not documented.

mod address;
mod line;

use std::cmp::Ordering;

use crate::decide::{Address, Date, Network, Number, read_binary};

/// How values are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::prove) enum Kind {
    /// Decimal numbers.
    Number,
    /// Instants.
    Date,
    /// Addresses of both versions, and ranges of them as limits.
    Address,
    /// Bytes in base 64.
    Binary,
}

/// How a value must stand to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::prove) enum Relation {
    /// It is the limit, or in the range.
    Equal,
    /// It is less.
    Less,
    /// It is less or equal.
    LessOrEqual,
    /// It is greater.
    Greater,
    /// It is greater or equal.
    GreaterOrEqual,
}

/// The values that stand so to at least one of the limits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::prove) struct Typed {
    kind: Kind,
    relation: Relation,
    limits: Vec<String>,
}

impl Typed {
    /// The set of these limits.
    ///
    /// # Errors
    /// With the limit that cannot be read.
    pub(in crate::prove) fn new(
        kind: Kind,
        relation: Relation,
        limits: Vec<String>,
    ) -> Result<Self, String> {
        let is_limit = |limit: &String| match kind {
            Kind::Address => Network::read(limit).is_some(),
            other => other.reads(limit),
        };
        match limits.iter().find(|limit| !is_limit(limit)) {
            Some(limit) => Err(format!("`{limit}` cannot be read")),
            None => Ok(Self {
                kind,
                relation,
                limits,
            }),
        }
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether `value` is in the set.
    pub(super) fn contains(&self, value: &str) -> bool {
        self.limits.iter().any(|limit| self.holds(value, limit))
    }

    fn holds(&self, value: &str, limit: &str) -> bool {
        let found = match self.kind {
            Kind::Number => compare(Number::read, value, limit),
            Kind::Date => compare(Date::read, value, limit),
            Kind::Binary => compare(read_binary, value, limit),
            Kind::Address => {
                return Network::read(limit)
                    .zip(Address::read(value))
                    .is_some_and(|(network, address)| network.contains(address));
            }
        };
        found.is_some_and(|found| match self.relation {
            Relation::Equal => found.is_eq(),
            Relation::Less => found.is_lt(),
            Relation::LessOrEqual => found.is_le(),
            Relation::Greater => found.is_gt(),
            Relation::GreaterOrEqual => found.is_ge(),
        })
    }
}

fn compare<T: Ord>(read: fn(&str) -> Option<T>, value: &str, limit: &str) -> Option<Ordering> {
    Some(read(value)?.cmp(&read(limit)?))
}

impl Kind {
    /// Whether `value` is one of this kind.
    pub(super) fn reads(self, value: &str) -> bool {
        match self {
            Self::Number => Number::read(value).is_some(),
            Self::Date => Date::read(value).is_some(),
            Self::Address => Address::read(value).is_some(),
            Self::Binary => read_binary(value).is_some(),
        }
    }

    /// Values of this kind such that every other answers like one of them.
    pub(super) fn samples<'t>(self, sets: impl Iterator<Item = &'t Typed>) -> Vec<String> {
        let limits: Vec<&str> = sets
            .filter(|set| set.kind == self)
            .flat_map(|set| set.limits.iter().map(String::as_str))
            .collect();
        match self {
            Self::Number => line::numbers(&limits),
            Self::Date => line::dates(&limits),
            Self::Address => address::samples(&limits),
            Self::Binary => {
                let unnamed = (0..=limits.len())
                    .map(|number| format!("{number:0>8}"))
                    .find(|text| {
                        !limits
                            .iter()
                            .any(|limit| read_binary(limit) == read_binary(text))
                    });
                limits
                    .iter()
                    .map(|limit| (*limit).to_owned())
                    .chain(unnamed)
                    .collect()
            }
        }
    }
}
