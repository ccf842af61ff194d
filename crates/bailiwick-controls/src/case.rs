//! What is judged, and what is made of it once.
//!
//! Owns: [`Case`], and [`Models`] of its evidence, each made when somebody first asks.

use std::sync::OnceLock;

use bailiwick_compile::Blueprint;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::value::Date;
use bailiwick_iam::account::Accounts;
use bailiwick_iam::escalation::{Report, escalations};
use bailiwick_iam::request::AccountId;

use crate::accounts::{self, Directory};
use crate::judgement::Evidence;
use crate::may::Proofs;
use crate::observed::{Observed, Organization};
use crate::verdict::Reason;
use crate::wires::Wires;

/// What is judged: an estate, what it compiles to, and what AWS holds where that is given.
#[derive(Clone, Copy, Debug)]
pub struct Case<'c> {
    /// What is declared, as it is today.
    pub estate: &'c Estate,
    /// What it compiles to.
    pub blueprint: &'c Blueprint,
    /// What AWS holds.
    pub observed: Option<&'c Observed>,
    /// What day it is: attestations end.
    pub today: Date,
    /// What is made of the evidence once, when the first control asks.
    pub models: &'c Models,
}

/// What is made of the evidence once, however many controls ask.
#[derive(Debug, Default)]
pub struct Models {
    compiled: OnceLock<Directory>,
    peopled: OnceLock<Accounts>,
    observed: OnceLock<Result<Directory, Reason>>,
    compiled_escalations: OnceLock<Report>,
    observed_escalations: OnceLock<Report>,
    compiled_wires: OnceLock<Wires>,
    observed_wires: OnceLock<Wires>,
    /// What was proved of policies, for whoever has the same.
    pub(crate) proofs: Proofs,
}

impl<'c> Case<'c> {
    /// The accounts with their users, roles and policies.
    ///
    /// # Errors
    /// When the evidence does not show them; the reason says what is missing.
    pub(crate) fn directory(&self, evidence: Evidence) -> Result<&'c Directory, Reason> {
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
    pub(crate) fn escalations(&self, evidence: Evidence) -> Result<&'c Report, Reason> {
        let accounts = self.peopled(evidence)?;
        let report = match evidence {
            Evidence::Compiled => &self.models.compiled_escalations,
            Evidence::Observed | Evidence::Word => &self.models.observed_escalations,
        };
        Ok(report.get_or_init(|| escalations(accounts)))
    }

    /// The accounts with their users and roles; of what is compiled, with a member of each
    /// group that names nobody yet.
    pub(crate) fn peopled(&self, evidence: Evidence) -> Result<&'c Accounts, Reason> {
        let directory = self.directory(evidence)?;
        Ok(match evidence {
            Evidence::Compiled => {
                let people = || accounts::peopled(directory);
                self.models.peopled.get_or_init(people)
            }
            Evidence::Observed | Evidence::Word => &directory.accounts,
        })
    }

    /// The networks.
    ///
    /// # Errors
    /// When the evidence does not show them.
    pub(crate) fn wires(&self, evidence: Evidence) -> Result<&'c Wires, Reason> {
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
}
