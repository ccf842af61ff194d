//! An image that is built on whatever its base is today.
//!
//! Source: "Pin base image versions" of "Building best practices", Docker documentation
//! (<https://docs.docker.com/build/building/best-practices/#pin-base-image-versions>).

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use parse_dockerfile::ArgInstruction;

use super::recipe::Recipe;
use super::variables::{declared, resolve};
use crate::workload::containers::split;

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let arguments: Vec<_> = recipe
        .dockerfile
        .global_args()
        .flat_map(|argument: &ArgInstruction<'_>| declared(recipe, argument.arguments.span.clone()))
        .collect();
    for stage in recipe.dockerfile.stages() {
        let image = &stage.from.image;
        // What a build is given decides: nothing is known of it here.
        let Some(named) = resolve(&image.value, &arguments) else {
            continue;
        };
        if named == "scratch" || recipe.dockerfile.stage(&named).is_some() || named.contains('@') {
            continue;
        }
        let message = match split(&named).1 {
            None => format!("`{named}` has no version: each build takes the newest"),
            Some("latest") => format!("`{named}` is another image with each build"),
            Some(_) => continue,
        };
        diagnostics.push(
            Diagnostic::warning(Code::BASE_IMAGE, recipe.span(image.span.clone()), message)
                .help("name a version, such as `python:3.13-slim`, or a digest, which never changes: `python:3.13-slim@sha256:…`"),
        );
    }
}
