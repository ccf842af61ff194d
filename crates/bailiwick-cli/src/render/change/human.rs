//! A change on a terminal.

use anstyle::{AnsiColor, Style};
use bailiwick_diff::Change;

use crate::render::printable;
use bailiwick_diff::told::{Entry, Line, Section, Word, told};

const TITLE: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// How wide the words in front are.
const WIDTH: usize = 7;

/// The sections, each with what is said of it as a whole at its end, and the summary.
#[must_use]
pub fn render(change: &Change) -> String {
    let told = told(change);
    let sections: Vec<String> = told.sections.iter().map(section).collect();
    format!("{}\n{}\n", sections.join("\n"), told.summary)
}

fn section(section: &Section) -> String {
    let entries: String = section.entries.iter().map(entry).collect();
    let (word, whole) = &section.whole;
    format!(
        "{TITLE}{}{TITLE:#}\n{entries}{}",
        section.title,
        line(*word, whole)
    )
}

fn entry(entry: &Entry) -> String {
    let mut text = line(entry.word, &entry.head);
    for one in &entry.lines {
        text += &match one {
            Line::Main(words) => format!("{:11}{}\n", "", printable(words)),
            Line::Detail(words) => format!("{:13}{DIM}{}{DIM:#}\n", "", printable(words)),
        };
    }
    text
}

fn line(word: Word, text: &str) -> String {
    let (style, text) = (style(word), printable(text));
    format!("{style}{:WIDTH$}{style:#}  {text}\n", word.as_str())
}

fn style(word: Word) -> Style {
    let colour = match word {
        Word::Gains | Word::Freed | Word::Opens | Word::Worse => AnsiColor::BrightRed,
        Word::Unknown | Word::Terms => AnsiColor::BrightYellow,
        Word::Loses | Word::Bound | Word::Closes => AnsiColor::BrightCyan,
        Word::Proved | Word::Better => AnsiColor::BrightGreen,
        Word::Same | Word::Changed => return TITLE,
    };
    colour.on_default().bold()
}
