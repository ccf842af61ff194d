//! The members of a group are as many as its seats claim.
//!
//! What is claimed and who is named is [`crate::seating`]'s. More names than seats is an
//! error: somebody is in the group whom the claim does not know. Fewer is a warning, and
//! only once somebody is named at all.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Declared;
use crate::model::Group;
use crate::seating::{Difference, Seating};
use crate::source::Span;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for group in estate.groups.iter() {
        let seating = estate.seating_of(group);
        let people = seating.roles.iter().map(|role| role.people.len());
        let read = people.sum::<usize>() + seating.technical_accounts.len();
        if read < group.members.len() {
            continue; // The record of a member could not be read.
        }
        for difference in seating.differences() {
            let (more, message, place) = match &difference {
                Difference::People {
                    role,
                    claimed,
                    named,
                } => (
                    named.count > claimed.count || named.contractors > claimed.contractors,
                    format!(
                        "`{}` claims {claimed} with the job role `{role}`, but names {named}{}",
                        group.name,
                        names(&seating, role)
                    ),
                    seat(group, role),
                ),
                Difference::TechnicalAccounts { claimed, named } => (
                    named > claimed,
                    format!(
                        "`{}` claims {claimed} technical accounts, but names {named}",
                        group.name
                    ),
                    group.fields.key("technical_seats"),
                ),
            };
            let span = place.or_else(|| group.fields.key("seats"));
            let span = span.unwrap_or(group.span);
            let report = if more {
                Diagnostic::error(Code::SEATS, span, message)
            } else {
                Diagnostic::warning(Code::SEATS, span, message)
            };
            let written = match &difference {
                Difference::People { role, named, .. } if named.contractors > 0 => format!(
                    "`{role}: {{ count: {}, contractors: {} }}`",
                    named.count, named.contractors
                ),
                Difference::People { role, named, .. } => format!("`{role}: {}`", named.count),
                Difference::TechnicalAccounts { named, .. } => {
                    format!("`technical_seats: {named}`")
                }
            };
            let help = if more {
                format!("write {written}, or take who should not be there out of `members`")
            } else {
                format!("add who is missing to `members`, or write {written}")
            };
            diagnostics.push(
                report
                    .related(group.fields.value("members"), "these are the members")
                    .help(help),
            );
        }
    }
}

/// Where the seats of a job role are written.
fn seat(group: &Declared<Group>, role: &str) -> Option<Span> {
    let mut seats = group.seats.iter();
    let (written, _) = seats.find(|(written, _)| written.as_str() == role)?;
    Some(written.span)
}

/// Who of a job role is in the group: `: `ada`, `ben``.
fn names(seating: &Seating<'_>, role: &str) -> String {
    let seats = seating
        .roles
        .iter()
        .find(|seats| seats.role.name.as_str() == role);
    let people = seats.map_or(&[][..], |seats| &seats.people);
    let names: Vec<String> = people.iter().map(|one| format!("`{}`", one.name)).collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(": {}", names.join(", "))
    }
}
