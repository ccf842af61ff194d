//! Everything is copied into the image, and what is none of its business is not left out.
//!
//! Sources: "Exclude with .dockerignore" of "Building best practices", and ".dockerignore
//! files" of "Build context", Docker documentation
//! (<https://docs.docker.com/build/concepts/context/#dockerignore-files>).

use std::ops::Range;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use parse_dockerfile::{Flag, Instruction, Source};

use super::ignore::Ignored;
use super::recipe::{Recipe, span_of};

/// What no image needs: a file that stands for it, and how to leave it out. The history of
/// the sources holds whatever was ever in them; `.env` the secrets of a laptop.
const NEVER: [(&str, &str); 2] = [(".git/config", ".git"), (".env", ".env")];

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(all) = copies_all(recipe) else {
        return;
    };
    let Some(ignore) = recipe.ignore else {
        diagnostics.push(
            Diagnostic::warning(
                Code::BUILD_CONTEXT,
                recipe.span(all),
                "the whole folder goes into the image, and no `.dockerignore` leaves anything out",
            )
            .help("write one beside the sources, with `.git` and `.env` in it"),
        );
        return;
    };
    let ignored = Ignored::read(&ignore.text);
    for (file, pattern) in NEVER {
        if !ignored.leaves_out(file) {
            diagnostics.push(
                Diagnostic::warning(
                    Code::BUILD_CONTEXT,
                    span_of(ignore, 0..0),
                    format!("`{pattern}` goes into the image"),
                )
                .related(recipe.span(all.clone()), "everything is copied here")
                .help(format!(
                    "add a line `{pattern}`, after any `!` that takes it in again"
                )),
            );
        }
    }
}

/// Where the whole context is copied, if it is.
fn copies_all(recipe: &Recipe<'_>) -> Option<Range<usize>> {
    recipe
        .dockerfile
        .instructions
        .iter()
        .find_map(|instruction| {
            let (options, sources) = match instruction {
                Instruction::Copy(copy) => (&copy.options, &copy.src),
                Instruction::Add(add) => (&add.options, &add.src),
                _ => return None,
            };
            // From another stage or image, and not from the context.
            let elsewhere = |option: &Flag<'_>| option.name.value == "from";
            let all = |source: &Source<'_>| match source {
                Source::Path(path) => matches!(&*path.value, "." | "./" | "/" | "*" | "./*")
                    .then(|| path.span.clone()),
                _ => None,
            };
            let all = sources.iter().find_map(all)?;
            (!options.iter().any(elsewhere)).then_some(all)
        })
}
