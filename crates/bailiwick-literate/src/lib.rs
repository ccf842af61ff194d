//! Tests that a person reads as a document: Markdown with a section for each case, prose
//! that says why, fenced blocks for what goes in and what must come out.
//!
//! Only tests depend on this crate. With `BAILIWICK_BLESS` set in the environment, what
//! came out is written into the document instead of being compared; read the difference
//! before you commit it.

use std::fs;
use std::path::Path;

/// One case of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The heading.
    pub title: String,
    /// The fenced blocks: what follows the fence (`yaml`, `json`, `text`), and the text.
    pub blocks: Vec<Block>,
}

/// A fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What follows the opening fence.
    pub kind: String,
    /// The text between the fences, ending with a line break unless it is empty.
    pub text: String,
    /// The lines of the document that the text takes, from 0, the last not included.
    lines: (usize, usize),
}

impl Case {
    /// The first block of a kind.
    #[must_use]
    pub fn block(&self, kind: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.kind == kind)
    }
}

/// Runs every case of a document: `run` makes the text that the block of kind `expected`
/// must hold. Returns how many cases there were.
///
/// # Panics
/// When a case has no such block, or another text in it; all such cases are named.
pub fn check(path: &Path, expected: &str, run: impl FnMut(&Case) -> String) -> usize {
    let blessed = std::env::var_os("BAILIWICK_BLESS").is_some();
    judge(path, expected, run, blessed)
}

fn judge(
    path: &Path,
    expected: &str,
    mut run: impl FnMut(&Case) -> String,
    blessed: bool,
) -> usize {
    let document = read(path);
    let cases = parse(&document);
    let mut failures = Vec::new();
    let mut mended: Vec<((usize, usize), String)> = Vec::new();
    for case in &cases {
        let Some(block) = case.block(expected) else {
            failures.push(format!("`{}` has no `{expected}` block", case.title));
            continue;
        };
        let found = with_line_break(run(case));
        if found != block.text {
            failures.push(format!(
                "## {}\n--- expected\n{}+++ found\n{found}",
                case.title, block.text
            ));
            mended.push((block.lines, found));
        }
    }
    if blessed && !mended.is_empty() {
        bless(path, &document, &mended);
        return cases.len();
    }
    assert!(
        failures.is_empty(),
        "{} of {} cases of {} fail; BAILIWICK_BLESS=1 writes what was found\n\n{}",
        failures.len(),
        cases.len(),
        path.display(),
        failures.join("\n")
    );
    cases.len()
}

/// The cases of a document: its sections of the second level.
#[must_use]
pub fn parse(document: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut open: Option<(String, usize)> = None;
    for (number, line) in document.lines().enumerate() {
        match (&open, line) {
            (None, line) if line.starts_with("## ") => cases.push(Case {
                title: line[3..].trim().to_owned(),
                blocks: Vec::new(),
            }),
            (None, line) if line.starts_with("```") => {
                open = Some((line[3..].trim().to_owned(), number + 1));
            }
            (Some((kind, first)), "```") => {
                let lines: Vec<&str> = document.lines().skip(*first).take(number - first).collect();
                if let Some(case) = cases.last_mut() {
                    case.blocks.push(Block {
                        kind: kind.clone(),
                        text: with_line_break(lines.join("\n")),
                        lines: (*first, number),
                    });
                }
                open = None;
            }
            _ => {}
        }
    }
    cases
}

fn with_line_break(mut text: String) -> String {
    let end = text.trim_end_matches('\n').len();
    text.truncate(end);
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn read(path: &Path) -> String {
    match fs::read_to_string(path) {
        Ok(document) => document,
        Err(error) => panic!("cannot read {}: {error}", path.display()),
    }
}

fn bless(path: &Path, document: &str, mended: &[((usize, usize), String)]) {
    let mut text = String::new();
    for (number, line) in document.lines().enumerate() {
        if let Some((_, found)) = mended.iter().find(|((first, _), _)| *first == number) {
            text.push_str(found);
        }
        let replaced = mended
            .iter()
            .any(|((first, last), _)| (*first..*last).contains(&number));
        if !replaced {
            text.push_str(line);
            text.push('\n');
        }
    }
    if let Err(error) = fs::write(path, text) {
        panic!("cannot write {}: {error}", path.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str =
        "# Title\n\n## One\nwhy\n```yaml\na: 1\n```\n```text\nwas\n```\n## Two\n```text\n```\n";

    #[test]
    fn sections_are_cases_with_their_blocks() {
        let cases = parse(DOCUMENT);
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].title, "One");
        assert_eq!(
            cases[0].block("yaml").map(|block| &*block.text),
            Some("a: 1\n")
        );
        assert_eq!(cases[1].block("text").map(|block| &*block.text), Some(""));
    }

    fn run(case: &Case) -> String {
        match &*case.title {
            "One" => "is".to_owned(),
            _ => String::new(),
        }
    }

    fn document(name: &str) -> std::path::PathBuf {
        let path = std::env::temp_dir().join(format!("bailiwick-{}-{name}", std::process::id()));
        fs::write(&path, DOCUMENT).expect("the temporary folder can be written");
        path
    }

    #[test]
    #[should_panic(expected = "1 of 2 cases")]
    fn another_text_fails() {
        judge(&document("fails.md"), "text", run, false);
    }

    #[test]
    fn a_blessed_document_holds_what_was_found() {
        let path = document("blessed.md");
        judge(&path, "text", run, true);
        let blessed = fs::read_to_string(&path).expect("it is there");
        assert_eq!(blessed, DOCUMENT.replace("was\n", "is\n"));
    }
}
