//! A way in that a group may take is one that its class has, into accounts of that class.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::{Estate, Root};
use crate::lower::{Declared, Section, alternatives, nearest};
use crate::model::{AccountClass, EntryGrant, Grant};

pub(super) fn check(estate: &Estate, tree: &Root, diagnostics: &mut Vec<Diagnostic>) {
    for group in estate.groups.iter() {
        for grant in &group.grants {
            let Grant::Entry(grant) = grant else {
                continue;
            };
            let Some(class) = grant.entry.class.of(&estate.account_classes) else {
                continue;
            };
            let entry = grant.entry.entry.as_str();
            if class.entry.get(entry).is_none() && !written(tree, class.name.as_str(), entry) {
                diagnostics.push(unknown(grant, class));
            }
            wrong_class(estate, grant, class, diagnostics);
        }
    }
}

/// Whether the way in is written, though it could not be read.
fn written(tree: &Root, class: &str, entry: &str) -> bool {
    tree.entry(AccountClass::SECTION, class)
        .and_then(|class| class.value.get("entry"))
        .and_then(|entries| entries.value.get(entry))
        .is_some()
}

fn unknown(grant: &EntryGrant, class: &Declared<AccountClass>) -> Diagnostic {
    let written = grant.entry.entry.as_str();
    let known = || class.entry.iter().map(|entry| entry.name.as_str());
    let help = match nearest(written, known()) {
        Some(near) => format!("did you mean `{}/{near}`?", class.name),
        None if class.entry.is_empty() => {
            format!(
                "`{}` has no ways in yet: describe this one under `entry` of the class",
                class.name
            )
        }
        None => format!(
            "`{}` has {}; use one of them, or describe this one under `entry` of the class",
            class.name,
            alternatives(known()).replace(" or ", " and ")
        ),
    };
    Diagnostic::error(
        Code::UNKNOWN_ENTRY,
        grant.entry.span,
        format!(
            "the account class `{}` has no way in called `{written}`",
            class.name
        ),
    )
    .related(class.span, format!("`{}` is declared here", class.name))
    .help(help)
}

fn wrong_class(
    estate: &Estate,
    grant: &EntryGrant,
    class: &Declared<AccountClass>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for reference in &grant.on {
        let Some(account) = reference.of(&estate.accounts) else {
            continue;
        };
        if account.class.as_ref() == Some(&grant.entry.class) {
            continue;
        }
        let is = match &account.class {
            Some(other) => format!("is of the class `{other}`"),
            None => "has no class".to_owned(),
        };
        diagnostics.push(
            Diagnostic::error(
                Code::ENTRY_OF_ANOTHER_CLASS,
                reference.span,
                format!(
                    "this way in leads into accounts of the class `{}`, but `{reference}` {is}",
                    class.name
                ),
            )
            .related(account.span, format!("`{reference}` is declared here"))
            .help(format!(
                "name accounts of the class `{}` under `on`, or leave `on` out to mean all of them",
                class.name
            )),
        );
    }
}
