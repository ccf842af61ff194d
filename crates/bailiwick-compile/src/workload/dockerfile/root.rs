//! A container that runs as root.
//!
//! Source: "USER" of "Building best practices", Docker documentation
//! (<https://docs.docker.com/build/building/best-practices/#user>).

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use parse_dockerfile::Instruction;

use super::recipe::Recipe;

const HELP: &str =
    "make a user and change to it at the end: `RUN useradd --system --no-log-init app`, `USER app`";

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // What the compose file says replaces what the image says.
    if recipe.service.user.is_some() {
        return;
    }
    let lineage = recipe.lineage();
    let Some(first) = lineage.first() else {
        return;
    };
    let user = recipe
        .backwards()
        .find_map(|instruction| match instruction {
            Instruction::User(user) => Some(&user.arguments),
            _ => None,
        });
    let (range, message) = match user {
        Some(user) => {
            let name = user.value.split(':').next().unwrap_or_default();
            if !matches!(name, "root" | "0") {
                return;
            }
            (user.span.clone(), "the container runs as root".to_owned())
        }
        None => {
            let base = lineage.last().unwrap_or(first);
            // Images that change to a user of their own say so in their names.
            let image = &base.from.image;
            if ["nonroot", "unprivileged", "rootless"]
                .iter()
                .any(|word| image.value.contains(word))
            {
                return;
            }
            let message = "no `USER` is set, so that the container runs as root unless its base says otherwise";
            (image.span.clone(), message.to_owned())
        }
    };
    let span = recipe.span(range);
    diagnostics.push(Diagnostic::warning(Code::RUNS_AS_ROOT, span, message).help(HELP));
}
