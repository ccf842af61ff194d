//! Dockerfiles: what is wrong, or unwise, with how an image is built.
//!
//! ```text
//! build: ──place──▶ Dockerfile ──parse──▶ Recipe ──RULES──▶ diagnostics
//!                   .dockerignore ─────────┘
//! ```
//!
//! Owns: finding the Dockerfile of a service among the attachments, and the rules about
//! it, one per file. Refuses: to build. Secrets in clear are found with all others, in
//! `bailiwick_estate`. Start reading at [`check`], then at the rule that matters; a
//! newcomer copies a neighbour and names it in [`RULES`].
//!
//! Source: Docker documentation, the page beside each rule; the parser was chosen in
//! `docs/decisions/0024-dockerfiles.md`.

mod agree;
mod base;
mod context;
mod ignore;
mod packages;
mod ports;
mod recipe;
mod remote;
mod root;
mod secrets;
mod signals;
mod variables;
mod words;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Workload;
use bailiwick_estate::source::Attachments;

use super::compose::{Build, Service};
use recipe::Recipe;

/// A rule: what it says of a Dockerfile.
type Rule = fn(&Recipe<'_>, &mut Vec<Diagnostic>);

const RULES: [Rule; 10] = [
    agree::check,
    base::check,
    context::check,
    packages::check,
    ports::check,
    remote::check,
    root::check,
    secrets::check,
    signals::check,
    variables::check,
];

/// Checks the Dockerfile of a service that is built. Nothing is said of a context outside
/// of the estate's folder, where nothing is read.
pub(super) fn check(
    workload: &Declared<Workload>,
    service: &Service,
    attachments: &Attachments,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(build) = &service.build else {
        return;
    };
    let Some((context, path)) = place(workload, build) else {
        return;
    };
    let Some(file) = attachments.get(&path) else {
        let message = format!("there is no `{path}`, by which `{}` is built", service.name);
        diagnostics.push(
            Diagnostic::warning(Code::NO_DOCKERFILE, build.span, message)
                .help("put it there, where `docker compose build` looks for it as well; it is then checked"),
        );
        return;
    };
    // One beside the Dockerfile takes precedence ("Build context", Docker documentation).
    let ignore = attachments
        .get(&format!("{path}.dockerignore"))
        .or_else(|| attachments.get(&joined(&context, ".dockerignore")?));
    match Recipe::read(workload, service, file, ignore) {
        Ok(recipe) => RULES.iter().for_each(|rule| rule(&recipe, diagnostics)),
        Err(unreadable) => diagnostics.push(unreadable),
    }
}

/// The folder that the build is given and its Dockerfile, both from the estate's folder.
fn place(workload: &Workload, build: &Build) -> Option<(String, String)> {
    let compose = workload.compose.as_ref()?;
    let folder = compose.rsplit_once('/').map_or("", |(folder, _)| folder);
    let context = joined(folder, build.context.as_deref()?)?;
    let path = joined(&context, build.dockerfile.as_deref()?)?;
    Some((context, path))
}

/// A path from a folder, without `.` and `..`; none when it leads out of the estate's
/// folder or is an address.
fn joined(folder: &str, path: &str) -> Option<String> {
    if path.starts_with(['/', '~']) || path.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn paths_stay_in_the_folder_of_the_estate() {
        let cases = [
            ("", ".", Some("")),
            ("web", ".", Some("web")),
            ("web", "../api/./", Some("api")),
            ("web", "../../api", None),
            ("", "/srv", None),
            ("", "https://example.com/a.git", None),
        ];
        for (folder, path, expected) in cases {
            assert_eq!(joined(folder, path).as_deref(), expected, "{folder} {path}");
        }
    }
}
