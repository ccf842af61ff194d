//! `docs/observed.md`: which command's output shows what.

use std::path::Path;

use bailiwick_controls::resource_policies::observed::{KINDS, Kind};
use bailiwick_controls::{Evidence, catalogue};

#[test]
fn the_document_names_the_commands() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/observed.md");
    let cases = bailiwick_literate::check(&path, "text", |case| match case.title.as_str() {
        "What each control is proven from" => controls(),
        "Policies of resources" => KINDS.iter().map(kind).collect::<Vec<_>>().join("\n"),
        other => panic!("`{other}` is not made here"),
    });
    assert_eq!(cases, 2);
}

/// What the page of each control that takes observed evidence says that it is proven from.
fn controls() -> String {
    let observed = |entry: &&catalogue::Entry| entry.evidence().contains(&Evidence::Observed);
    let controls = catalogue::all().filter(observed);
    let paragraphs = controls.map(|entry| {
        let start = "**Proven from** ";
        let (_, after) = entry
            .page
            .split_once(start)
            .expect("what it is proven from");
        let (paragraph, _) = after.split_once("\n\n").expect("an example");
        let paragraph = paragraph.replace('\n', "\n  ");
        format!("{}\n  {paragraph}\n", entry.control.as_str())
    });
    paragraphs.collect()
}

fn kind(kind: &Kind) -> String {
    let command = |command: &str| command.replace(' ', "/");
    let mut lines = match kind.list {
        Some((list, key)) => format!(
            "{} {}: {}.json (`{key}`)\n",
            kind.service,
            kind.noun,
            command(list)
        ),
        None => format!("{} {}: one for the account\n", kind.service, kind.noun),
    };
    lines += &format!("  {}/NAME.json", command(kind.policy.command));
    if let Some(code) = kind.policy.none() {
        lines += &format!(", or its failure with {code}");
    }
    if let Some(further) = &kind.also {
        lines += &format!("\n  {}/NAME.json", command(further.command));
    }
    lines + "\n"
}
