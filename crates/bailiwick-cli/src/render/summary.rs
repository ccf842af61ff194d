//! The last line of a check.

use anstyle::{AnsiColor, Style};

use bailiwick_estate::estate::noun;

use super::{counted, printable};
use crate::front::Front;
use crate::report::Report;

/// The sections that give a first idea of an estate; the others say how, not how much.
const TOLD: &[&str] = &[
    "accounts",
    "people",
    "technical_accounts",
    "groups",
    "permissions",
    "systems",
    "workloads",
    "controls",
];

const GOOD: Style = AnsiColor::BrightGreen.on_default().bold();
const NAME: Style = Style::new().bold();

/// `3 errors, 1 warning in 4 files`, or what the estate holds and that it is well.
#[must_use]
pub fn render(front: &Front) -> String {
    if let Some(wrong) = wrong(&front.report()) {
        return wrong;
    }
    let name = front
        .estate
        .as_ref()
        .map_or("the estate", |estate| estate.estate.as_str());
    let holds = TOLD
        .iter()
        .map(|section| (section, front.tree.section_entries(section).len()))
        .filter(|(_, count)| *count > 0)
        .map(|(section, count)| {
            counted(
                count,
                noun(section).unwrap_or(section),
                &section.replace('_', " "),
            )
        })
        .collect::<Vec<_>>();
    let holds = match holds.is_empty() {
        true => "nothing yet".to_owned(),
        false => holds.join(", "),
    };
    let judged = match front.tree.section_entries("controls").is_empty() {
        true => {
            "no control is declared, so none was judged; `bailiwick explain` lists those there are\n"
        }
        false => "",
    };
    format!(
        "{NAME}{}{NAME:#}: {holds} — {GOOD}no problems{GOOD:#}\n{judged}",
        printable(name)
    )
}

/// `3 errors, 1 warning in 4 files`; `None` when nothing is wrong.
#[must_use]
pub fn wrong(report: &Report<'_>) -> Option<String> {
    // The first error, or where there is none the first warning.
    let first = report.diagnostics.iter().min_by_key(|one| one.severity)?;
    let wrong = [("error", report.errors()), ("warning", report.warnings())]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(noun, count)| counted(count, noun, &format!("{noun}s")))
        .collect::<Vec<_>>();
    let files = counted(report.sources.iter().count(), "file", "files");
    Some(format!(
        "{NAME}{}{NAME:#} in {files}\n`bailiwick explain {}` tells more\n",
        wrong.join(", "),
        first.code
    ))
}

/// `2 policies — no problems`.
#[must_use]
pub fn fine(what: &str) -> String {
    format!("{NAME}{what}{NAME:#} — {GOOD}no problems{GOOD:#}\n")
}
