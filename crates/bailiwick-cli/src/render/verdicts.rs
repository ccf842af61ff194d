//! Verdicts on controls for people: the worst first, what shows it under each.

mod json;
mod junit;
mod ocsf;
mod sarif;
mod told;

use anstyle::{AnsiColor, Style};
use bailiwick_controls::{Judgement, Reason, Verdict, Witness};

use super::{counted, printable};
use crate::front::Front;

pub use json::render as json;
pub use junit::render as junit;
pub use ocsf::render as ocsf;
pub use sarif::{results as sarif_results, rules as sarif_rules};

const DIM: Style = Style::new().dimmed();
const NAME: Style = Style::new().bold();

/// How much is shown of what shows one verdict.
const SHOWN: usize = 4;

/// The words in which a table is sorted: what needs somebody comes first.
const ORDER: [&str; 4] = ["refuted", "unknown", "attested", "proved"];

/// One line per control, and under it what shows its verdict: witnesses and reasons always,
/// what a proof rests on when `proofs` are asked for.
#[must_use]
pub fn render(front: &Front, judgements: &[Judgement<'_>], proofs: bool) -> String {
    if judgements.is_empty() {
        return String::new();
    }
    let width = judgements
        .iter()
        .map(|judgement| judgement.control.name.as_str().chars().count())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for word in ORDER {
        for judgement in judgements.iter().filter(|one| one.word() == word) {
            text += &line(judgement, width);
            text += &shortened(details(front, judgement, proofs));
            text += &leave(judgement);
        }
    }
    text + &tally(judgements)
}

fn line(judgement: &Judgement<'_>, width: usize) -> String {
    let word = judgement.word();
    let style = style(judgement);
    let name = printable(judgement.control.name.as_str());
    let statement = printable(judgement.control.statement.as_str());
    format!("{style}{word:8}{style:#}  {NAME}{name:width$}{NAME:#}  {statement}\n")
}

fn style(judgement: &Judgement<'_>) -> Style {
    let colour = match (judgement.word(), judgement.fails()) {
        ("proved", _) => AnsiColor::BrightGreen,
        ("attested", _) => AnsiColor::BrightCyan,
        (_, true) => AnsiColor::BrightRed,
        (_, false) => AnsiColor::BrightYellow,
    };
    colour.on_default().bold()
}

/// What shows the verdicts of a control's parts, each said once.
fn details(front: &Front, judgement: &Judgement<'_>, proofs: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for finding in &judgement.findings {
        let found: Vec<String> = match &finding.verdict {
            Verdict::Refuted(witnesses) => witnesses
                .iter()
                .map(|witness| shown(front, witness))
                .collect(),
            Verdict::Unknown(reasons) => reasons
                .iter()
                .map(|reason: &Reason| format!("{}: {}", reason.kind(), printable(reason.text())))
                .collect(),
            Verdict::Proved(bases) if proofs => bases
                .iter()
                .map(|basis| format!("{DIM}{}{DIM:#}", printable(&basis.0)))
                .collect(),
            Verdict::Attested(word) if proofs => vec![format!(
                "{DIM}{} until {}: {}{DIM:#}",
                printable(&word.by),
                word.until,
                printable(&word.because)
            )],
            Verdict::Proved(_) | Verdict::Attested(_) => Vec::new(),
        };
        for line in found {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

/// The first [`SHOWN`] of what shows a verdict: whoever mends these sees the others next.
fn shortened(lines: Vec<String>) -> String {
    let hidden = lines.len().saturating_sub(SHOWN);
    let mut text: String = lines
        .iter()
        .take(SHOWN)
        .map(|line| indented(line))
        .collect();
    if hidden > 0 {
        text += &indented(&format!(
            "{DIM}… and {hidden} more; `--format json` lists them all{DIM:#}"
        ));
    }
    text
}

fn shown(front: &Front, witness: &Witness) -> String {
    let mut text = format!("{}: {}", witness.kind.word(), printable(&witness.what));
    if let Some(span) = witness.span {
        text += &format!(" {DIM}({}){DIM:#}", front.place(span));
    }
    for (name, value) in &witness.details {
        text += &format!("\n    {DIM}{name}{DIM:#} {}", printable(value));
    }
    text
}

fn leave(judgement: &Judgement<'_>) -> String {
    let mut text = String::new();
    if let Some(exception) = judgement.accepted.filter(|_| judgement.word() == "unknown") {
        let until = exception
            .until
            .map_or(String::new(), |until| format!(" until {until}"));
        let because = printable(exception.because.as_str());
        text += &indented(&format!("accepted{until}: {because}"));
    }
    for evidence in &judgement.not_looked_at {
        text += &indented(&format!(
            "{DIM}{} evidence was not given{DIM:#}",
            evidence.as_str()
        ));
    }
    text
}

fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("          {line}\n"))
        .collect()
}

/// `19 controls: 1 refuted, 18 proved`.
fn tally(judgements: &[Judgement<'_>]) -> String {
    let counts: Vec<String> = ORDER
        .iter()
        .map(|word| {
            (
                word,
                judgements.iter().filter(|one| one.word() == *word).count(),
            )
        })
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    let controls = counted(judgements.len(), "control", "controls");
    format!("\n{controls}: {}\n", counts.join(", "))
}
