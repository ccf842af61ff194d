//! Which files beside an estate belong to it: compose files, and what images are built by.
//!
//! Owns: the names by which such files are known, and which ones workloads name. Refuses:
//! to know what is in them.

use std::collections::BTreeSet;

use crate::lower::Section;
use crate::model::Workload;
use crate::source::{Source, Sources};
use crate::yaml::{self, Kind, LIMITS, Node};

/// The names under which Docker Compose looks for its file ("Compose application model",
/// Docker documentation).
const COMPOSE_FILES: [&str; 4] = [
    "compose.yaml",
    "compose.yml",
    "docker-compose.yaml",
    "docker-compose.yml",
];

/// Whether a path is that of a YAML file.
#[must_use]
pub fn is_yaml(path: &str) -> bool {
    [".yaml", ".yml"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// Whether a path is that of a Dockerfile or of a list of what a build leaves out.
///
/// Source: "Dockerfile overview" (`Dockerfile`, `<something>.Dockerfile`) and "Build
/// context" (`.dockerignore`, `<Dockerfile>.dockerignore`), Docker documentation.
#[must_use]
pub fn is_of_a_build(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let named = |ending| {
        name.to_ascii_lowercase()
            .strip_suffix(ending)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    name.ends_with(".dockerignore") || named("dockerfile") || name.starts_with("Dockerfile.")
}

/// The files of an estate apart from its attachments, which come second: compose files by
/// their usual names or because a workload names them, Dockerfiles, and what builds leave
/// out.
#[must_use]
pub fn split(files: Vec<Source>) -> (Vec<Source>, Vec<Source>) {
    let named = named_compose_files(&files);
    files.into_iter().partition(|file| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        is_yaml(&file.path) && !COMPOSE_FILES.contains(&name) && !named.contains(&file.path)
    })
}

/// The files that workloads name as theirs, as far as they have services: a file of the
/// estate itself that is named by mistake stays one.
fn named_compose_files(files: &[Source]) -> BTreeSet<String> {
    let yaml = || files.iter().filter(|file| is_yaml(&file.path));
    let mut named = BTreeSet::new();
    for root in yaml().filter_map(|file| root_with(file, "compose:")) {
        let workloads = root.get(Workload::SECTION).map(|entry| &entry.value.kind);
        if let Some(Kind::Mapping(workloads)) = workloads {
            let paths = workloads.iter().filter_map(|one| one.value.get("compose"));
            named.extend(paths.filter_map(|path| match &path.value.kind {
                Kind::Scalar(path) => Some(plain(&path.text).to_owned()),
                _ => None,
            }));
        }
    }
    let is_one = |file: &&Source| {
        named.contains(&file.path)
            && root_with(file, "services:").is_some_and(|root| root.get("services").is_some())
    };
    yaml()
        .filter(is_one)
        .map(|file| file.path.clone())
        .collect()
}

/// A path without the `./` that it may start with.
fn plain(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}

/// The tree of a file that has a word in it. What is wrong with the file is said by those
/// who read it.
fn root_with(file: &Source, word: &str) -> Option<Node> {
    if !file.text.contains(word) {
        return None;
    }
    let alone = Sources::new(vec![file.clone()]);
    let (id, file) = alone.iter().next()?;
    let parsed = yaml::parse(id, &file.text, LIMITS, &mut 0, &mut Vec::new());
    parsed.ok().flatten()
}

#[cfg(test)]
mod tests;
