//! Whom a policy lets in from outside of the estate.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_iam::policy::{PrincipalKind, PrincipalName};
use bailiwick_iam::request::AccountId;
use serde_json::Value;

use crate::judgement::Evidence;
use crate::world::World;

/// Keys that name the account that asks, or that owns what asks
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>).
const ACCOUNT_KEYS: [&str; 2] = ["aws:PrincipalAccount", "aws:SourceAccount"];

/// What a statement comes to.
pub(super) enum Found {
    /// Somebody outside comes in.
    Outsider(String),
    /// Who comes in is not known.
    Unclear(String),
}

/// The accounts of the estate.
pub(super) struct Insiders {
    by_name: BTreeMap<String, AccountId>,
    ids: BTreeSet<AccountId>,
}

impl Insiders {
    pub(super) fn of(world: &World<'_>) -> Self {
        let directory = world.directory(Evidence::Compiled);
        let accounts = directory
            .iter()
            .flat_map(|directory| directory.accounts.iter());
        let by_name: BTreeMap<String, AccountId> = accounts
            .filter_map(|account| Some((account.name.clone()?, account.id)))
            .collect();
        let ids = by_name.values().copied().collect();
        Self { by_name, ids }
    }

    /// Whether an account is one of the estate's.
    pub(super) fn has(&self, id: AccountId) -> bool {
        self.ids.contains(&id)
    }

    /// Who comes into the account by a policy, as JSON that may hold functions of
    /// CloudFormation.
    pub(super) fn look(&self, account: &str, policy: &Value) -> Vec<Found> {
        let statements = match policy.get("Statement") {
            Some(Value::Array(statements)) => statements.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => return vec![Found::Unclear("the policy has no statement".to_owned())],
        };
        let allows = statements.iter().filter(|one| one["Effect"] != "Deny");
        allows
            .flat_map(|one| self.statement(account, one))
            .collect()
    }

    fn statement(&self, account: &str, statement: &Value) -> Vec<Found> {
        if statement.get("NotPrincipal").is_some() {
            return vec![Found::Outsider("everybody but a few".to_owned())];
        }
        let named: Vec<(PrincipalKind, &Value)> = match statement.get("Principal") {
            Some(Value::Object(kinds)) => kinds
                .iter()
                .filter_map(|(kind, names)| {
                    let mut all = PrincipalKind::ALL.into_iter();
                    Some((all.find(|one| one.as_str() == kind)?, names))
                })
                .collect(),
            Some(name) => vec![(PrincipalKind::Aws, name)],
            None => return vec![Found::Unclear("nobody is named".to_owned())],
        };
        let names = named.into_iter().flat_map(|(kind, names)| {
            let names = match names {
                Value::Array(names) => names.as_slice(),
                one => std::slice::from_ref(one),
            };
            names.iter().map(move |name| (kind, name))
        });
        names
            .filter_map(|(kind, name)| {
                let Some(text) = self.text(account, name) else {
                    return Some(Found::Unclear(format!("`{name}`")));
                };
                self.principal(statement, &text, &PrincipalName::parse(kind, &text))
            })
            .collect()
    }

    fn principal(&self, statement: &Value, text: &str, name: &PrincipalName) -> Option<Found> {
        match name {
            PrincipalName::Everyone if self.only_insiders(statement) => None,
            PrincipalName::Everyone => Some(Found::Outsider("everybody".to_owned())),
            // A service is nobody's account; who a provider vouches for is another control.
            PrincipalName::Service(_)
            | PrincipalName::OidcProvider(_)
            | PrincipalName::SamlProvider(_)
            | PrincipalName::WebIdentity(_)
            | PrincipalName::Deleted { .. } => None,
            other => match other.account() {
                Some(id) if self.has(id) => None,
                Some(_) => Some(Found::Outsider(format!("`{text}`"))),
                None => Some(Found::Unclear(format!("`{text}`"))),
            },
        }
    }

    /// Whether a condition lets only accounts of the estate ask.
    fn only_insiders(&self, statement: &Value) -> bool {
        let tests = statement["Condition"]["StringEquals"].as_object();
        tests.into_iter().flatten().any(|(key, values)| {
            let values = match values {
                Value::Array(values) => values.as_slice(),
                one => std::slice::from_ref(one),
            };
            let inside = |value: &Value| {
                let id = value.as_str().and_then(|id| id.parse().ok());
                id.is_some_and(|id| self.has(id))
            };
            let names_one = ACCOUNT_KEYS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(key));
            names_one && !values.is_empty() && values.iter().all(inside)
        })
    }

    /// A text of a template in which nothing but the account's own id is left open.
    fn text(&self, account: &str, value: &Value) -> Option<String> {
        let text = match value {
            Value::String(text) => return Some(text.clone()),
            Value::Object(function) => function.get("Fn::Sub")?.as_str()?,
            _ => return None,
        };
        let id = self.by_name.get(account)?.to_string();
        let text = text
            .replace("${AWS::AccountId}", &id)
            .replace("${AWS::Partition}", "aws");
        (!text.contains("${")).then_some(text)
    }
}
