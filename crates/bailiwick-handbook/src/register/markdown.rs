//! The register as Markdown, as GitHub shows it.

use std::fmt::Write as _;

use super::{ControlEntry, PermissionEntry, Register, SystemEntry, words};

impl Register {
    /// The register as Markdown: a heading for each environment and system, and a table
    /// of the permissions of each system.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# {}\n", inline(&words::heading(self)));
        for environment in &self.environments {
            push(&mut text, &format!("## {}", inline(&environment.title)));
            if let Some(description) = &environment.description {
                push(&mut text, &inline(description));
            }
            push(&mut text, &controls(&environment.controls));
            for system in &environment.systems {
                push(&mut text, &render_system(system));
            }
            if environment.systems.is_empty() {
                push(&mut text, "No systems.");
            }
        }
        if self.environments.is_empty() {
            push(&mut text, words::NOTHING);
        }
        text
    }
}

/// Adds a block after an empty line; nothing for an empty one.
fn push(text: &mut String, block: &str) {
    if !block.is_empty() {
        text.push('\n');
        text.push_str(block);
        text.push('\n');
    }
}

fn controls(controls: &[ControlEntry]) -> String {
    let lines = controls
        .iter()
        .map(|one| format!("- {}", inline(&one.statement)));
    lines.collect::<Vec<_>>().join("\n")
}

fn render_system(system: &SystemEntry) -> String {
    let mut text = format!("### {}", inline(&system.title));
    for line in words::about(system) {
        let _ = write!(text, "\n\n{}", inline(&line));
    }
    if !system.controls.is_empty() {
        let _ = write!(text, "\n\n{}", controls(&system.controls));
    }
    if system.permissions.is_empty() {
        text.push_str("\n\nNo permissions.");
        return text;
    }
    text.push_str("\n\n| Permission | Means | Held by |\n| --- | --- | --- |");
    for permission in &system.permissions {
        text.push('\n');
        text.push_str(&row(permission));
    }
    text
}

fn row(permission: &PermissionEntry) -> String {
    let holders = words::holders(permission);
    format!(
        "| {} | {} | {} |",
        cell(&words::level(permission)),
        inline(&permission.means),
        cell(&holders)
    )
}

fn cell(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| inline(line)).collect();
    lines.join("<br>")
}

/// The user's words on one line, with what Markdown would take for its own escaped.
///
/// Source: "Backslash escapes" in the GitHub Flavored Markdown Spec, and its example of
/// a pipe inside a table's cell.
fn inline(text: &str) -> String {
    let mut escaped = String::new();
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            escaped.push(' ');
        }
        for character in word.chars() {
            if "\\`*_[]<>|#~".contains(character) {
                escaped.push('\\');
            }
            escaped.push(character);
        }
    }
    escaped
}
