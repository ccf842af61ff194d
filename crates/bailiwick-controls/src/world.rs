//! Everything a control may look at.

use std::cell::OnceCell;
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
use bailiwick_iam::escalation::{Report, escalations};
use bailiwick_iam::request::AccountId;

use crate::accounts::{self, Directory};
use crate::dated::Dated;
use crate::judgement::Evidence;
use crate::observed::{Observed, Organization};
use crate::verdict::Reason;
use crate::wires::Wires;

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
    peopled: OnceCell<Accounts>,
    observed: OnceCell<Result<Directory, Reason>>,
    compiled_escalations: OnceCell<Report>,
    observed_escalations: OnceCell<Report>,
    compiled_wires: OnceCell<Wires>,
    observed_wires: OnceCell<Wires>,
}

impl<'w> World<'w> {
    /// The accounts with their users, roles and policies.
    ///
    /// # Errors
    /// When the evidence does not show them; the reason says what is missing.
    pub(crate) fn directory(&self, evidence: Evidence) -> Result<&'w Directory, Reason> {
        match evidence {
            Evidence::Compiled => {
                let compile = || self.compile_directory();
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

    /// Who can become administrator, and who is one.
    ///
    /// # Errors
    /// When the evidence does not show the accounts.
    pub(crate) fn escalations(&self, evidence: Evidence) -> Result<&'w Report, Reason> {
        let accounts = self.peopled(evidence)?;
        let report = match evidence {
            Evidence::Compiled => &self.models.compiled_escalations,
            Evidence::Observed | Evidence::Word => &self.models.observed_escalations,
        };
        Ok(report.get_or_init(|| escalations(accounts)))
    }

    /// The accounts with their users and roles; of what is compiled, with a member of each
    /// group that names nobody yet.
    fn peopled(&self, evidence: Evidence) -> Result<&'w Accounts, Reason> {
        let directory = self.directory(evidence)?;
        Ok(match evidence {
            Evidence::Compiled => {
                let people = || accounts::peopled(directory);
                self.models.peopled.get_or_init(people)
            }
            Evidence::Observed | Evidence::Word => &directory.accounts,
        })
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
        match (evidence, self.observed) {
            (Evidence::Compiled, _) => {
                let compile = || Wires::compiled(self.estate, self.blueprint);
                Ok(self.models.compiled_wires.get_or_init(compile))
            }
            (_, Some(observed)) => {
                let read = || Wires::observed(observed);
                Ok(self.models.observed_wires.get_or_init(read))
            }
            (_, None) => Err(Reason::NotGiven("what AWS holds of networks".to_owned())),
        }
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

    /// An estate that declares no management account is in no organisation, unless AWS says
    /// so: nothing but its accounts' own policies limits them.
    fn within_organization(&self, observed: &Observed, mut directory: Directory) -> Directory {
        let organization = self.estate.organization.as_ref();
        if organization.is_none_or(|organization| organization.management_account.is_none())
            && !Organization::of(observed).is_given()
        {
            let accounts = directory.accounts.iter();
            directory.accounts = accounts
                .map(|account| account.clone().without_organization())
                .collect();
        }
        directory
    }

    /// What AWS's own policies say is what AWS says, where that is given.
    fn compile_directory(&self) -> Directory {
        let mut directory = accounts::declared(self.estate, self.blueprint);
        if let Ok(observed) = self.directory(Evidence::Observed) {
            let policies = observed.accounts.policies_of_aws();
            directory.accounts.learn_policies_of_aws(&policies);
        }
        directory
    }

    fn read_directory(&self) -> Result<Directory, Reason> {
        let missing = || {
            Reason::NotGiven(
                "`aws iam get-account-authorization-details` of any account".to_owned(),
            )
        };
        let observed = self.observed.ok_or_else(missing)?;
        match accounts::observed(observed) {
            Ok(Some(mut directory)) => {
                // What is compiled learns from what was observed, so that it cannot be asked.
                let declared = self.estate.accounts.iter().filter_map(|account| {
                    let id = account.id.as_ref()?.to_string().parse::<AccountId>().ok()?;
                    Some((id, account.name.to_string()))
                });
                for (id, name) in declared {
                    if let Some(account) = directory.accounts.get_mut(id) {
                        account.name = Some(name);
                    }
                }
                Ok(self.within_organization(observed, directory))
            }
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
