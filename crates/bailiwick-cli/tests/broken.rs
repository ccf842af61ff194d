//! Broken estates, and what `bailiwick check` says of them.
//!
//! Each file of `broken/` holds sections: a heading, a YAML block with one file or
//! several, and a text block with the diagnostics as people see them. To accept what is
//! said now, run with `BAILIWICK_BLESS=1` and read every change: could a newcomer mend
//! the estate from the message alone?

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::Lines;

use tempfile::TempDir;

type Fallible<T> = Result<T, Box<dyn Error>>;

#[test]
fn broken_estates_are_explained() -> Fallible<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let bless = std::env::var_os("BAILIWICK_BLESS").is_some();
    let mut wrong = String::new();
    let mut cases = 0;
    for document in documents(&folder)? {
        let written = std::fs::read_to_string(&document)?;
        let rendered = with_answers(&written, &mut cases)?;
        if rendered != written && bless {
            std::fs::write(&document, rendered)?;
        } else if rendered != written {
            wrong += &format!(
                "{}\n{}",
                document.display(),
                difference(&written, &rendered)
            );
        }
    }
    assert!(cases >= 60, "only {cases} broken estates were found");
    assert!(
        wrong.is_empty(),
        "BAILIWICK_BLESS=1 accepts these changes:\n{wrong}"
    );
    Ok(())
}

fn documents(folder: &Path) -> Fallible<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        documents.push(entry?.path());
    }
    documents.sort();
    Ok(documents)
}

/// The document with every text block as `check` writes it now.
fn with_answers(document: &str, cases: &mut usize) -> Fallible<String> {
    let mut rendered = String::new();
    let mut estate: Option<String> = None;
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        rendered.push_str(line);
        rendered.push('\n');
        match line {
            "```yaml" => {
                let text = block(&mut lines);
                rendered.push_str(&text);
                rendered.push_str("```\n");
                estate = Some(text);
            }
            "```text" => {
                block(&mut lines);
                let estate = estate
                    .take()
                    .ok_or("a text block without an estate before it")?;
                rendered.push_str(&check(&estate)?);
                rendered.push_str("```\n");
                *cases += 1;
            }
            _ => {}
        }
    }
    Ok(rendered)
}

/// The lines up to the end of a block.
fn block(lines: &mut Lines<'_>) -> String {
    let inside = lines.take_while(|line| *line != "```");
    inside.map(|line| format!("{line}\n")).collect()
}

/// What `bailiwick check` says of the files of a block, without its last lines.
fn check(block: &str) -> Fallible<String> {
    let folder = TempDir::new()?;
    let mut path = "estate.yaml";
    let mut text = String::new();
    for line in block.lines() {
        if let Some(next) = line.strip_prefix("# file: ") {
            write(folder.path(), path, &text)?;
            path = next;
            text.clear();
            continue;
        }
        // A tab and a carriage return are shown, so that editors do not mend them.
        text.push_str(&line.replace('→', "\t").replace('␍', "\r"));
        text.push('\n');
    }
    write(folder.path(), path, &text)?;
    let output = Command::new(env!("CARGO_BIN_EXE_bailiwick"))
        .args(["check", "."])
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .output()?;
    let said = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
    // The summary is the command line's own; what is wrong stands above it.
    let (said, _) = said.rsplit_once("\n\n").unwrap_or((&said, ""));
    Ok(said
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect())
}

fn write(folder: &Path, path: &str, text: &str) -> Fallible<()> {
    if !text.is_empty() {
        std::fs::write(folder.join(path), text)?;
    }
    Ok(())
}

/// The first lines that differ.
fn difference(written: &str, rendered: &str) -> String {
    let pairs = written.lines().zip(rendered.lines());
    let same = pairs.take_while(|(old, new)| old == new).count();
    let shown = |text: &str, sign: &str| -> String {
        let lines = text.lines().skip(same).take(12);
        lines.map(|line| format!("{sign} {line}\n")).collect()
    };
    shown(written, "-") + &shown(rendered, "+")
}
