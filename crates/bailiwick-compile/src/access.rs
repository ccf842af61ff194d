//! The access stack of each account: groups, users, roles, policies, trust, and who may
//! enter clusters.
//!
//! With IAM Identity Center, people come in by permission sets (see
//! [`crate::identity_center`]) and the stack holds what technical accounts and clusters
//! need. Without it, people are IAM users in IAM groups.

mod group;
mod kubernetes;
mod name;
mod policy;
mod technical;
mod trust;
mod user;

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::holding::Holding;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Permission, TechnicalAccount};
use serde_json::{Value, json};

use crate::blueprint::Stack;
use crate::identity_center::Center;
use crate::permission::{Compiled, Setting};
use crate::template::{ACCOUNT_ID, LogicalIds, MOST_RESOURCES, Resource, Template};
use crate::workload::makes_role_of;

pub(crate) use group::only_machines;
pub(crate) use policy::{fitted, numbered};
pub(crate) use trust::permission_set as permission_set_roles;

/// The region an access stack is deployed in when nothing says another: IAM is global,
/// its stacks must live somewhere.
const DEFAULT_REGION: &str = "us-east-1";

/// One access stack for each account in which anybody holds anything.
pub(crate) fn compile(
    estate: &Estate,
    center: &Center,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Stack> {
    let mut by_account: BTreeMap<&str, Vec<Holding<'_>>> = BTreeMap::new();
    for holding in estate.holdings() {
        if let Some(account) = holding.account() {
            by_account
                .entry(account.name.as_str())
                .or_default()
                .push(holding);
        }
    }
    let mut technical: BTreeMap<&str, Vec<&Declared<TechnicalAccount>>> = BTreeMap::new();
    for one in estate.technical_accounts.iter() {
        if makes_role_of(estate, one.name.as_str()) {
            continue;
        }
        if let Some(account) = &one.account {
            technical.entry(account.as_str()).or_default().push(one);
        }
    }
    kubernetes::check(estate, diagnostics);
    let large = center.too_large_for_inline();
    estate
        .accounts
        .iter()
        .filter_map(|account| {
            let holdings = by_account.remove(account.name.as_str()).unwrap_or_default();
            let residents = technical.remove(account.name.as_str()).unwrap_or_default();
            let mut stack = AccessStack::new(estate, account, holdings);
            stack.add_groups(diagnostics);
            stack.add_technical_accounts(&residents, diagnostics);
            stack.add_clusters(diagnostics);
            stack.add_permission_set_policies(&large, diagnostics);
            stack.finish(diagnostics)
        })
        .collect()
}

/// An access stack while it is put together.
struct AccessStack<'e> {
    estate: &'e Estate,
    account: &'e Declared<Account>,
    holdings: Vec<Holding<'e>>,
    setting: Setting,
    ids: LogicalIds,
    template: Template,
    /// The policies of each permission, made on first use.
    policies: BTreeMap<&'e str, policy::Attached>,
}

impl<'e> AccessStack<'e> {
    fn new(estate: &'e Estate, account: &'e Declared<Account>, holdings: Vec<Holding<'e>>) -> Self {
        let id = account.id.as_ref().map(ToString::to_string);
        Self {
            estate,
            account,
            holdings,
            setting: Setting {
                account: id.unwrap_or_else(|| ACCOUNT_ID.to_owned()),
                iam_users: !has_identity_center(estate),
            },
            ids: LogicalIds::default(),
            template: Template::default(),
            policies: BTreeMap::new(),
        }
    }

    /// Adds a resource under an id made of words, and returns the id.
    fn add(&mut self, words: &[&str], resource: Resource) -> String {
        let id = self.ids.give(words);
        self.template.resources.insert(id.clone(), resource);
        id
    }

    /// What stands in ARNs of this account's IAM for its id.
    fn account_id(&self) -> &str {
        &self.setting.account
    }

    /// The permissions held here, standing or on request, each once, by name.
    fn permissions(&self) -> Vec<&'e Declared<Permission>> {
        let by_name: BTreeMap<&str, _> = self
            .holdings
            .iter()
            .map(|holding| (holding.permission.name.as_str(), holding.permission))
            .collect();
        by_name.into_values().collect()
    }

    fn compiled(&self, permission: &Declared<Permission>) -> Compiled {
        // What is wrong with it was reported when it was compiled for its own sake.
        Compiled::of(permission, &self.setting, &mut Vec::new())
    }

    /// The tags of everything with a name in this stack, so that it is known whose it is.
    fn tags(&self) -> Value {
        let own = json!({ "Key": "bailiwick:estate", "Value": self.estate.estate.as_str() });
        let account = self.account.tags.iter();
        let account =
            account.map(|(key, value)| json!({ "Key": key.as_str(), "Value": value.as_str() }));
        std::iter::once(own).chain(account).collect()
    }

    fn finish(mut self, diagnostics: &mut Vec<Diagnostic>) -> Option<Stack> {
        if self.template.resources.is_empty() {
            return None;
        }
        let count = self.template.resources.len();
        if count > MOST_RESOURCES {
            diagnostics.push(
                Diagnostic::error(
                    Code::TOO_LARGE,
                    self.account.span,
                    format!("access to this account needs {count} resources in one stack, CloudFormation allows {MOST_RESOURCES}"),
                )
                .help("let people come in through IAM Identity Center (`organization.identity`), or spread them over accounts"),
            );
        }
        let name = self.account.name.as_str();
        self.template.description = format!("Who may do what in the account {name}");
        Some(Stack {
            account: name.to_owned(),
            region: region_of(self.estate, self.account).to_owned(),
            name: "access".to_owned(),
            template: self.template,
        })
    }

    /// The groups that hold anything here, by name, with the permissions they hold
    /// without asking.
    fn groups(&self) -> BTreeMap<&'e str, (Holding<'e>, BTreeSet<&'e str>)> {
        let mut groups: BTreeMap<&str, (Holding<'e>, BTreeSet<&str>)> = BTreeMap::new();
        for holding in &self.holdings {
            let group = holding.group.name.as_str();
            let (_, permissions) = groups
                .entry(group)
                .or_insert_with(|| (holding.clone(), BTreeSet::new()));
            if holding.request.is_none() {
                permissions.insert(holding.permission.name.as_str());
            }
        }
        groups
    }
}

pub(crate) fn has_identity_center(estate: &Estate) -> bool {
    estate
        .organization
        .as_ref()
        .is_some_and(|organization| organization.identity.is_some())
}

/// The region of an account, or that of what is global: what an account holds for people
/// is the same in every region.
pub(crate) fn region_of<'e>(estate: &'e Estate, account: &'e Account) -> &'e str {
    region_said(estate, account).unwrap_or(DEFAULT_REGION)
}

/// The region of an account: its own, else the organisation's default.
pub(crate) fn region_said<'e>(estate: &'e Estate, account: &'e Account) -> Option<&'e str> {
    let organization = estate.organization.as_ref();
    let defaults = organization.and_then(|organization| organization.defaults.as_ref());
    let region = account.region.as_ref();
    region
        .or_else(|| defaults?.region.as_ref())
        .map(|region| region.as_str())
}
