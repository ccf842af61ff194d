//! The members of a JSON object: which there are, which twice, which by mistake.

use super::reader::Reader;
use crate::finding::Code;
use crate::json::{Content, Member, Node};
use crate::service_data::nearest;

/// The members of an object, of a repeated key the first; `None` when `node`
/// is no object. "Individual elements must not contain multiple instances of
/// the same key"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>).
pub(super) fn members<'n, 't>(
    reader: &mut Reader,
    node: &'n Node<'t>,
    same: fn(&str, &str) -> bool,
) -> Option<Vec<&'n Member<'t>>> {
    let Content::Object(written) = &node.content else {
        reader.expected(node.span, "an object");
        return None;
    };
    let mut members: Vec<&Member<'_>> = Vec::with_capacity(written.len());
    for member in written {
        let first = members.iter().find(|first| same(&first.key, &member.key));
        let Some(first) = first else {
            members.push(member);
            continue;
        };
        let first = reader.at(first.key_span);
        let message = format!("`{}` stands here twice", member.key);
        let help = Some("put all values into one list".to_owned());
        let finding = reader.error(Code::DUPLICATE_KEY, member.key_span, message, help);
        finding
            .related
            .push((first, "the first one is here".to_owned()));
    }
    Some(members)
}

/// The members of an object that may have only the elements `known`, whose
/// names are case-sensitive.
pub(super) fn elements<'n, 't>(
    reader: &mut Reader,
    node: &'n Node<'t>,
    known: &[&str],
) -> Option<Vec<&'n Member<'t>>> {
    let members = members(reader, node, |one, other| one == other)?;
    for member in &members {
        if !known.contains(&&*member.key) {
            let near = nearest(&member.key, known.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the elements here are {}", listed(known)),
            };
            let message = format!("unknown element `{}`", member.key);
            reader.error(Code::UNKNOWN_ELEMENT, member.key_span, message, Some(help));
        }
    }
    Some(members)
}

/// The member called `name`.
pub(super) fn find<'n, 't>(members: &[&'n Member<'t>], name: &str) -> Option<&'n Member<'t>> {
    members.iter().find(|member| member.key == name).copied()
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
