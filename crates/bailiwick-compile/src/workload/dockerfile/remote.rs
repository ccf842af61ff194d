//! Files from the internet that nobody compares with what they should be.
//!
//! Source: "ADD or COPY" of "Building best practices", Docker documentation
//! (<https://docs.docker.com/build/building/best-practices/#add-or-copy>).

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use parse_dockerfile::{Instruction, Source};

use super::recipe::Recipe;

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for instruction in &recipe.dockerfile.instructions {
        let Instruction::Add(add) = instruction else {
            continue;
        };
        if add
            .options
            .iter()
            .any(|option| option.name.value == "checksum")
        {
            continue;
        }
        for source in &add.src {
            let Source::Path(path) = source else {
                continue;
            };
            let remote = ["http://", "https://", "git@", "git://", "ssh://"];
            if remote.iter().any(|start| path.value.starts_with(start)) {
                // The address is not repeated: there may be a token in it.
                let message = "what this address serves goes into the image unseen";
                diagnostics.push(
                    Diagnostic::warning(Code::REMOTE_FILE, recipe.span(path.span.clone()), message)
                        .help("say what it must be: `ADD --checksum=sha256:… https://…`"),
                );
            }
        }
    }
}
