//! The members of a group are as many as its seats claim.
//!
//! More members than seats is an error: somebody is in the group whom the claim does not
//! know. Fewer is a warning, and only once the group has members at all.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Declared;
use crate::model::{Group, Member, Person, Seat};
use crate::source::Span;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for group in estate.groups.iter() {
        if group.members.is_empty() {
            continue;
        }
        let machines = |member: &&Member| matches!(member, Member::TechnicalAccount(_));
        let machines = group.members.iter().filter(machines).count();
        if let Some(seats) = group.technical_seats {
            let span = group.fields.value("technical_seats");
            compare(
                group,
                span,
                "technical accounts",
                machines,
                seats.0,
                diagnostics,
            );
        }
        if !group.seats.is_empty() {
            people(estate, group, machines, diagnostics);
        }
    }
}

fn people(
    estate: &Estate,
    group: &Declared<Group>,
    machines: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let people: Vec<&Declared<Person>> = estate.people_in(group).collect();
    if people.len() + machines < group.members.len() {
        return; // Somebody's record could not be read.
    }
    let mut by_role: BTreeMap<&str, Vec<&Declared<Person>>> = BTreeMap::new();
    for person in people {
        by_role
            .entry(person.role.as_str())
            .or_default()
            .push(person);
    }
    for (role, seat) in &group.seats {
        let people = by_role.remove(role.as_str()).unwrap_or_default();
        let what = format!("people with the job role `{role}`");
        compare(
            group,
            seat.span,
            &what,
            people.len(),
            seat.count.0,
            diagnostics,
        );
        contractors(group, role.as_str(), seat, &people, diagnostics);
    }
    for (role, people) in by_role {
        let names: Vec<String> = people
            .iter()
            .map(|person| format!("`{}`", person.name))
            .collect();
        diagnostics.push(
            Diagnostic::error(
                Code::SEATS,
                group.fields.key("seats").unwrap_or(group.span),
                format!(
                    "`{}` has no seat for a `{role}`, but {} is in it",
                    group.name,
                    names.join(", ")
                ),
            )
            .help(format!(
                "add `{role}: {}` to `seats`, or take them out of `members`",
                people.len()
            )),
        );
    }
}

fn contractors(
    group: &Declared<Group>,
    role: &str,
    seat: &Seat,
    people: &[&Declared<Person>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let contractors: Vec<_> = people
        .iter()
        .filter(|person| person.contractor.is_some())
        .collect();
    let (members, seats) = (contractors.len(), seat.contractors.0);
    if members <= seats as usize {
        return;
    }
    let names: Vec<String> = contractors
        .iter()
        .map(|person| format!("`{}`", person.name))
        .collect();
    diagnostics.push(
        Diagnostic::error(
            Code::SEATS,
            seat.span,
            format!(
                "`{}` has seats for {seats} contractors with the job role `{role}`, but {members} in it: {}",
                group.name,
                names.join(", ")
            ),
        )
        .help(format!(
            "write `{role}: {{ count: {}, contractors: {members} }}`, or take the surplus out of `members`",
            seat.count
        )),
    );
}

fn compare(
    group: &Declared<Group>,
    span: Span,
    what: &str,
    members: usize,
    seats: u32,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let message = format!(
        "`{}` has {seats} seats for {what}, but {members} in it",
        group.name
    );
    let report = match members.cmp(&(seats as usize)) {
        std::cmp::Ordering::Equal => return,
        std::cmp::Ordering::Greater => Diagnostic::error(Code::SEATS, span, message)
            .help("raise the number, or take the surplus out of `members`"),
        std::cmp::Ordering::Less => Diagnostic::warning(Code::SEATS, span, message)
            .help("add who is missing to `members`, or lower the number"),
    };
    diagnostics.push(report.related(group.fields.value("members"), "these are the members"));
}
