//! The register as CSV: flat, for spreadsheets and scripts.
//!
//! One row for each environment, system, permission, group and job role; technical
//! accounts have a row of their own, and so does a permission that nobody holds.
//!
//! A cell whose first character could start a formula gets an apostrophe before it, so
//! that a spreadsheet shows it and runs nothing. Source: OWASP, "CSV Injection": `=`,
//! `+`, `-`, `@`, tab and carriage return. Line feeds are among them here, as some
//! spreadsheets pass over them.

use super::{EnvironmentEntry, GroupEntry, PermissionEntry, Register, SystemEntry, words};

const COLUMNS: [&str; 18] = [
    "environment",
    "system",
    "part of",
    "permission",
    "on",
    "means",
    "group",
    "job role",
    "count",
    "contractors",
    "technical accounts",
    "members",
    "mismatch",
    "held",
    "request",
    "approvers",
    "for",
    "until",
];

impl Register {
    /// The register as CSV, with a line of column names.
    ///
    /// # Errors
    /// When the CSV writer fails, which it never does in memory.
    pub fn to_csv(&self) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        for environment in &self.environments {
            for system in &environment.systems {
                for permission in &system.permissions {
                    for row in rows(environment, system, permission) {
                        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
                    }
                }
            }
        }
        let bytes = writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn rows(
    environment: &EnvironmentEntry,
    system: &SystemEntry,
    permission: &PermissionEntry,
) -> Vec<Vec<String>> {
    let start = [
        environment.title.clone(),
        system.title.clone(),
        system.part_of.clone().unwrap_or_default(),
        permission.title.clone(),
        words::titles(&permission.on),
        permission.means.clone(),
    ];
    let mut rows: Vec<Vec<String>> = Vec::new();
    for group in &permission.groups {
        for who in who(group) {
            rows.push(start.iter().cloned().chain(who).chain(how(group)).collect());
        }
    }
    if rows.is_empty() {
        let mut row = start.to_vec();
        row.resize(COLUMNS.len(), String::new());
        rows.push(row);
    }
    rows
}

/// Group, job role, count, contractors, technical accounts, members: one for each row.
fn who(group: &GroupEntry) -> Vec<[String; 6]> {
    let number = |number: Option<u32>| number.map(|one| one.to_string()).unwrap_or_default();
    let mut rows = Vec::new();
    for seat in &group.seats {
        let members = seat.members.iter().map(|member| member.title.clone());
        rows.push([
            group.title.clone(),
            seat.job_role.clone(),
            number(seat.count),
            number(seat.contractors),
            String::new(),
            members.collect::<Vec<_>>().join("; "),
        ]);
    }
    let none = group.seats.is_empty();
    if none || group.technical_accounts.is_some() || !group.technical_members.is_empty() {
        rows.push([
            group.title.clone(),
            String::new(),
            String::new(),
            String::new(),
            number(group.technical_accounts),
            group.technical_members.join("; "),
        ]);
    }
    rows
}

/// Mismatch, held, request, approvers, for, until.
fn how(group: &GroupEntry) -> [String; 6] {
    let request = group.request.as_ref();
    [
        group.differences.join("; "),
        if request.is_some() {
            "on request"
        } else {
            "standing"
        }
        .to_owned(),
        request.map(|one| one.title.clone()).unwrap_or_default(),
        request
            .map(|one| one.approvers.join("; "))
            .unwrap_or_default(),
        request
            .and_then(|one| one.duration.clone())
            .unwrap_or_default(),
        group.until.clone().unwrap_or_default(),
    ]
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
