//! The names that prepared policies use: condition keys, actions, services.
//!
//! A request is translated into these numbers once; comparing it with many
//! statements then compares numbers. Names that no policy uses have none.

mod names;

pub(super) use names::Names;

use super::question::Derived;

/// A condition key of the prepared policies.
pub(super) type Key = u32;

/// How the values of a key are read, over all operators used with it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Readings {
    pub(super) number: bool,
    pub(super) date: bool,
    pub(super) address: bool,
    pub(super) arn: bool,
}

impl Readings {
    pub(super) fn any(self) -> bool {
        self.number || self.date || self.address || self.arn
    }
}

/// The names that prepared policies use.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    keys: Names,
    about: Vec<(Readings, Option<Derived>)>,
    derived: Vec<(Key, Derived)>,
    pub(super) actions: Names,
    pub(super) services: Names,
}

impl Vocabulary {
    /// The number of a condition key, from now on.
    pub(super) fn key(&mut self, name: &str) -> Key {
        let known = self.about.len();
        let key = self.keys.intern(name);
        if self.keys.len() > known {
            let derived = Derived::called(name);
            self.about.push((Readings::default(), derived));
            self.derived.extend(derived.map(|derived| (key, derived)));
        }
        key
    }

    /// The number of a condition key that some policy uses.
    pub(super) fn find_key(&self, name: &str) -> Option<Key> {
        self.keys.find(name)
    }

    /// The key's name, in lower case.
    pub(super) fn key_name(&self, key: Key) -> &str {
        self.keys.name(key)
    }

    /// How many keys there are; they are numbered from 0.
    pub(super) fn keys(&self) -> usize {
        self.keys.len()
    }

    /// The keys in use that follow from the caller and the resource.
    pub(super) fn derived(&self) -> &[(Key, Derived)] {
        &self.derived
    }

    /// How a key's values are read, and how it is derived, if it is.
    pub(super) fn about(&self, key: Key) -> (Readings, Option<Derived>) {
        self.about[key as usize]
    }

    pub(super) fn readings_mut(&mut self, key: Key) -> &mut Readings {
        &mut self.about[key as usize].0
    }
}
