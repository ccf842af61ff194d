//! What the documents show of the program is what it prints: each line `$ bailiwick …` in
//! a `console` block is run from the repository's folder. `BAILIWICK_BLESS=1` rewrites
//! what follows it.

use std::fs;
use std::path::Path;
use std::process::Command;

const DOCUMENTS: [&str; 5] = [
    "README.md",
    "docs/diff.md",
    "docs/escalation.md",
    "docs/language.md",
    "docs/reach.md",
];

#[test]
fn documents_show_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut commands = 0;
    for name in DOCUMENTS {
        let path = root.join(name);
        let written = fs::read_to_string(&path).unwrap();
        let current = with_output(&written, &root, &mut commands);
        if std::env::var_os("BAILIWICK_BLESS").is_some() {
            fs::write(&path, &current).unwrap();
            continue;
        }
        assert!(
            written == current,
            "{name} shows what is no longer printed: run `BAILIWICK_BLESS=1 cargo test -p bailiwick-cli`"
        );
    }
    assert!(commands >= 3, "only {commands} commands are shown");
}

/// The document with every `console` block as the program prints it now.
fn with_output(document: &str, root: &Path, commands: &mut usize) -> String {
    let mut text = String::new();
    let mut in_console = false;
    for line in document.lines() {
        let fence = line.starts_with("```");
        if fence {
            in_console = !in_console && line == "```console";
        }
        let command = line.strip_prefix("$ bailiwick ").filter(|_| in_console);
        if in_console && !fence && command.is_none() {
            // Printed by the command before; printed again below.
            continue;
        }
        text.push_str(line);
        text.push('\n');
        if let Some(command) = command {
            *commands += 1;
            text.push_str(&output(command, root));
        }
    }
    text
}

fn output(arguments: &str, root: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bailiwick"))
        .args(arguments.split_whitespace())
        .current_dir(root)
        .env("COLUMNS", "92")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let printed =
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}
