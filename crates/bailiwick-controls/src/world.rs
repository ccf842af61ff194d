//! Everything a control may look at.

use std::collections::BTreeMap;

use bailiwick_compile::Blueprint;
use bailiwick_compile::Stack;
use bailiwick_compile::template::Resource;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::holding::{Holding, Place};
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Account;
use bailiwick_estate::selection::Selection;
use bailiwick_estate::value::Date;
use bailiwick_iam::account::Accounts;
use bailiwick_iam::escalation::Report;
use bailiwick_iam::request::AccountId;
use bailiwick_net::reach::Engine;

use crate::accounts::Directory;
use crate::case::{Case, Models};
use crate::dated::Dated;
use crate::holders::Holders;
use crate::indexes::Find;
use crate::judgement::Evidence;
use crate::observed::Observed;
use crate::verdict::Reason;
use crate::wires::Wires;

/// A case, as controls look at it.
#[derive(Clone, Copy)]
pub(crate) struct World<'w> {
    pub(crate) estate: &'w Estate,
    pub(crate) blueprint: &'w Blueprint,
    pub(crate) observed: Option<&'w Observed>,
    pub(crate) today: Date,
    pub(crate) models: &'w Models,
    find: &'w dyn Find,
}

impl<'w> World<'w> {
    /// A case, and what finds its way in it.
    pub(crate) fn new(case: &Case<'w>, find: &'w dyn Find) -> Self {
        Self {
            estate: case.estate,
            blueprint: case.blueprint,
            observed: case.observed,
            today: case.today,
            models: case.models,
            find,
        }
    }

    fn case(&self) -> Case<'w> {
        Case {
            estate: self.estate,
            blueprint: self.blueprint,
            observed: self.observed,
            today: self.today,
            models: self.models,
        }
    }

    /// The accounts with their users, roles and policies.
    ///
    /// # Errors
    /// When the evidence does not show them; the reason says what is missing.
    pub(crate) fn directory(&self, evidence: Evidence) -> Result<&'w Directory, Reason> {
        self.case().directory(evidence)
    }

    /// Who can become administrator, and who is one.
    ///
    /// # Errors
    /// When the evidence does not show the accounts.
    pub(crate) fn escalations(&self, evidence: Evidence) -> Result<&'w Report, Reason> {
        self.case().escalations(evidence)
    }

    /// The accounts with their users and roles; of what is compiled, with a member of each
    /// group that names nobody yet.
    fn peopled(&self, evidence: Evidence) -> Result<&'w Accounts, Reason> {
        self.case().peopled(evidence)
    }

    /// The policies of AWS that any of the accounts is judged with, as a table has them.
    pub(crate) fn dated(&self, evidence: Evidence) -> Dated {
        let directory = self.directory(evidence).ok();
        let accounts = directory.into_iter().map(|directory| &directory.accounts);
        Dated::of(accounts.flat_map(Accounts::principals))
    }

    /// The networks.
    ///
    /// # Errors
    /// When the evidence does not show them.
    pub(crate) fn wires(&self, evidence: Evidence) -> Result<&'w Wires, Reason> {
        self.case().wires(evidence)
    }

    /// The networks, ready to be asked.
    ///
    /// # Errors
    /// When the evidence does not show them.
    pub(crate) fn engine(&self, evidence: Evidence) -> Result<&'w Engine<'w>, Reason> {
        self.find.engine(evidence)
    }

    /// Whom controls mean, as users and roles of the accounts.
    ///
    /// # Errors
    /// When the evidence does not show the accounts.
    pub(crate) fn holders(&self, evidence: Evidence) -> Result<&'w Holders<'w>, Reason> {
        self.find.holders(evidence)
    }

    /// How many of the users and roles are meant, by their ARNs.
    pub(crate) fn principals(&self, evidence: Evidence, is_meant: impl Fn(&str) -> bool) -> usize {
        let accounts = self.peopled(evidence).ok();
        let accounts = accounts.into_iter().flat_map(Accounts::principals);
        accounts
            .filter(|(_, principal)| is_meant(&principal.arn))
            .count()
    }

    /// The account of an id, as the estate declares it.
    pub(crate) fn account_named(&self, id: AccountId) -> Option<&'w Declared<Account>> {
        let compiled = self.directory(Evidence::Compiled).ok()?;
        let name = compiled.accounts.get(id)?.name.as_deref()?;
        self.estate.accounts.get(name)
    }

    /// Whether there is such evidence to look at.
    pub(crate) fn has(&self, evidence: Evidence) -> bool {
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
