//! The register's wording, the same in every format that people read.

use super::{
    GroupEntry, MemberEntry, PartEntry, PermissionEntry, Register, RequestEntry, SeatEntry,
    SystemEntry,
};

/// What a permission that no group holds shows in place of groups.
pub(super) const NOBODY: &str = "nobody";

/// What the register of an estate without systems says.
pub(super) const NOTHING: &str = "The estate has no systems.";

/// What the register is called: by the estate's title, once.
pub(super) fn heading(register: &Register) -> String {
    let heading = "Access register";
    if same(&register.title, heading) {
        return register.title.clone();
    }
    format!("{heading}: {}", register.title)
}

/// Every line about who holds a permission.
pub(super) fn holders(permission: &PermissionEntry) -> Vec<String> {
    if permission.groups.is_empty() {
        return vec![NOBODY.to_owned()];
    }
    let groups = permission.groups.iter();
    groups.flat_map(|one| group(permission, one)).collect()
}

/// The lines of one group: its name where the permission's does not say it, the
/// head-counts, the names, and what is particular about the grant.
fn group(permission: &PermissionEntry, group: &GroupEntry) -> Vec<String> {
    let mut lines = Vec::new();
    if permission.groups.len() > 1 || !same(&group.title, &permission.title) {
        lines.push(format!("{}:", group.title));
    }
    lines.extend(group.seats.iter().map(seat));
    if let Some(line) = technical(group) {
        lines.push(line);
    }
    if group.seats.is_empty()
        && group.technical_accounts.is_none()
        && group.technical_members.is_empty()
    {
        lines.push("nobody is claimed or named".to_owned());
    }
    lines.extend(group.request.as_ref().map(request));
    lines.extend(group.until.as_ref().map(|until| format!("until {until}")));
    let differences = group.differences.iter();
    lines.extend(differences.map(|difference| format!("mismatch: {difference}")));
    lines
}

/// `2 Infrastructure Engineer (2 contractors): Ada Lovelace, Alan Turing`.
fn seat(seat: &SeatEntry) -> String {
    let counted = match seat.count {
        Some(count) => format!("{count} {}{}", seat.job_role, contractors(seat.contractors)),
        None => seat.job_role.clone(),
    };
    match names(&seat.members) {
        names if names.is_empty() => counted,
        names => format!("{counted}: {names}"),
    }
}

/// Names with what is particular about each, separated by commas.
fn names(members: &[MemberEntry]) -> String {
    let member = |one: &MemberEntry| match &one.contract_until {
        Some(until) => format!("{} (contract until {until})", one.title),
        None => one.title.clone(),
    };
    members.iter().map(member).collect::<Vec<_>>().join(", ")
}

fn contractors(contractors: Option<u32>) -> String {
    match contractors {
        None | Some(0) => String::new(),
        Some(1) => " (1 contractor)".to_owned(),
        Some(more) => format!(" ({more} contractors)"),
    }
}

fn technical(group: &GroupEntry) -> Option<String> {
    let counted = match group.technical_accounts {
        None if group.technical_members.is_empty() => return None,
        None => "technical accounts".to_owned(),
        Some(1) => "1 technical account".to_owned(),
        Some(count) => format!("{count} technical accounts"),
    };
    if group.technical_members.is_empty() {
        return Some(counted);
    }
    Some(format!("{counted}: {}", group.technical_members.join(", ")))
}

/// `on request "AWS SSO - Escalation", approved by Ship, for 4h`.
fn request(request: &RequestEntry) -> String {
    let mut words = format!("on request “{}”", request.title);
    if !request.approvers.is_empty() {
        words = format!("{words}, approved by {}", request.approvers.join(", "));
    }
    match &request.duration {
        Some(duration) => format!("{words}, for {duration}"),
        None => words,
    }
}

/// What a system is, where it lies and what belongs to it; the title is not among them.
pub(super) fn about(system: &SystemEntry) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(system.description.clone());
    let part_of = system.part_of.as_ref();
    lines.extend(part_of.map(|whole| format!("Part of {whole}.")));
    if !system.parts.is_empty() {
        lines.push(format!("With {}.", titles(&system.parts)));
    }
    lines
}

/// The level's own name, and the parts it is about where it is not about the whole.
pub(super) fn level(permission: &PermissionEntry) -> Vec<String> {
    let mut lines = vec![permission.title.clone()];
    if !permission.on.is_empty() {
        lines.push(format!("on {}", titles(&permission.on)));
    }
    lines
}

pub(super) fn titles(parts: &[PartEntry]) -> String {
    let titles: Vec<&str> = parts.iter().map(|part| part.title.as_str()).collect();
    titles.join(", ")
}

/// Whether two names differ only in case, spaces and dashes.
fn same(left: &str, right: &str) -> bool {
    let plain = |text: &str| {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    plain(left) == plain(right)
}
