//! Reading one statement.

use std::collections::BTreeMap;

use super::super::{
    Condition, Effect, Principal, PrincipalKind, Principals, Selection, Sid, Statement,
};
use super::elements::{elements, find, members};
use super::reader::Reader;
use crate::finding::Code;
use crate::json::{Content, Member, Node};

const ELEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// The statements of a list, without those that are wrong.
pub(super) fn statements(reader: &mut Reader, nodes: &[Node<'_>]) -> Vec<Statement> {
    let mut statements = Vec::with_capacity(nodes.len());
    for (position, node) in nodes.iter().enumerate() {
        let read = reader.inside_unnamed(&position.to_string(), |reader| {
            reader.statement(statements.len(), |reader| statement(reader, node))
        });
        statements.extend(read);
    }
    statements
}

/// A statement that stands alone.
pub(super) fn single(reader: &mut Reader, node: &Node<'_>) -> Option<Statement> {
    reader.statement(0, |reader| statement(reader, node))
}

fn statement(reader: &mut Reader, node: &Node<'_>) -> Option<Statement> {
    reader.note(node.span);
    let elements = elements(reader, node, &ELEMENTS)?;
    let sid = find(&elements, "Sid").and_then(|member| {
        reader.inside("Sid", |reader| {
            reader.note(member.value.span);
            reader.text(&member.value)
        })
    });
    let effect = effect(reader, node, &elements);
    let principal = one_of(reader, &elements, ["Principal", "NotPrincipal"]).and_then(|member| {
        let principals = reader.inside(&member.key, |reader| principals(reader, &member.value))?;
        Some(match &*member.key {
            "NotPrincipal" => Principal::AllExcept(principals),
            _ => Principal::Only(principals),
        })
    });
    let action = selection(reader, &elements, ["Action", "NotAction"]);
    if action.is_none() {
        reader.missing(node.span, "Action");
    }
    let resource = selection(reader, &elements, ["Resource", "NotResource"]);
    let condition = match find(&elements, "Condition") {
        Some(member) => reader.inside("Condition", |reader| condition(reader, &member.value)),
        None => Condition::default(),
    };
    Some(Statement {
        sid: sid.filter(|sid| !sid.is_empty()).map(Sid::as_observed),
        effect: effect?,
        principal,
        action: action?,
        resource,
        condition,
    })
}

fn effect(reader: &mut Reader, node: &Node<'_>, elements: &[&Member<'_>]) -> Option<Effect> {
    let Some(member) = find(elements, "Effect") else {
        reader.missing(node.span, "Effect");
        return None;
    };
    reader.inside("Effect", |reader| {
        reader.note(member.value.span);
        match &member.value.content {
            Content::Text(text) if text == "Allow" => Some(Effect::Allow),
            Content::Text(text) if text == "Deny" => Some(Effect::Deny),
            _ => {
                reader.expected(member.value.span, "Allow or Deny");
                None
            }
        }
    })
}

/// Whichever of two exclusive elements is there.
fn one_of<'n, 't>(
    reader: &mut Reader,
    elements: &[&'n Member<'t>],
    [positive, negative]: [&str; 2],
) -> Option<&'n Member<'t>> {
    let found = (find(elements, positive), find(elements, negative));
    if let (Some(_), Some(member)) = found {
        let message = format!("`{positive}` and `{negative}` cannot stand together");
        let help = Some("write a statement for each".to_owned());
        reader.error(Code::EXCLUSIVE_ELEMENTS, member.key_span, message, help);
    }
    found.0.or(found.1)
}

fn selection(reader: &mut Reader, elements: &[&Member<'_>], names: [&str; 2]) -> Option<Selection> {
    let member = one_of(reader, elements, names)?;
    let patterns = reader.inside(&member.key, |reader| {
        reader.values(&member.value, Reader::text)
    });
    Some(match member.key == names[0] {
        true => Selection::Only(patterns),
        false => Selection::AllExcept(patterns),
    })
}

fn principals(reader: &mut Reader, node: &Node<'_>) -> Option<Principals> {
    reader.note(node.span);
    match &node.content {
        Content::Text(text) if text == "*" => return Some(Principals::Everyone),
        Content::Object(_) => {}
        _ => {
            reader.expected(node.span, "`*` or an object of principals by kind");
            return None;
        }
    }
    let known = PrincipalKind::ALL.map(PrincipalKind::as_str);
    let mut named = BTreeMap::new();
    for member in elements(reader, node, &known)? {
        let kind = PrincipalKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == member.key);
        let names = reader.inside(&member.key, |reader| {
            reader.values(&member.value, Reader::text)
        });
        named.extend(kind.map(|kind| (kind, names)));
    }
    Some(Principals::Named(named))
}

fn condition(reader: &mut Reader, node: &Node<'_>) -> Condition {
    reader.note(node.span);
    let mut condition = Condition::default();
    let operators = members(reader, node, |one, other| one == other);
    for operator in operators.into_iter().flatten() {
        reader.inside(&operator.key, |reader| {
            reader.note(operator.key_span);
            // "Condition key names are not case-sensitive."
            let keys = members(reader, &operator.value, str::eq_ignore_ascii_case);
            for key in keys.into_iter().flatten() {
                let values = reader.inside(&key.key, |reader| {
                    reader.note(key.key_span);
                    reader.values(&key.value, Reader::condition_value)
                });
                condition = std::mem::take(&mut condition).and(&operator.key, &key.key, values);
            }
        });
    }
    condition
}
