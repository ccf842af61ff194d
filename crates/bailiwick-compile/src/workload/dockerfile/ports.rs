//! The port that an image says it listens on is the one that the compose file leads to.
//!
//! Source: "EXPOSE" of "Building best practices", Docker documentation
//! (<https://docs.docker.com/build/building/best-practices/#expose>).

use std::ops::Range;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use parse_dockerfile::Instruction;

use super::recipe::Recipe;

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut exposed: Vec<(Range<u16>, Range<usize>)> = Vec::new();
    for instruction in recipe.backwards() {
        let Instruction::Expose(expose) = instruction else {
            continue;
        };
        for port in &expose.arguments {
            // A variable may be any port, so that nothing can be said.
            let Some(ports) = ports(&port.value) else {
                return;
            };
            exposed.push((ports, port.span.clone()));
        }
    }
    let Some((_, place)) = exposed.first() else {
        return;
    };
    for port in &recipe.service.ports {
        let there =
            |(ports, _): &(Range<u16>, _)| (ports.start..=ports.end).contains(&port.container);
        if !exposed.iter().any(there) {
            let message = format!(
                "the image does not say that it listens on `{}`, where the compose file leads",
                port.container
            );
            diagnostics.push(
                Diagnostic::warning(Code::EXPOSED_PORT, recipe.span(place.clone()), message)
                    .related(port.span, "this port of the container")
                    .help("name the same port in both, the one that the program listens on"),
            );
        }
    }
}

/// `8000`, `8000/tcp`, `8000-8010`: the first and the last port.
fn ports(text: &str) -> Option<Range<u16>> {
    let numbers = text.split('/').next()?;
    let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
    Some(first.parse().ok()?..last.parse().ok()?)
}
