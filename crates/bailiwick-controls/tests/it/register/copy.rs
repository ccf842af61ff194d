//! A copy of the example, edited, compiled and judged.
#![expect(clippy::disallowed_methods, reason = "the test reads an example")]

use std::collections::BTreeMap;
use std::path::Path;

use bailiwick_compile::{Blueprint, compile};
use bailiwick_controls::{Judgement, Models, Observed, judge};
use bailiwick_estate::estate::{self, Estate};
use bailiwick_estate::source::{Source, Sources};
use bailiwick_literate::Case;
use serde_json::json;

use super::super::support::{TODAY, errors};
use super::edit::Edits;
use super::{reality, seats};

/// One case's copy.
pub(crate) struct Copy<'c> {
    case: &'c Case,
}

impl<'c> Copy<'c> {
    pub(crate) fn of(case: &'c Case) -> Self {
        Self { case }
    }

    /// What `tell` says of its controls, or of one alone, or what the language says against
    /// it.
    pub(crate) fn judged(
        &self,
        control: Option<&str>,
        tell: impl FnOnce(&[Judgement<'_>]) -> Option<String>,
    ) -> String {
        let is_observed = self.case.title.contains("bserved");
        let mut edits = Edits::of(self.case);
        let mut files = example();
        // Nobody is anybody in AWS without a name.
        if is_observed || self.case.title.starts_with("Filled") {
            seats::fill(&mut files);
        }
        edits.make(&mut files, "new");
        if let Some(control) = control {
            let controls = files.get_mut("controls.yaml").expect("the controls");
            let evidence = if is_observed { "observed" } else { "compiled" };
            *controls = only(control, controls).replace(
                "evidence: [compiled, observed]",
                &format!("evidence: {evidence}"),
            );
        }
        let (estate, mut blueprint) = match compiled(files) {
            Ok(compiled) => compiled,
            Err(said) => return said,
        };
        let observed = is_observed.then(|| {
            let mut held = reality::of(&estate, &blueprint);
            edits.make(&mut held, "observed/");
            Observed::read(held).expect("as AWS prints")
        });
        edit_templates(&mut edits, &mut blueprint);
        edits.assert_made();
        let case = bailiwick_controls::Case {
            estate: &estate,
            blueprint: &blueprint,
            observed: observed.as_ref(),
            today: today(),
            models: &Models::default(),
        };
        tell(&judge(&case)).expect("the control is there")
    }
}

fn today() -> bailiwick_estate::value::Date {
    TODAY.parse::<jiff::civil::Date>().expect("a date").into()
}

fn example() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/access-register");
    let files = std::fs::read_dir(folder).expect("the example");
    files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            (
                name.into_owned(),
                std::fs::read_to_string(&path).expect("a text"),
            )
        })
        .collect()
}

/// The file without any control but one.
fn only(control: &str, text: &str) -> String {
    let mut keeps = true;
    let lines = text.lines().filter(|line| {
        match line
            .strip_prefix("  ")
            .and_then(|line| line.strip_suffix(':'))
        {
            _ if !line.starts_with(' ') => keeps = true,
            Some(name) if !name.starts_with(' ') && !name.starts_with('#') => {
                keeps = name == control || name == "administrators";
            }
            _ => {}
        }
        keeps
    });
    lines.map(|line| format!("{line}\n")).collect()
}

fn compiled(files: BTreeMap<String, String>) -> Result<(Estate, Blueprint), String> {
    let files = files.into_iter().map(|(path, text)| Source { path, text });
    let sources = Sources::new(files.collect());
    let reading = estate::read(&sources).expect("an estate of a sensible size");
    let Some(estate) = reading.estate else {
        return Err(errors(&reading.diagnostics));
    };
    let (estate, mut diagnostics) = estate.on(today());
    let (blueprint, found) = compile(&estate, &sources.attachments());
    diagnostics.extend(found);
    match blueprint {
        Some(blueprint) => Ok((estate, blueprint)),
        None => Err(errors(&diagnostics)),
    }
}

/// Edits of `ACCOUNT/STACK.json`, the properties of a compiled stack's resources by their
/// ids.
fn edit_templates(edits: &mut Edits<'_>, blueprint: &mut Blueprint) {
    for stack in &mut blueprint.stacks {
        let path = format!("{}/{}.json", stack.account, stack.name);
        let resources = &mut stack.template.resources;
        let all: BTreeMap<&String, _> = resources
            .iter()
            .map(|(id, one)| (id, &one.properties))
            .collect();
        let mut files = BTreeMap::from([(path.clone(), reality::pretty(&json!(all)))]);
        edits.make(&mut files, "new");
        let mut edited: BTreeMap<String, serde_json::Map<String, serde_json::Value>> =
            serde_json::from_str(&files[&path]).expect("the template stays JSON");
        for (id, resource) in resources {
            resource.properties = edited.remove(id).expect("no resource goes");
        }
        assert!(edited.is_empty(), "no resource comes");
    }
}
