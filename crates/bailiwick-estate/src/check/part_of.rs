//! A system is not part of itself, by however many steps.

use std::collections::BTreeSet;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::{Declared, Name};
use crate::model::System;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let mut reported: BTreeSet<&Name> = BTreeSet::new();
    for system in estate.systems.as_written() {
        let Some(circle) = circle(estate, system) else {
            continue;
        };
        if circle.iter().any(|member| reported.contains(&member.name)) {
            continue;
        }
        reported.extend(circle.iter().map(|member| &member.name));
        let names: Vec<String> = circle
            .iter()
            .chain([&system])
            .map(|member| format!("`{}`", member.name))
            .collect();
        let mut diagnostic = Diagnostic::error(
            Code::PART_OF_ITSELF,
            system.fields.value("part_of"),
            format!("`{}` is part of itself", system.name),
        )
        .help(format!(
            "{}: take one `part_of` away",
            names.join(" is part of ")
        ));
        for member in &circle[1..] {
            let message = format!("`{}` says so here", member.name);
            diagnostic = diagnostic.related(member.fields.value("part_of"), message);
        }
        diagnostics.push(diagnostic);
    }
}

/// The systems from this one back to itself, if they lead there.
fn circle<'e>(
    estate: &'e Estate,
    start: &'e Declared<System>,
) -> Option<Vec<&'e Declared<System>>> {
    let mut path = vec![start];
    let mut current = start;
    for _ in 0..estate.systems.len() {
        current = current.part_of.as_ref()?.of(&estate.systems)?;
        if current.name == start.name {
            return Some(path);
        }
        path.push(current);
    }
    None
}
