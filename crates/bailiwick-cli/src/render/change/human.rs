//! A change on a terminal.

use anstyle::{AnsiColor, Style};
use bailiwick_diff::Change;

use super::told::{Entry, Section, Word, told};
use crate::render::printable;

const TITLE: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// How wide the words in front are.
const WIDTH: usize = 7;

/// The sections, each with what is said of it as a whole at its end.
#[must_use]
pub fn render(change: &Change) -> String {
    let sections: Vec<String> = told(change).iter().map(section).collect();
    sections.join("\n")
}

fn section(section: &Section) -> String {
    let mut text = format!("{TITLE}{}{TITLE:#}\n", section.title);
    for one in &section.entries {
        text += &entry(one);
    }
    let (word, whole) = &section.whole;
    text + &line(*word, whole)
}

fn entry(entry: &Entry) -> String {
    let mut text = line(entry.word, &entry.head);
    for (depth, one) in &entry.lines {
        let indent = WIDTH + 2 * depth;
        let one = printable(one);
        text += &match depth {
            0 | 1 => format!("{:indent$}{one}\n", ""),
            _ => format!("{:indent$}{DIM}{one}{DIM:#}\n", ""),
        };
    }
    text
}

fn line(word: Word, text: &str) -> String {
    let style = style(word);
    format!(
        "{style}{:WIDTH$}{style:#}  {}\n",
        word.as_str(),
        printable(text)
    )
}

fn style(word: Word) -> Style {
    let colour = match word {
        Word::Gains | Word::Freed => AnsiColor::BrightRed,
        Word::Unknown | Word::Terms => AnsiColor::BrightYellow,
        Word::Loses | Word::Bound => AnsiColor::BrightCyan,
        Word::Proved => AnsiColor::BrightGreen,
        Word::Same | Word::Changed => return Style::new().bold(),
    };
    colour.on_default().bold()
}
