//! What can: everything that one user or role may do, by resource.
//!
//! The resources are those that the principal's own statements name, as they name them
//! (`arn:aws:s3:::logs/*`): each is asked about as if it were the name of one resource. A
//! statement that denies something narrower takes nothing away here, and a policy of a
//! resource gives nothing; [`Accounts::ask`] answers for one resource.

use std::collections::{BTreeMap, BTreeSet};

use super::{Account, Accounts, Principal, Question};
use crate::actions::{ActionName, cover, expand};
use crate::decide::{Decision, Known, Prepared};
use crate::policy::{Effect, Selection, Statement};
use crate::reach::{Reach, reach};
use crate::request::{AccountId, Context, Resource};
use crate::service_data;

/// Actions on resources that a statement names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// The resources, as the statement names them.
    pub resource: String,
    /// What it depends on whether they are allowed, in words; empty: they are.
    pub depends_on: BTreeSet<String>,
    /// The fewest patterns that match exactly the actions.
    pub actions: Vec<String>,
    /// How many actions these are.
    pub count: usize,
}

impl Accounts {
    /// What a principal may do in these circumstances: in one service, or in all.
    pub fn what_can(
        &self,
        account: &Account,
        principal: &Principal,
        context: &Context,
        service: Option<&str>,
    ) -> Vec<Grant> {
        let identity = account.identity(principal);
        let question = Question {
            // Policies of resources are left out.
            resource_policy: Some(Known::Known(None)),
            ..Question::new("*:*", Resource::new("*").owned_by(account.id)).when(context.clone())
        };
        let prepared = Prepared::new(&self.layers(account, principal, &identity, &question));
        let mut asked = BTreeSet::new();
        let mut grants: BTreeMap<(String, BTreeSet<String>), BTreeSet<ActionName>> =
            BTreeMap::new();
        let statements = identity.known.iter().flat_map(|policy| &policy.statements);
        for statement in statements.filter(|statement| statement.effect == Effect::Allow) {
            for action in actions(statement, service) {
                for pattern in resources(statement) {
                    let name = action.to_string();
                    if !asked.insert((pattern.clone(), action)) || !works_on(&name, &pattern) {
                        continue;
                    }
                    let question = Question {
                        action: &name,
                        resource: resource(&pattern, account.id),
                        ..question.clone()
                    };
                    let request = self.request(principal, &question);
                    let depends_on = match prepared.request(&request).access() {
                        Decision::Allowed => BTreeSet::new(),
                        Decision::Unknown(undecided) => undecided.words().collect(),
                        Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => continue,
                    };
                    let key = (pattern, depends_on);
                    grants.entry(key).or_default().insert(action);
                }
            }
        }
        let grants = grants.into_iter();
        grants
            .map(|((resource, depends_on), actions)| Grant {
                resource,
                depends_on,
                actions: cover(service_data(), &actions),
                count: actions.len(),
            })
            .collect()
    }
}

/// Whether an action works on any resource that a pattern names.
fn works_on(action: &str, pattern: &str) -> bool {
    service_data()
        .action(action)
        .is_some_and(|(service, action)| {
            reach(service, action, &[pattern], &[]) != Reach::NoResource
        })
}

/// A resource of the principal's own account where its ARN does not name another.
fn resource(pattern: &str, account: AccountId) -> Resource {
    let resource = Resource::new(pattern);
    match resource.owner() {
        Some(_) => resource,
        None => resource.owned_by(account),
    }
}

/// The actions that a statement is about.
fn actions(statement: &Statement, service: Option<&str>) -> BTreeSet<ActionName> {
    let data = service_data();
    let all = match service {
        Some(prefix) => expand(data, &format!("{prefix}:*")),
        None => expand(data, "*"),
    };
    let expanded = |patterns: &BTreeSet<String>| -> BTreeSet<ActionName> {
        let patterns = patterns.iter();
        patterns.flat_map(|pattern| expand(data, pattern)).collect()
    };
    match &statement.action {
        Selection::Only(patterns) => &all & &expanded(patterns),
        Selection::AllExcept(patterns) => &all - &expanded(patterns),
    }
}

fn resources(statement: &Statement) -> BTreeSet<String> {
    match &statement.resource {
        Some(Selection::Only(patterns)) => patterns.clone(),
        Some(Selection::AllExcept(_)) | None => BTreeSet::from(["*".to_owned()]),
    }
}
