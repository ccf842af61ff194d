//! Who can: one question to every user and role.

use super::{Account, Accounts, Answer, Principal, Question};
use crate::decide::{Decision, PreparedMany, Principal as Asker};
use crate::request::Resource;

/// The users and roles of some accounts, their policies compiled for questions about one
/// kind of resource.
#[derive(Debug)]
pub struct WhoCan<'a> {
    accounts: &'a Accounts,
    askers: Vec<(&'a Account, &'a Principal)>,
    prepared: PreparedMany,
}

impl<'a> WhoCan<'a> {
    /// Compiles everybody's policies, with those that have a say over the question's
    /// resource. It can then be asked about any action and resource with the same policies.
    pub fn new(accounts: &'a Accounts, question: &Question<'a>) -> Self {
        let askers: Vec<_> = accounts.principals().collect();
        let prepared = PreparedMany::new(askers.iter().map(|(account, principal)| {
            let identity = account.identity(principal);
            Asker {
                caller: principal.caller(question.session),
                layers: accounts.layers(account, principal, &identity, question),
            }
        }));
        Self {
            accounts,
            askers,
            prepared,
        }
    }

    /// The answer of each user and role, in the order of [`Accounts::principals`].
    pub fn ask(&self, question: &Question<'_>) -> Vec<(&'a Account, &'a Principal, Answer)> {
        let resource = Resource {
            account: self.accounts.owner_of(&question.resource),
            ..question.resource.clone()
        };
        let decisions = self
            .prepared
            .who_can(question.action, &resource, &question.context);
        let askers = self.askers.iter().zip(decisions);
        askers
            .map(|((account, principal), (_, decision))| {
                let answer = match decision {
                    // What it depends on may be a tag of the principal, or not be known
                    // because a policy was not given: it is asked alone.
                    Decision::Unknown(_) => self.accounts.ask(account, principal, question),
                    _ if !principal.tags.is_empty() => {
                        self.accounts.ask(account, principal, question)
                    }
                    decision => Answer {
                        decision,
                        by_what_is_given: None,
                    },
                };
                (*account, *principal, answer)
            })
            .collect()
    }
}
