//! Estates for tests: compiled, judged, and changed by a diff.

use bailiwick_compile::{Blueprint, compile};
use bailiwick_controls::{Case, Judgement, Models, judge};
use bailiwick_estate::estate::{self, Estate};
use bailiwick_estate::source::{Source, Sources};
use bailiwick_estate::value::Date;

/// An estate and what it compiles to.
pub(crate) struct Compiled {
    estate: Estate,
    blueprint: Blueprint,
    models: Models,
    today: Date,
}

impl Compiled {
    /// The estate of a text, as it is on a day of its own.
    pub(crate) fn of(text: &str) -> Self {
        let sources = Sources::new(vec![Source {
            path: "estate.yaml".into(),
            text: text.into(),
        }]);
        let reading = estate::read(&sources).unwrap();
        let today: Date = jiff::civil::date(2026, 11, 22).into();
        let (estate, _) = reading
            .estate
            .unwrap_or_else(|| panic!("{:#?}", reading.diagnostics))
            .on(today);
        let (blueprint, found) = compile(&estate, &sources.attachments());
        Self {
            blueprint: blueprint.unwrap_or_else(|| panic!("{found:#?}")),
            estate,
            models: Models::default(),
            today,
        }
    }

    pub(crate) fn parts(&self) -> (&Estate, &Blueprint) {
        (&self.estate, &self.blueprint)
    }

    pub(crate) fn judge(&self) -> Vec<Judgement<'_>> {
        judge(&Case {
            estate: &self.estate,
            blueprint: &self.blueprint,
            observed: None,
            today: self.today,
            models: &self.models,
        })
    }
}

/// A text after a diff: hunks apart by empty lines, each with the lines that go, those that
/// come, and those that stay around them.
pub(crate) fn patched(text: &str, diff: &str) -> String {
    let mut text = text.to_owned();
    for hunk in diff.split("\n\n") {
        let side = |without: char| -> String {
            let lines = hunk.lines().filter(|line| !line.starts_with(without));
            lines.map(|line| format!("{}\n", &line[1..])).collect()
        };
        let (old, new) = (side('+'), side('-'));
        assert_eq!(text.matches(&old).count(), 1, "{old}is there once");
        text = text.replace(&old, &new);
    }
    text
}
