//! The Markdown of our own pages on a terminal: headings bold, code indented.
//!
//! Owns: headings, fenced code, code in a line, emphasis. Refuses: to be a Markdown
//! reader for texts of others.

use anstyle::{AnsiColor, Style};

const HEADING: Style = Style::new().bold();
const CODE: Style = AnsiColor::Cyan.on_default();

/// The page with its marks turned into styles.
#[must_use]
pub fn render(page: &str) -> String {
    let mut text = String::new();
    let mut fenced = false;
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced && line.is_empty() {
            text.push('\n');
        } else if fenced {
            text += &format!("    {CODE}{line}{CODE:#}\n");
        } else if line.starts_with('#') {
            let heading = line.trim_start_matches('#').trim_start();
            text += &format!("{HEADING}{}{HEADING:#}\n", heading.replace('`', ""));
        } else {
            text += &inline(line);
            text.push('\n');
        }
    }
    text
}

/// Styles what stands in backticks, and keeps the backticks for where there is no colour.
fn inline(line: &str) -> String {
    let mut text = String::new();
    for (place, part) in line.split('`').enumerate() {
        if place % 2 == 1 {
            text += &format!("`{CODE}{part}{CODE:#}`");
        } else {
            text += &part.replace("**", "");
        }
    }
    text
}
