//! Everything a control may look at.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use bailiwick_compile::Blueprint;
use bailiwick_compile::Stack;
use bailiwick_compile::template::Resource;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::holding::{Holding, Place};
use bailiwick_estate::selection::Selection;
use bailiwick_estate::value::Date;

use crate::accounts::{self, Directory};
use crate::judgement::Evidence;
use crate::observed::Observed;
use crate::verdict::Reason;

/// What is judged: an estate, what it compiles to, and what AWS holds where that is given.
#[derive(Clone, Copy, Debug)]
pub struct World<'w> {
    /// What is declared, as it is today.
    pub estate: &'w Estate,
    /// What it compiles to.
    pub blueprint: &'w Blueprint,
    /// What AWS holds.
    pub observed: Option<&'w Observed>,
    /// What day it is: attestations end.
    pub today: Date,
    /// What is made of the evidence once, when the first control asks.
    pub models: &'w Models,
}

/// What is made of the evidence once, however many controls ask.
#[derive(Debug, Default)]
pub struct Models {
    compiled: OnceCell<Directory>,
    observed: OnceCell<Result<Directory, Reason>>,
}

impl<'w> World<'w> {
    /// The accounts with their users, roles and policies.
    ///
    /// # Errors
    /// When the evidence does not show them; the reason says what is missing.
    pub(crate) fn directory(&self, evidence: Evidence) -> Result<&'w Directory, Reason> {
        match evidence {
            Evidence::Compiled => {
                let compile = || accounts::declared(self.estate, self.blueprint);
                Ok(self.models.compiled.get_or_init(compile))
            }
            Evidence::Observed | Evidence::Word => {
                let read = || self.read_directory();
                self.models
                    .observed
                    .get_or_init(read)
                    .as_ref()
                    .map_err(Reason::clone)
            }
        }
    }

    fn read_directory(&self) -> Result<Directory, Reason> {
        let missing = || {
            Reason::NotGiven(
                "`aws iam get-account-authorization-details` of any account".to_owned(),
            )
        };
        let observed = self.observed.ok_or_else(missing)?;
        match accounts::observed(observed) {
            Ok(Some(directory)) => Ok(directory),
            Ok(None) => Err(missing()),
            Err((path, error)) => Err(Reason::NotGiven(format!(
                "what `{path}` says, which cannot be read: {error}"
            ))),
        }
    }

    /// Whether there is such evidence to look at.
    #[must_use]
    pub fn has(&self, evidence: Evidence) -> bool {
        match evidence {
            Evidence::Compiled => true,
            Evidence::Observed => self.observed.is_some(),
            Evidence::Word => false,
        }
    }

    /// Every resource in the stacks of the selected accounts, with its stack and logical id.
    pub(crate) fn resources<'s>(
        &self,
        selection: &'s Selection<'_>,
    ) -> impl Iterator<Item = (&'w Stack, &'w str, &'w Resource)> + use<'w, 's> {
        let selected = |stack: &&Stack| selection.accounts.contains_key(stack.account.as_str());
        self.blueprint
            .stacks
            .iter()
            .filter(selected)
            .flat_map(|stack| {
                let resources = stack.template.resources.iter();
                resources.map(move |(id, resource)| (stack, id.as_str(), resource))
            })
    }

    /// What groups hold in the selected places, by group.
    pub(crate) fn holdings(
        &self,
        selection: &Selection<'_>,
    ) -> BTreeMap<&'w str, Vec<Holding<'w>>> {
        let mut holdings: BTreeMap<&str, Vec<Holding<'_>>> = BTreeMap::new();
        for holding in self.estate.holdings() {
            let selected = match holding.place {
                Place::Account(account) => selection.accounts.contains_key(account.name.as_str()),
                Place::System(system) => selection.systems.contains_key(system.name.as_str()),
            };
            if selected {
                holdings
                    .entry(holding.group.name.as_str())
                    .or_default()
                    .push(holding);
            }
        }
        holdings
    }
}
