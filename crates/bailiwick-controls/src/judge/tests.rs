//! What one control has found out changes nothing for the next, and neither does who is
//! quicker.

#![expect(clippy::disallowed_methods, reason = "the test reads examples")]

use std::path::PathBuf;

use bailiwick_compile::compile;
use bailiwick_estate::estate;
use bailiwick_estate::source::{Attachments, Source, Sources};

use super::*;
use crate::case::Models;

/// The files of an example.
fn example(name: &str) -> Vec<Source> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the example is there")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|one| one == "yaml"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| Source {
            text: std::fs::read_to_string(&path).expect("a text"),
            path: path.display().to_string(),
        })
        .collect()
}

#[test]
fn each_control_by_itself_is_judged_as_among_the_others() {
    for name in ["baseline", "organization", "access-register"] {
        let sources = Sources::new(example(name));
        let reading = estate::read(&sources).expect("files of a usual size");
        let today = "2026-11-22".parse::<jiff::civil::Date>().expect("a date");
        let (estate, _) = reading.estate.expect("no mistakes").on(today.into());
        let (blueprint, _) = compile(&estate, &Attachments::default());
        let blueprint = blueprint.expect("no mistakes");
        let models = Models::default();
        let case = Case {
            estate: &estate,
            blueprint: &blueprint,
            observed: None,
            today: today.into(),
            models: &models,
        };
        let together = judge(&case);
        assert!(!together.is_empty(), "{name}");
        for judgement in together {
            let models = Models::default();
            let case = Case {
                models: &models,
                ..case
            };
            let indexes = Indexes::new(&case);
            let alone = judge_control(&World::new(&case, &indexes), judgement.control);
            assert_eq!(
                format!("{:?}", alone.findings),
                format!("{:?}", judgement.findings),
                "{name}: {}",
                judgement.control.name
            );
        }
    }
}
