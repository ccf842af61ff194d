//! A policy of a template with values that only its deployment knows, as one that allows no
//! less: what lets nobody in so lets nobody in as it will be.

use bailiwick_iam::policy::Policy;
use serde_json::{Map, Value, json};

use crate::accounts::Scope;

/// What widening comes to.
#[derive(Debug)]
pub(crate) enum Widened {
    /// It is the policy itself.
    Same(Policy),
    /// It allows more, perhaps.
    More {
        /// The wider policy.
        policy: Policy,
        /// Whether it does so only in what it is about: whomever it lets in, the policy itself
        /// lets in to something.
        lets_in_the_same: bool,
    },
    /// Whom it is about is not known.
    Unclear(String),
}

impl Widened {
    /// The policy, where there is one.
    pub(crate) fn policy(&self) -> Option<&Policy> {
        match self {
            Self::Same(policy) | Self::More { policy, .. } => Some(policy),
            Self::Unclear(_) => None,
        }
    }
}

/// Widens a document. A statement that denies by something unknown is left out; one that
/// allows is taken to be about everything, always.
pub(super) fn widen(scope: &Scope<'_>, document: &Value) -> Widened {
    if let Ok(known) = scope.value(document) {
        return match Policy::from_json(&known) {
            Ok(policy) => Widened::Same(policy),
            Err(error) => Widened::Unclear(error.to_string()),
        };
    }
    let statements = match document.get("Statement") {
        Some(Value::Array(statements)) => statements.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => return Widened::Unclear("the policy has no statement".to_owned()),
    };
    let mut wider = Vec::new();
    // What denies some resources may deny the very one that an allowance is about.
    let denies = |one: &Value| one["Effect"] == "Deny";
    let mut lets_in_the_same = !statements.iter().any(denies);
    for statement in statements {
        match statement
            .as_object()
            .map(|one| of_statement(scope, one, &mut lets_in_the_same))
        {
            Some(Ok(statement)) => wider.extend(statement),
            Some(Err(unclear)) => return Widened::Unclear(unclear),
            None => return Widened::Unclear(format!("`{statement}`")),
        }
    }
    let version = document.get("Version").cloned();
    let wider = json!({ "Version": version.unwrap_or(json!("2008-10-17")), "Statement": wider });
    match Policy::from_json(&wider) {
        Ok(policy) => Widened::More {
            policy,
            lets_in_the_same,
        },
        Err(error) => Widened::Unclear(error.to_string()),
    }
}

fn of_statement(
    scope: &Scope<'_>,
    statement: &Map<String, Value>,
    lets_in_the_same: &mut bool,
) -> Result<Option<Value>, String> {
    let allows = statement.get("Effect").and_then(Value::as_str) == Some("Allow");
    let mut wider = Map::new();
    for (key, value) in statement {
        let known = scope.value(value);
        let known = match (key.as_str(), known) {
            (_, Ok(known)) => known,
            // A denial that is not known may deny nothing.
            _ if !allows => {
                *lets_in_the_same = false;
                return Ok(None);
            }
            ("Principal", Err(_)) => principals(scope, value)?,
            ("Resource" | "Action", Err(_)) => json!("*"),
            ("Condition", Err(_)) => {
                *lets_in_the_same = false;
                continue;
            }
            (_, Err(_)) => return Err(format!("`{value}`")),
        };
        wider.insert(key.clone(), known);
    }
    Ok(Some(Value::Object(wider)))
}

/// The principals, where what the same stack makes is its account.
fn principals(scope: &Scope<'_>, value: &Value) -> Result<Value, String> {
    let Some(kinds) = value.as_object() else {
        return Err(format!("`{value}`"));
    };
    let mut known = Map::new();
    for (kind, names) in kinds {
        let names = match names {
            Value::Array(names) => names.as_slice(),
            one => std::slice::from_ref(one),
        };
        let names = names.iter().map(|name| match scope.value(name) {
            Ok(name) => Ok(name),
            Err(_) if is_own(scope, name) => Ok(json!(scope.account.id.as_str())),
            Err(_) => Err(format!("`{name}`")),
        });
        known.insert(kind.clone(), names.collect::<Result<_, _>>()?);
    }
    Ok(Value::Object(known))
}

/// Whether a name is the ARN of a user or role that the same stack makes.
fn is_own(scope: &Scope<'_>, name: &Value) -> bool {
    let path = name.get("Fn::GetAtt").and_then(Value::as_array);
    let [Some(id), Some("Arn")] = [0, 1].map(|at| path?.get(at)?.as_str()) else {
        return false;
    };
    let resource = scope.resources.get(id);
    resource.is_some_and(|one| ["AWS::IAM::Role", "AWS::IAM::User"].contains(&one.kind))
}
