//! Writing a policy as JSON, in AWS's element order.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Condition, Policy, Principal, Principals, Selection, Statement};

impl Policy {
    /// The document as JSON: elements in AWS's order (`Version`, `Id`,
    /// `Statement`), single values as strings, several as sorted arrays.
    pub fn to_json(&self) -> Value {
        let mut document = Map::new();
        document.insert("Version".to_owned(), self.version.as_str().into());
        if let Some(id) = &self.id {
            document.insert("Id".to_owned(), id.as_str().into());
        }
        let statements = self.statements.iter().map(Statement::to_json).collect();
        document.insert("Statement".to_owned(), Value::Array(statements));
        Value::Object(document)
    }

    /// The document without any white space between elements, as Bailiwick
    /// sends it.
    pub fn to_minified(&self) -> String {
        self.to_json().to_string()
    }
}

impl Statement {
    /// The statement as JSON: `Sid`, `Effect`, `Principal`, `Action`,
    /// `Resource`, `Condition`.
    pub fn to_json(&self) -> Value {
        let mut statement = Map::new();
        if let Some(sid) = &self.sid {
            statement.insert("Sid".to_owned(), sid.as_str().into());
        }
        statement.insert("Effect".to_owned(), self.effect.as_str().into());
        if let Some(principal) = &self.principal {
            let (element, principals) = match principal {
                Principal::Only(principals) => ("Principal", principals),
                Principal::AllExcept(principals) => ("NotPrincipal", principals),
            };
            statement.insert(element.to_owned(), principals_to_json(principals));
        }
        insert_selection(&mut statement, ["Action", "NotAction"], &self.action);
        if let Some(resource) = &self.resource {
            insert_selection(&mut statement, ["Resource", "NotResource"], resource);
        }
        if !self.condition.is_empty() {
            statement.insert("Condition".to_owned(), condition_to_json(&self.condition));
        }
        Value::Object(statement)
    }
}

fn insert_selection(
    statement: &mut Map<String, Value>,
    [only, all_except]: [&str; 2],
    selection: &Selection,
) {
    let element = match selection {
        Selection::Only(_) => only,
        Selection::AllExcept(_) => all_except,
    };
    statement.insert(element.to_owned(), values_to_json(selection.patterns()));
}

fn principals_to_json(principals: &Principals) -> Value {
    match principals {
        Principals::Everyone => "*".into(),
        Principals::Named(kinds) => kinds
            .iter()
            .map(|(kind, names)| (kind.as_str().to_owned(), values_to_json(names)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

fn condition_to_json(condition: &Condition) -> Value {
    condition
        .operators()
        .map(|(operator, keys)| {
            let keys: Map<_, _> = keys
                .iter()
                .map(|(key, values)| (key.clone(), values_to_json(values)))
                .collect();
            (operator.clone(), Value::Object(keys))
        })
        .collect::<Map<_, _>>()
        .into()
}

fn values_to_json(values: &BTreeSet<String>) -> Value {
    let mut values = values.iter();
    match (values.next(), values.len()) {
        (Some(only), 0) => only.as_str().into(),
        (first, _) => first
            .into_iter()
            .chain(values)
            .map(String::as_str)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PrincipalKind, Sid};
    use super::*;

    #[test]
    fn elements_stand_in_the_order_aws_writes_them() {
        let statement = Statement::deny(["s3:Put*", "s3:Delete*", "s3:Put*"])
            .when(Condition::test("Bool", "aws:SecureTransport", ["false"]))
            .on(["*"])
            .for_principal(Principal::of(PrincipalKind::Aws, ["222222222222"]))
            .with_sid(Sid::new("TlsOnly").unwrap());
        let mut policy = Policy::new([statement]);
        policy.id = Some("p".to_owned());
        assert_eq!(
            policy.to_minified(),
            concat!(
                r#"{"Version":"2012-10-17","Id":"p","Statement":[{"Sid":"TlsOnly","Effect":"Deny","#,
                r#""Principal":{"AWS":"222222222222"},"Action":["s3:Delete*","s3:Put*"],"Resource":"*","#,
                r#""Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"#
            )
        );
    }

    #[test]
    fn the_negative_elements_have_their_own_names() {
        let mut statement = Statement::deny(["iam:*"]).on(["*"]);
        statement.action = Selection::all_except(["iam:*"]);
        statement.resource = Some(Selection::all_except(["a", "b"]));
        statement.principal = Some(Principal::AllExcept(Principals::Everyone));
        assert_eq!(
            statement.to_json().to_string(),
            r#"{"Effect":"Deny","NotPrincipal":"*","NotAction":"iam:*","NotResource":["a","b"]}"#
        );
    }
}
