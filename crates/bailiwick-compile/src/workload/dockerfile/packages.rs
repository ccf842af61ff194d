//! Packages of Debian and Ubuntu: no more of them than named, from a fresh list, and the
//! list not kept in the image.
//!
//! Source: "apt-get" of "Building best practices", Docker documentation
//! (<https://docs.docker.com/build/building/best-practices/#apt-get>).

use std::ops::Range;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use parse_dockerfile::{Command, Instruction, RunInstruction};

use super::recipe::Recipe;
use super::words::Word;

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for instruction in &recipe.dockerfile.instructions {
        if let Instruction::Run(run) = instruction {
            check_one(recipe, run, diagnostics);
        }
    }
}

fn check_one(recipe: &Recipe<'_>, run: &RunInstruction<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut parts: Vec<Range<usize>> = Vec::new();
    if let Command::Shell(line) = &run.arguments {
        parts.push(line.span.clone());
    }
    parts.extend(run.here_docs.iter().map(|document| document.span.clone()));
    let commands: Vec<Vec<Word>> = parts
        .into_iter()
        .flat_map(|part| recipe.words(part).commands())
        .collect();
    let asks = |command: &&Vec<Word>, what: &str| {
        let says = |wanted: &str| command.iter().any(|word| word.text == wanted);
        says("apt-get") && says(what)
    };
    let Some(install) = commands.iter().find(|command| asks(command, "install")) else {
        return;
    };
    // INVARIANT: a command has at least one word; `Words::commands` leaves others out.
    let range = install[0].range.start..install[install.len() - 1].range.end;
    let mut complain = |message: &str, help: &str| {
        let span = recipe.span(range.clone());
        diagnostics.push(Diagnostic::warning(Code::PACKAGES, span, message).help(help));
    };
    let without = |word: &Word| {
        word.text == "--no-install-recommends"
            || word
                .text
                .to_ascii_lowercase()
                .contains("apt::install-recommends=")
    };
    if !install.iter().any(without) {
        complain(
            "this installs packages besides those that it names",
            "add `--no-install-recommends`, and name what is missed then",
        );
    }
    if !commands.iter().any(|command| asks(&command, "update")) {
        complain(
            "this installs from a list of packages that an earlier build may have fetched",
            "run `apt-get update` in the same instruction: `RUN apt-get update && apt-get install …`",
        );
    }
    let removed = |command: &Vec<Word>| {
        let lists = |word: &Word| word.text.starts_with("/var/lib/apt/lists");
        command[0].text == "rm" && command.iter().any(lists)
    };
    // A mount is no part of the image.
    let mounted = |value: &str| value.contains("/var/lib/apt");
    let mounts = run
        .options
        .iter()
        .filter_map(|option| option.value.as_ref());
    if !commands.iter().any(removed) && !mounts.into_iter().any(|mount| mounted(&mount.value)) {
        complain(
            "the list of packages stays in the image",
            "end the instruction with `&& rm -rf /var/lib/apt/lists/*`",
        );
    }
}
