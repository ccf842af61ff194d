//! What policy variables stand for in a proof.
//!
//! Either for a symbol each, in a proof for all their values, or for one value
//! each, in the search for a witness.

use std::collections::{BTreeMap, BTreeSet};

use crate::policy::Variable;

use super::super::text::symbol;

/// A variable as it was met: key in lower case, default, and whether the case
/// of its letters has no meaning. With and without case a value stands for
/// different texts, so the symbols differ too.
type Met = (String, Option<String>, bool);

/// The variables of one proof.
#[derive(Debug, Default)]
pub(in crate::prove) struct Variables {
    /// Each variable met.
    met: Vec<Met>,
    /// The values of keys, where they are given; `None`: the key is absent.
    given: Option<BTreeMap<String, Option<String>>>,
}

impl Variables {
    /// Variables that stand for these values of keys in lower case.
    pub(in crate::prove) fn given(values: BTreeMap<String, Option<String>>) -> Self {
        Self {
            met: Vec::new(),
            given: Some(values),
        }
    }

    /// The keys of the variables met.
    pub(in crate::prove) fn keys(&self) -> impl Iterator<Item = &str> {
        self.met.iter().map(|(key, ..)| key.as_str())
    }

    /// Whether no variable was met.
    pub(in crate::prove) fn is_empty(&self) -> bool {
        self.met.is_empty()
    }

    /// The variables met, in words; empty when there are none.
    pub(in crate::prove) fn written(&self) -> String {
        let keys: BTreeSet<String> = self.keys().map(|key| format!("`${{{key}}}`")).collect();
        keys.into_iter().collect::<Vec<_>>().join(", ")
    }

    /// The text that `variable` stands for; `None`: it has no value.
    ///
    /// # Errors
    /// When there are too many variables.
    pub(super) fn value(
        &mut self,
        variable: &Variable,
        folded: bool,
    ) -> Result<Option<String>, String> {
        let key = variable.key.to_ascii_lowercase();
        let variable = (key, variable.default.clone(), folded);
        let known = self.met.iter().position(|met| *met == variable);
        let number = known.unwrap_or_else(|| {
            self.met.push(variable.clone());
            self.met.len() - 1
        });
        match &self.given {
            Some(given) => Ok(given.get(&variable.0).cloned().flatten().or(variable.1)),
            None => symbol(number)
                .map(|symbol| Some(symbol.to_string()))
                .ok_or_else(|| "there are too many variables".to_owned()),
        }
    }
}
