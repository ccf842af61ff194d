//! A variable that is not written as one: its name without `$`, or in other capitals.
//!
//! Sources: "Environment replacement" of "Dockerfile reference", Docker documentation
//! (<https://docs.docker.com/reference/dockerfile/#environment-replacement>), for how one is
//! written; "UndefinedVar" (<https://docs.docker.com/reference/build-checks/undefined-var/>).

use std::ops::Range;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use parse_dockerfile::{Command, Instruction, JsonOrStringArray, Source};

use super::recipe::Recipe;

/// Commands whose words are paths.
const TAKE_PATHS: [&str; 11] = [
    "cd", "chgrp", "chmod", "chown", "cp", "install", "ln", "mkdir", "mv", "rm", "touch",
];

/// A variable of a Dockerfile.
pub(super) struct Variable {
    pub(super) name: String,
    /// What it is set to, as it is written; none when the build says.
    pub(super) value: Option<String>,
    pub(super) range: Range<usize>,
}

impl Variable {
    /// Whether its name can only be a path by mistake: it is all capitals, and stands for a
    /// path.
    fn stands_for_path(&self) -> bool {
        let capitals = !self.name.contains(|c: char| c.is_ascii_lowercase());
        let value = self.value.as_deref().unwrap_or_default();
        capitals && value.contains('/') && !value.contains("://")
    }
}

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut known: Vec<Variable> = Vec::new();
    for instruction in &recipe.dockerfile.instructions {
        match instruction {
            Instruction::Arg(argument) => {
                known.extend(declared(recipe, argument.arguments.span.clone()));
            }
            Instruction::Env(environment) => {
                known.extend(declared(recipe, environment.arguments.span.clone()));
            }
            _ => {
                for (word, range) in paths(recipe, instruction) {
                    without_dollar(recipe, &known, &word, &range, diagnostics);
                    if !matches!(instruction, Instruction::Run(_)) {
                        in_other_capitals(recipe, &known, &word, &range, diagnostics);
                    }
                }
            }
        }
    }
}

fn without_dollar(
    recipe: &Recipe<'_>,
    known: &[Variable],
    word: &str,
    range: &Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let variable = known
        .iter()
        .find(|variable| variable.name == word && variable.stands_for_path());
    if let Some(variable) = variable {
        let name = &variable.name;
        let message = format!("`{name}` is a path of that name here, and not what it stands for");
        diagnostics.push(
            Diagnostic::error(
                Code::DOCKERFILE_VARIABLE,
                recipe.span(range.clone()),
                message,
            )
            .related(recipe.span(variable.range.clone()), "set here")
            .help(format!("write `${name}`")),
        );
    }
}

fn in_other_capitals(
    recipe: &Recipe<'_>,
    known: &[Variable],
    word: &str,
    range: &Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for name in asked(word) {
        let same = |variable: &&Variable| variable.name.eq_ignore_ascii_case(name);
        let Some(variable) = known.iter().find(same) else {
            continue;
        };
        if known.iter().all(|variable| variable.name != name) {
            let message = format!("`${name}` is another variable than `{}`", variable.name);
            diagnostics.push(
                Diagnostic::error(
                    Code::DOCKERFILE_VARIABLE,
                    recipe.span(range.clone()),
                    message,
                )
                .label("nothing sets it, so that it is empty")
                .related(recipe.span(variable.range.clone()), "set here")
                .help(format!("write `${}`", variable.name)),
            );
        }
    }
}

/// What `ARG` and `ENV` set: `NAME=value` any number of times, `NAME`, or the old form of
/// `ENV`, which is `NAME value`.
pub(super) fn declared(recipe: &Recipe<'_>, range: Range<usize>) -> Vec<Variable> {
    let words: Vec<_> = recipe.words(range).filter(|word| !word.ends).collect();
    let old_form = words.len() > 1 && !words[0].text.contains('=');
    let each = words.iter().take(if old_form { 1 } else { words.len() });
    each.map(|word| match word.text.split_once('=') {
        Some((name, value)) => Variable {
            name: name.to_owned(),
            value: Some(value.to_owned()),
            range: word.range.start..word.range.start + name.len(),
        },
        None => Variable {
            name: word.text.clone(),
            value: old_form.then(|| words[1].text.clone()),
            range: word.range.clone(),
        },
    })
    .collect()
}

/// The words of an instruction that are paths.
fn paths(recipe: &Recipe<'_>, instruction: &Instruction<'_>) -> Vec<(String, Range<usize>)> {
    let mut paths = Vec::new();
    let mut text = |text: &parse_dockerfile::UnescapedString<'_>| {
        paths.push((text.value.to_string(), text.span.clone()));
    };
    match instruction {
        Instruction::Workdir(folder) => text(&folder.arguments),
        Instruction::Volume(volume) => match &volume.arguments {
            JsonOrStringArray::Json(all) => all.value.iter().for_each(text),
            JsonOrStringArray::String(all) => all.iter().for_each(text),
        },
        Instruction::Add(add) => {
            add.src.iter().filter_map(path_of).for_each(&mut text);
            text(&add.dest);
        }
        Instruction::Copy(copy) => {
            copy.src.iter().filter_map(path_of).for_each(&mut text);
            text(&copy.dest);
        }
        Instruction::Run(run) => {
            let mut parts: Vec<Range<usize>> = Vec::new();
            if let Command::Shell(line) = &run.arguments {
                parts.push(line.span.clone());
            }
            parts.extend(run.here_docs.iter().map(|document| document.span.clone()));
            for command in parts
                .into_iter()
                .flat_map(|part| recipe.words(part).commands())
            {
                let takes_paths = TAKE_PATHS.contains(&command[0].text.as_str());
                let words = command.into_iter().skip(1).filter(|_| takes_paths);
                paths.extend(words.map(|word| (word.text, word.range)));
            }
        }
        _ => {}
    }
    paths
}

fn path_of<'s, 'e>(source: &'s Source<'e>) -> Option<&'s parse_dockerfile::UnescapedString<'e>> {
    match source {
        Source::Path(path) => Some(path),
        _ => None,
    }
}

/// The variables that a text asks for: `$NAME`, `${NAME}`, `${NAME:-default}`.
fn asked(text: &str) -> impl Iterator<Item = &str> {
    text.split('$').skip(1).filter_map(|after| {
        let after = after.strip_prefix('{').unwrap_or(after);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = &after[..end.unwrap_or(after.len())];
        (!name.is_empty()).then_some(name)
    })
}

/// A text with the values of its variables; none when one of them has none here.
pub(super) fn resolve(text: &str, known: &[Variable]) -> Option<String> {
    let mut parts = text.split('$');
    let mut resolved = parts.next()?.to_owned();
    for after in parts {
        let braced = after
            .strip_prefix('{')
            .and_then(|after| after.split_once('}'));
        let (inside, rest) = match braced {
            Some(parts) => parts,
            None => {
                let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                after.split_at(end.unwrap_or(after.len()))
            }
        };
        let (name, default) = match inside.split_once(":-") {
            Some((name, default)) => (name, Some(default)),
            None => (inside, None),
        };
        let variable = known.iter().rev().find(|variable| variable.name == name);
        let value = variable.and_then(|variable| variable.value.as_deref());
        let value = value.filter(|value| !value.contains('$')).or(default)?;
        resolved.push_str(value);
        resolved.push_str(rest);
    }
    Some(resolved)
}
