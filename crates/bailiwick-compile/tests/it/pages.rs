//! The pages of the codes that the compiler gives: the example gives the code, the fix
//! does not. The other pages are read by the tests of `bailiwick-estate`.

use bailiwick_compile::compile;
use bailiwick_estate::code::Code;

use super::support::{right, with_files};

/// The codes of the compiler start here.
const FIRST: &str = "BW0500";

/// What may stand beside an estate, by the heads of the blocks.
const BESIDE: [(&str, &str); 3] = [
    ("yaml compose.yaml", "compose.yaml"),
    ("dockerfile", "Dockerfile"),
    ("text .dockerignore", ".dockerignore"),
];

fn codes_under(code: Code, heading: &str) -> Vec<Code> {
    let cases = bailiwick_literate::parse(code.page());
    let case = cases.iter().find(|case| case.title == heading);
    let block = case
        .and_then(|case| case.block("yaml"))
        .unwrap_or_else(|| panic!("{code}: no YAML under `## {heading}`"));
    let beside: Vec<(&str, &str)> = BESIDE
        .iter()
        .filter_map(|(info, path)| {
            let block = case.and_then(|case| case.block(info))?;
            Some((*path, block.text.as_str()))
        })
        .collect();
    let sources = with_files(&block.text, &beside);
    let (estate, attachments) = (right(&sources), sources.attachments());
    let today = "2026-11-22".parse::<jiff::civil::Date>().expect("a date");
    let (estate, ended) = estate.on(today.into());
    let (_, found) = compile(&estate, &attachments);
    ended.iter().chain(&found).map(|one| one.code).collect()
}

#[test]
fn every_example_gives_its_code_and_every_fix_mends_it() {
    let codes: Vec<Code> = Code::all()
        .filter(|code| code.to_string().as_str() >= FIRST)
        .collect();
    assert!(codes.len() >= 20, "{codes:?}");
    for code in codes {
        assert_eq!(codes_under(code, "Example").first(), Some(&code), "{code}");
        assert_eq!(codes_under(code, "Fix"), [], "{code}");
        let headings: Vec<&str> = code
            .page()
            .lines()
            .filter(|line| line.starts_with("## "))
            .collect();
        assert_eq!(headings, ["## Why", "## Example", "## Fix"], "{code}");
    }
}
