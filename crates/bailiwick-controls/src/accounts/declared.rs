//! An estate and its blueprint as accounts.
//!
//! Users, groups, roles and policies are those of the compiled stacks; permission sets
//! become the roles that Identity Center makes of them. What a stack leaves to its
//! deployment (a parameter, an id that AWS gives) makes the policy that holds it unknown.
//! What runs with which role is not known: an account may hold more than its estate says.
//!
//! Guardrails hold level by level, beside the policy of AWS that allows everything: those
//! attached to the root, to each unit on the way down, and to the account. What a budget
//! attaches when it is spent holds in no account yet.

mod center;
mod guardrails;
mod people;
mod resource;
mod stack;

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_compile::{Blueprint, Stack};
use bailiwick_estate::estate::Estate;
use bailiwick_iam::account::{Account, Accounts};
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::Policy;
use bailiwick_iam::request::AccountId;

use super::Directory;

pub(crate) use guardrails::allows_everything;
pub(crate) use resource::Scope;

/// An estate as the accounts it compiles to, with its people, technical accounts, groups
/// and job roles.
#[must_use]
pub fn declared(estate: &Estate, blueprint: &Blueprint) -> Directory {
    declared_beside(estate, blueprint, estate)
}

/// The same, to be compared with another estate: what stands for an account whose id is not
/// known yet is the same in both.
#[must_use]
pub fn declared_beside(estate: &Estate, blueprint: &Blueprint, other: &Estate) -> Directory {
    let (ids, stand_ins) = account_ids(estate, other);
    let mut accounts: Accounts = estate
        .accounts
        .iter()
        .filter_map(|account| {
            let name = account.name.as_str();
            Some(empty(estate, name, *ids.get(name)?))
        })
        .collect();
    for stack in &blueprint.stacks {
        let id = ids.get(stack.account.as_str());
        if let Some(account) = id.and_then(|id| accounts.get_mut(*id)) {
            stack::add(stack, account);
        }
    }
    guardrails::add(estate, blueprint, &ids, &mut accounts);
    let sessions = center::add(estate, blueprint, &ids, &mut accounts);
    let mut directory = Directory::new(accounts);
    directory.stand_ins = stand_ins;
    people::name(estate, &sessions, &mut directory);
    directory
}

/// A policy document in a resource that is not IAM's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The resource's logical id.
    pub resource: String,
    /// The property that holds it.
    pub property: String,
    /// What it says.
    pub policy: Known<Policy>,
}

/// The policies of resources in a stack of an account: of buckets, topics, keys.
#[must_use]
pub fn documents(stack: &Stack, account: &Account) -> Vec<Document> {
    let scope = Scope {
        account,
        region: &stack.region,
        resources: &stack.template.resources,
    };
    let resources = stack.template.resources.iter();
    let others = resources.filter(|(_, one)| !one.kind.starts_with("AWS::IAM::"));
    others
        .flat_map(|(id, resource)| {
            let documents = resource.properties.iter();
            let documents = documents.filter(|(_, value)| value.get("Statement").is_some());
            documents.map(move |(property, value)| (id, property, value))
        })
        .map(|(id, property, value)| Document {
            resource: id.clone(),
            property: property.clone(),
            policy: scope.policy(Some(value), &format!("`{property}` of `{id}`")),
        })
        .collect()
}

/// The account as an estate knows it, with nobody in it yet.
fn empty(estate: &Estate, name: &str, id: AccountId) -> Account {
    let mut account = Account::new(id).without_organization();
    account.name = Some(name.to_owned());
    let organization = estate.organization.as_ref();
    let management = organization.and_then(|one| one.management_account.as_ref());
    let is_management = management.is_some_and(|management| management.as_str() == name);
    account.is_management = Known::Known(is_management);
    account
}

/// The id of each account by its name, and what stands in for ids that AWS has not given:
/// numbers that it gives to nobody.
fn account_ids(estate: &Estate, other: &Estate) -> (BTreeMap<String, AccountId>, Vec<String>) {
    let mut ids = BTreeMap::new();
    let mut stand_ins = Vec::new();
    let both = estate.accounts.iter().chain(other.accounts.iter());
    let names: BTreeSet<&str> = both.map(|account| account.name.as_str()).collect();
    let given = |estate: &Estate, name: &str| -> Option<AccountId> {
        let id = estate.accounts.get(name)?.id.as_ref()?;
        id.to_string().parse().ok()
    };
    for (number, name) in (1..).zip(names) {
        let given = given(estate, name).or_else(|| given(other, name));
        let stand_in: Option<AccountId> = format!("{number:012}").parse().ok();
        if estate.accounts.get(name).is_none() {
            continue;
        }
        if given.is_none()
            && let Some(id) = stand_in
        {
            stand_ins.push(format!(
                "{id} stands in for the id of `{name}`, which AWS has yet to give"
            ));
        }
        if let Some(id) = given.or(stand_in) {
            ids.insert(name.to_owned(), id);
        }
    }
    (ids, stand_ins)
}

#[cfg(test)]
mod tests;
