//! A trace: its heading, the document it is about, and the rows of its table.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Commands that are not written yet, which a row may promise with `later:`.
const LATER: &[&str] = &[
    "apply", "destroy", "handbook", "can", "who-can", "what-can", "prove", "reach", "diff",
    "price", "audit", "incident", "grant",
];

/// The trace of one document through one estate.
pub(crate) struct Trace {
    /// Its path in the project.
    pub(crate) path: String,
    /// The folder of the estate.
    pub(crate) folder: PathBuf,
    /// The document's file name.
    pub(crate) document: String,
    /// How many lines it says the document has.
    pub(crate) lines: usize,
    /// The rows of its table.
    pub(crate) rows: Vec<Row>,
}

/// One row: some lines of the document, and what became of them.
pub(crate) struct Row {
    /// The line of the trace that it stands in.
    pub(crate) at: usize,
    /// The lines of the document.
    pub(crate) lines: RangeInclusive<usize>,
    /// Where the estate says it.
    pub(crate) places: Vec<String>,
    /// What shows it.
    pub(crate) shown: Shown,
}

/// What shows that a row is true.
pub(crate) enum Shown {
    /// Nothing: there is nothing to show.
    Nothing,
    /// A command that is not written yet.
    Later,
    /// A command, and texts that stand in what it prints.
    Now { command: String, texts: Vec<String> },
}

impl Trace {
    /// Reads a trace.
    ///
    /// # Errors
    /// Everything that is wrong with it, with its place.
    pub(crate) fn parse(path: &str, folder: &Path, text: &str) -> Result<Self, Vec<String>> {
        let mut document = None;
        let mut rows = Vec::new();
        let mut wrong = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let at = index + 1;
            if let Some(named) = line.strip_prefix("Document: ") {
                document = parse_document(named);
            }
            if !line.starts_with('|') || line.starts_with("| lines ") || line.starts_with("|--") {
                continue;
            }
            match parse_row(at, line) {
                Ok(row) => rows.push(row),
                Err(why) => wrong.push(format!("{path}:{at}: {why}")),
            }
        }
        let Some((document, lines)) = document else {
            wrong.push(format!(
                "{path}: no line says ``Document: `NAME`, NN lines.``"
            ));
            return Err(wrong);
        };
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Self {
            path: path.to_owned(),
            folder: folder.to_owned(),
            document,
            lines,
            rows,
        })
    }
}

/// `` `organization.txt`, 67 lines. ``
fn parse_document(named: &str) -> Option<(String, usize)> {
    let name = backticked(named).into_iter().next()?;
    let count = named.rsplit_once(", ")?.1.strip_suffix(" lines.")?;
    Some((name, count.parse().ok()?))
}

fn parse_row(at: usize, line: &str) -> Result<Row, String> {
    let cells = cells(line);
    let [lines, what, places, shown] = cells.as_slice() else {
        return Err(format!("a row has 4 cells, this one has {}", cells.len()));
    };
    let range = parse_lines(lines).ok_or(format!("`{lines}` is not a line or a range of lines"))?;
    let kind = what.split([':', ' ']).next().unwrap_or_default();
    let places = backticked(places);
    let shown = parse_shown(shown)?;
    let is_shown = !matches!(shown, Shown::Nothing);
    match kind {
        "fact" | "rule" | "procedure" if places.is_empty() => {
            return Err(format!("this {kind} has no place in the estate"));
        }
        "fact" | "rule" | "procedure" if !is_shown => {
            return Err(format!("no command shows this {kind}"));
        }
        "mistake" if places.is_empty() && what.len() < "mistake: explained".len() => {
            return Err("this mistake is neither corrected nor explained".to_owned());
        }
        "fact" | "rule" | "procedure" | "mistake" | "narrative" => {}
        _ => {
            return Err(format!(
                "`{kind}` is none of narrative, fact, rule, procedure, mistake"
            ));
        }
    }
    Ok(Row {
        at,
        lines: range,
        places,
        shown,
    })
}

fn parse_lines(cell: &str) -> Option<RangeInclusive<usize>> {
    let (first, last) = cell.split_once('-').unwrap_or((cell, cell));
    let range = first.trim().parse().ok()?..=last.trim().parse().ok()?;
    (*range.start() > 0 && range.start() <= range.end()).then_some(range)
}

fn parse_shown(cell: &str) -> Result<Shown, String> {
    let texts = backticked(cell);
    let Some((command, texts)) = texts.split_first() else {
        return match cell {
            "" => Ok(Shown::Nothing),
            _ => Err(format!("`{cell}` is not a command in backticks")),
        };
    };
    let later = cell.starts_with("later:") || command.starts_with("later:");
    let command = command.trim_start_matches("later:").trim();
    let mut words = command.split_whitespace();
    if words.next() != Some("bailiwick") {
        return Err(format!("`{command}` does not start with `bailiwick`"));
    }
    if later {
        return match words.next() {
            Some(name) if LATER.contains(&name) => Ok(Shown::Later),
            _ => Err(format!("`{command}` is not a command that comes later")),
        };
    }
    if texts.is_empty() {
        return Err(format!("it is not said what `{command}` prints"));
    }
    Ok(Shown::Now {
        command: command.to_owned(),
        texts: texts.to_vec(),
    })
}

/// The cells of a row; `\|` in a cell is a bar.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let cell = cells.last_mut();
        match (character, cell) {
            ('\\', Some(cell)) if characters.next_if_eq(&'|').is_some() => cell.push('|'),
            ('|', _) => cells.push(String::new()),
            (_, Some(cell)) => cell.push(character),
            (_, None) => {}
        }
    }
    cells.pop();
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The texts between backticks.
fn backticked(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Shown, parse_row};

    fn complaint(row: &str) -> String {
        parse_row(1, row).map_or_else(|why| why, |_| "nothing".to_owned())
    }

    #[test]
    fn a_row_says_what_it_lacks() {
        let cases = [
            ("| 1 | narrative: a heading | | |", "nothing"),
            (
                "| 1-2 | mistake: `too` means two; nothing rests on it | | |",
                "nothing",
            ),
            (
                "| 1 | fact: a title | | |",
                "this fact has no place in the estate",
            ),
            (
                "| 1 | rule: a rule | `a/b` | |",
                "no command shows this rule",
            ),
            (
                "| 2-1 | narrative | | |",
                "`2-1` is not a line or a range of lines",
            ),
            (
                "| 0 | narrative | | |",
                "`0` is not a line or a range of lines",
            ),
            (
                "| 1 | guess: so | | |",
                "`guess` is none of narrative, fact, rule, procedure, mistake",
            ),
            ("| 1 | narrative | |", "a row has 4 cells, this one has 3"),
            (
                "| 1 | fact: so | `a/b` | `ls` → `b` |",
                "`ls` does not start with `bailiwick`",
            ),
            (
                "| 1 | fact: so | `a/b` | `bailiwick show a/b x` |",
                "it is not said what `bailiwick show a/b x` prints",
            ),
            (
                "| 1 | fact: so | `a/b` | `later: bailiwick show a/b x` |",
                "`bailiwick show a/b x` is not a command that comes later",
            ),
            (
                "| 1 | fact: so | `a/b` | `later: bailiwick prove x` |",
                "nothing",
            ),
        ];
        for (row, expected) in cases {
            assert_eq!(complaint(row), expected, "{row}");
        }
    }

    #[test]
    fn a_bar_in_a_cell_is_escaped() {
        let row = parse_row(
            7,
            r"| 3 | fact: so | `a/b` | `bailiwick show a/b x` → `c \| d` `e` |",
        );
        let Ok(Shown::Now { command, texts }) = row.map(|row| row.shown) else {
            panic!("the row is good");
        };
        assert_eq!(command, "bailiwick show a/b x");
        assert_eq!(texts, ["c | d", "e"]);
    }
}
