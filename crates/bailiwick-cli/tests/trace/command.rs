//! Commands of a trace: each is run once, by the binary that was built.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// Runs commands, and remembers what they printed.
pub(crate) struct Runner {
    folder: PathBuf,
    printed: BTreeMap<String, Result<String, String>>,
}

impl Runner {
    /// A runner whose commands run in a folder.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            printed: BTreeMap::new(),
        }
    }

    /// What keeps a command from showing the texts.
    pub(crate) fn complaints(&mut self, command: &str, texts: &[String]) -> Vec<String> {
        let folder = &self.folder;
        let printed = self
            .printed
            .entry(command.to_owned())
            .or_insert_with(|| run(folder, command).map(|printed| collapsed(&printed)));
        match printed {
            Ok(printed) => texts
                .iter()
                .filter(|text| !printed.contains(&collapsed(text)))
                .map(|text| format!("`{command}` does not print `{text}`"))
                .collect(),
            Err(why) => vec![format!("`{command}` {why}")],
        }
    }
}

/// What a command prints.
///
/// # Errors
/// When it does not succeed, and what it complained about.
fn run(folder: &PathBuf, command: &str) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_bailiwick"))
        .args(words(command).iter().skip(1))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .map_err(|error| format!("cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let first = complaint.lines().next().unwrap_or("no complaint");
    Err(format!("fails ({}): {first}", output.status))
}

/// The words of a command line; quotes keep words together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = None;
    let mut quote = None;
    for character in command.chars() {
        match quote {
            Some(open) if character == open => quote = None,
            None if matches!(character, '"' | '\'') => {
                quote = Some(character);
                word.get_or_insert_with(String::new);
            }
            None if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_with(String::new).push(character),
        }
    }
    words.extend(word);
    words
}

/// Terminal output wraps and pads: only that there is space counts.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
