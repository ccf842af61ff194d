//! The pages of the catalogue: every example gives the verdict that stands under it.

use std::path::Path;

use bailiwick_controls::catalogue;
use bailiwick_estate::source::Source;
use bailiwick_literate::Case;

use super::support::{judged, observed};

#[test]
fn every_example_gives_its_verdict() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages");
    for entry in catalogue::all() {
        let word = entry.control.as_str();
        let path = folder.join(format!("{word}.md"));
        let mut words = Vec::new();
        bailiwick_literate::check(&path, "text", |case| {
            let estate = case.block("yaml").map_or("", |block| &block.text);
            let observed = observed(case);
            let found = judged(estate, beside(case), observed.as_ref(), |_| {});
            words.push((case.title.clone(), found.clone()));
            found
        });
        // Each page shows the control hold, and fail: as a verdict, or because the language
        // does not let an estate say such a thing at all.
        for (start, verdicts) in [
            ("Holds", [": proved", ": attested"]),
            ("Does not hold", [": refuted", "BW"]),
        ] {
            let right = |found: &str| verdicts.iter().any(|verdict| found.contains(verdict));
            let mut shown = words.iter().filter(|(title, _)| title.starts_with(start));
            assert!(shown.clone().next().is_some(), "{word} has no `## {start}`");
            assert!(shown.all(|(_, found)| right(found)), "{word}: {words:?}");
        }
    }
}

/// The files that an estate names: a block such as ```yaml compose.yaml.
fn beside(case: &Case) -> Vec<Source> {
    let named = case.blocks.iter().filter_map(|block| {
        let (kind, path) = block.kind.split_once(' ')?;
        let is_one = ["yaml", "dockerfile"].contains(&kind);
        is_one.then(|| Source {
            path: path.to_owned(),
            text: block.text.clone(),
        })
    });
    named.collect()
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the test looks for pages without a control"
)]
fn every_page_is_the_one_of_its_control() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages");
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .expect("the pages")
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .collect();
    found.sort();
    let mut wanted: Vec<String> = catalogue::all()
        .map(|entry| format!("{}.md", entry.control.as_str()))
        .collect();
    wanted.sort();
    assert_eq!(found, wanted);
}
