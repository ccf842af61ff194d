//! Estates in a test's own words, judged on a fixed day.

use bailiwick_compile::{Blueprint, compile};
use bailiwick_controls::{Finding, Models, Observed, Verdict, Witness, judge};
use bailiwick_estate::diagnostic::{Diagnostic, Severity};
use bailiwick_estate::estate;
use bailiwick_estate::source::{Source, Sources};

/// The day on which every test takes place.
pub(crate) const TODAY: &str = "2026-11-22";

/// What AWS gave: a block such as ```json observed/111122223333/users.json is a file of it.
pub(crate) fn observed(case: &bailiwick_literate::Case) -> Option<Observed> {
    let files = case.blocks.iter().filter_map(|block| {
        let path = block.kind.split_once(" observed/")?.1;
        Some((path.to_owned(), block.text.clone()))
    });
    let files: Vec<_> = files.collect();
    (!files.is_empty()).then(|| Observed::read(files).expect("as AWS prints"))
}

/// The verdicts on every part of every control of an estate, a line each, with what shows
/// them below.
pub(crate) fn verdicts(text: &str, observed: Option<&Observed>) -> String {
    judged(text, Vec::new(), observed, |_| {})
}

/// The same with the files that the estate names, such as a compose file, and with what
/// somebody changed in the blueprint.
pub(crate) fn judged(
    text: &str,
    beside: Vec<Source>,
    observed: Option<&Observed>,
    change: impl FnOnce(&mut Blueprint),
) -> String {
    let files = vec![Source {
        path: "estate.yaml".to_owned(),
        text: text.to_owned(),
    }];
    let sources = Sources::new(files).attach(beside);
    let reading = estate::read(&sources).expect("an estate of a sensible size");
    let today = TODAY.parse::<jiff::civil::Date>().expect("a date").into();
    let (estate, mut diagnostics) = match reading.estate {
        Some(estate) => estate.on(today),
        None => return errors(&reading.diagnostics),
    };
    let (blueprint, found) = compile(&estate, &sources.attachments());
    diagnostics.extend(found);
    let Some(mut blueprint) = blueprint else {
        return errors(&diagnostics);
    };
    change(&mut blueprint);
    let case = bailiwick_controls::Case {
        estate: &estate,
        blueprint: &blueprint,
        observed,
        today,
        models: &Models::default(),
    };
    judge(&case)
        .iter()
        .flat_map(|judgement| &judgement.findings)
        .map(finding)
        .collect()
}

/// A finding, with what shows it.
pub(crate) fn finding(finding: &Finding) -> String {
    let mut text = format!(
        "{} by {}: {}\n",
        finding.part.as_str(),
        finding.evidence.as_str(),
        finding.verdict.word()
    );
    let lines: Vec<String> = match &finding.verdict {
        Verdict::Proved(bases) => bases.iter().map(|basis| basis.0.clone()).collect(),
        Verdict::Refuted(witnesses) => witnesses.iter().map(witness).collect(),
        Verdict::Unknown(reasons) => reasons
            .iter()
            .map(|reason| format!("{}: {}", reason.kind(), reason.text()))
            .collect(),
        Verdict::Attested(word) => vec![format!("{} until {}", word.by, word.until)],
    };
    for line in lines {
        text += &format!("  {line}\n");
    }
    text
}

fn witness(witness: &Witness) -> String {
    let mut text = format!("{}: {}", witness.kind.word(), witness.what);
    for (name, value) in &witness.details {
        text += &format!("\n    {name}: {value}");
    }
    text
}

/// What the language says against an estate.
pub(crate) fn errors(diagnostics: &[Diagnostic]) -> String {
    diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|error| format!("{}: {}\n", error.code, error.message))
        .collect()
}
