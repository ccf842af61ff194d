//! From the text of an estate to what it compiles to.

use bailiwick_compile::{Blueprint, compile};
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::{Estate, read};
use bailiwick_estate::source::{Attachments, Source, Sources};

/// The estate that some texts make, which must be right.
pub(crate) fn estate(texts: &[&str]) -> Estate {
    let files = texts.iter().enumerate().map(|(number, text)| Source {
        path: format!("{number}.yaml"),
        text: (*text).to_owned(),
    });
    right(&Sources::new(files.collect()))
}

/// An estate in one file, and what lies beside it.
pub(crate) fn with_files(text: &str, beside: &[(&str, &str)]) -> Sources {
    let file = |(path, text): &(&str, &str)| Source {
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    };
    let sources = Sources::new(vec![file(&("estate.yaml", text))]);
    sources.attach(beside.iter().map(file).collect())
}

/// The estate of some sources, which must be right.
pub(crate) fn right(sources: &Sources) -> Estate {
    let reading = read(sources).expect("the estate is small");
    let problems: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|found| {
            format!(
                "{} {}: {}",
                sources.place(found.span),
                found.code,
                found.message
            )
        })
        .collect();
    reading
        .estate
        .unwrap_or_else(|| panic!("the estate is wrong:\n{}", problems.join("\n")))
}

/// What an estate compiles to, without any complaint.
pub(crate) fn blueprint(texts: &[&str]) -> Blueprint {
    let (blueprint, diagnostics) = compile(&estate(texts), &Attachments::default());
    assert_eq!(messages(&diagnostics), Vec::<String>::new());
    blueprint.expect("no diagnostic, so a blueprint")
}

/// A file of a blueprint.
pub(crate) fn file(blueprint: &Blueprint, path: &str) -> String {
    let files = blueprint.files();
    let paths: Vec<&String> = files.iter().map(|(path, _)| path).collect();
    files
        .iter()
        .find(|(known, _)| known == path)
        .map(|(_, text)| text.clone())
        .unwrap_or_else(|| panic!("no file {path}, but {paths:?}"))
}

/// Code, message and help of each diagnostic.
pub(crate) fn messages(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|found| {
            let help = found.help.as_deref().unwrap_or_default();
            format!("{}: {}\n  help: {help}", found.code, found.message)
        })
        .collect()
}
