//! What the pages say of an ARN, each time the same.

use std::collections::BTreeMap;

use super::{ReadError, Result};

/// Things by ARN, with the place where each stands.
#[derive(Debug)]
pub(super) struct Once<T>(BTreeMap<String, (T, String)>);

impl<T: PartialEq> Once<T> {
    pub(super) fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds what stands at `place`. Pages may repeat themselves; of two that differ, nobody
    /// knows which one holds.
    pub(super) fn add(&mut self, arn: &str, thing: T, place: String) -> Result<()> {
        match self.0.get(arn) {
            None => {
                self.0.insert(arn.to_owned(), (thing, place));
                Ok(())
            }
            Some((known, _)) if *known == thing => Ok(()),
            Some((_, first)) => Err(ReadError::Differing {
                arn: arn.to_owned(),
                first: first.clone(),
                second: place,
            }),
        }
    }

    /// All of them, by ARN.
    pub(super) fn into_iter(self) -> impl Iterator<Item = (String, T)> {
        self.0.into_iter().map(|(arn, (thing, _))| (arn, thing))
    }
}
