//! A program that a shell starts is not told when its container is to stop.
//!
//! Source: "JSONArgsRecommended", Docker documentation
//! (<https://docs.docker.com/reference/build-checks/json-args-recommended/>), also for what
//! is let through: a shell that was chosen on purpose, by `SHELL`.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use parse_dockerfile::{Command, Instruction};

use super::recipe::Recipe;

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let service = recipe.service;
    let is_shell = |instruction: &Instruction<'_>| matches!(instruction, Instruction::Shell(_));
    // An entry point of the compose file takes the place of both.
    if service.entry_point.is_some() || recipe.backwards().any(is_shell) {
        return;
    }
    let command = recipe
        .backwards()
        .find_map(|instruction| match instruction {
            Instruction::Cmd(command) => Some((&command.arguments, "CMD")),
            _ => None,
        });
    let entry_point = recipe
        .backwards()
        .find_map(|instruction| match instruction {
            Instruction::Entrypoint(entry) => Some((&entry.arguments, "ENTRYPOINT")),
            _ => None,
        });
    let command = command.filter(|_| service.command.is_none());
    for (arguments, name) in command.into_iter().chain(entry_point) {
        let Command::Shell(line) = arguments else {
            continue;
        };
        // The program takes the place of the shell.
        if line.value.starts_with("exec ") {
            continue;
        }
        let message = format!("`{name}` starts a shell, which does not pass signals on");
        diagnostics.push(
            Diagnostic::warning(Code::SHELL_FORM, recipe.span(line.span.clone()), message)
                .label("this never hears that it is to stop, and is killed after the time to stop")
                .help(format!(
                    "write the words as a list: `{name} [\"program\", \"argument\"]`"
                )),
        );
    }
}
