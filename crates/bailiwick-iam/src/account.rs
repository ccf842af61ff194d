//! AWS accounts as IAM sees them: who is in them, and every policy with a say.
//!
//! Owns the model ([`Accounts`], [`Account`], [`Principal`]), its readers from the output
//! of `aws iam get-account-authorization-details` ([`authorization_details`]) and from a
//! folder of plain policies ([`policy_folder`]), and the putting together of
//! [`Layers`](crate::decide::Layers) for one question ([`Accounts::ask`]). It takes texts,
//! never files, and decides nothing itself: that is [`crate::decide`].
//!
//! Invariant: what was not given is [`Known::Unknown`] and names itself; nothing is taken
//! for absent because nobody mentioned it.
//!
//! Start reading at [`Account`], then [`Accounts::ask`].

mod asset;
mod attached;
pub mod authorization_details;
mod aws_managed;
mod document;
mod identity;
mod layers;
pub mod policy_folder;
mod principal;
mod question;
mod resource_policy;
mod takeable;
mod what_can;
mod who_can;

use std::collections::BTreeMap;

use crate::decide::Known;
use crate::policy::Policy;
use crate::request::AccountId;

pub use asset::Asset;
pub use attached::{Attached, Group, InlinePolicy};
pub use aws_managed::{ADMINISTRATOR_ACCESS, administrator_access};
pub use identity::Identity;
pub use principal::{Principal, PrincipalDetails, RoleDetails, UserDetails};
pub use question::{Answer, Question};
pub use resource_policy::{has_resource_policies, may_meet_resource_policies};
pub use takeable::Takeable;
pub use what_can::Grant;
pub use who_can::WhoCan;

/// Several accounts, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accounts(BTreeMap<AccountId, Account>);

/// One account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its name, where one is known.
    pub name: Option<String>,
    /// Users and roles, by ARN.
    pub principals: Vec<Principal>,
    /// Groups of users, by ARN.
    pub groups: BTreeMap<String, Group>,
    /// Managed policies by ARN: the account's own, and those of AWS that were given.
    pub managed: BTreeMap<String, Known<Policy>>,
    /// Resources by ARN whose policy is known: what it says, or that there is none.
    pub resources: BTreeMap<String, Option<Policy>>,
    /// Functions, machines and the like that are known to exist, each with its role.
    pub assets: Vec<Asset>,
    /// Whether there are no other ones.
    pub has_no_other_assets: bool,
    /// Service control policies, level by level from the root of the organisation.
    pub service_control: Known<Vec<Vec<Policy>>>,
    /// Resource control policies, level by level from the root of the organisation.
    pub resource_control: Known<Vec<Vec<Policy>>>,
    /// Whether it is its organisation's management account.
    pub is_management: Known<bool>,
}

impl Account {
    /// An account with nobody in it, of which nothing outside of IAM is known.
    pub fn new(id: AccountId) -> Self {
        let unknown = |what: &str| format!("{what} of account {id}");
        Self {
            id,
            name: None,
            principals: Vec::new(),
            groups: BTreeMap::new(),
            managed: BTreeMap::new(),
            resources: BTreeMap::new(),
            assets: Vec::new(),
            has_no_other_assets: false,
            service_control: Known::Unknown(unknown("the service control policies")),
            resource_control: Known::Unknown(unknown("the resource control policies")),
            is_management: Known::Unknown(format!("whether {id} is a management account")),
        }
    }

    /// The same account in no organisation: no policy of one limits it.
    #[must_use]
    pub fn without_organization(mut self) -> Self {
        self.service_control = Known::Known(Vec::new());
        self.resource_control = Known::Known(Vec::new());
        self.is_management = Known::Known(false);
        self
    }

    /// The principal with this ARN.
    pub fn principal(&self, arn: &str) -> Option<&Principal> {
        self.principals
            .iter()
            .find(|principal| principal.arn == arn)
    }

    /// A managed policy's document, by its ARN.
    pub fn managed_policy(&self, arn: &str) -> Known<&Policy> {
        match self.managed.get(arn) {
            Some(Known::Known(policy)) => Known::Known(policy),
            Some(Known::Unknown(why)) => Known::Unknown(why.clone()),
            None => match aws_managed::built_in(arn) {
                Some(policy) => Known::Known(policy),
                None => Known::Unknown(format!("the managed policy `{arn}`")),
            },
        }
    }
}

impl Accounts {
    /// No account yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an account; one with the same id is replaced and returned.
    pub fn add(&mut self, account: Account) -> Option<Account> {
        self.0.insert(account.id, account)
    }

    /// The accounts, by id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Account> {
        self.0.values()
    }

    /// The accounts, by id, to be completed.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = &mut Account> {
        self.0.values_mut()
    }

    /// The account with this id.
    pub fn get(&self, id: AccountId) -> Option<&Account> {
        self.0.get(&id)
    }

    /// The account with this id, to be completed.
    pub fn get_mut(&mut self, id: AccountId) -> Option<&mut Account> {
        self.0.get_mut(&id)
    }

    /// The principal with this ARN, and its account.
    pub fn principal(&self, arn: &str) -> Option<(&Account, &Principal)> {
        let id: AccountId = arn.split(':').nth(4)?.parse().ok()?;
        let account = self.get(id)?;
        Some((account, account.principal(arn)?))
    }

    /// Every user and role, with its account.
    pub fn principals(&self) -> impl Iterator<Item = (&Account, &Principal)> {
        self.iter().flat_map(|account| {
            account
                .principals
                .iter()
                .map(move |principal| (account, principal))
        })
    }
}

impl FromIterator<Account> for Accounts {
    fn from_iter<I: IntoIterator<Item = Account>>(accounts: I) -> Self {
        let mut all = Self::new();
        for account in accounts {
            all.add(account);
        }
        all
    }
}

#[cfg(test)]
mod tests;
