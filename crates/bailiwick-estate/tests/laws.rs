//! The order of the files does not matter, nor which file says what.

use bailiwick_estate::estate::read;
use bailiwick_estate::source::{Source, Sources};
use proptest::prelude::*;

const WHOLE: &str = include_str!("../../../fuzz/corpus/read/whole.yaml");

fn source(path: &str, text: &str) -> Source {
    let (path, text) = (path.to_owned(), text.to_owned());
    Source { path, text }
}

/// The estate as text, with every span taken out.
fn estate(files: Vec<Source>) -> String {
    let reading = read(&Sources::new(files)).expect("small enough");
    assert_eq!(reading.diagnostics, [], "the estate has no mistakes");
    without_spans(&format!("{:?}", reading.estate))
}

/// `0:12..15` is how a span shows itself; digits beside `:` and `..` are spans' alone.
fn without_spans(debug: &str) -> String {
    let mut plain = String::new();
    let mut word = String::new();
    for character in debug.chars() {
        if character.is_ascii_digit() || ":.".contains(character) {
            word.push(character);
            continue;
        }
        if !word.contains("..") {
            plain.push_str(&word);
        }
        word.clear();
        plain.push(character);
    }
    plain
}

/// The sections of the whole estate, each with its lines. Anchors stay with their aliases.
fn sections() -> Vec<String> {
    let text = WHOLE.replace(": &tags {", ": {");
    let text = text.replace("*tags\n", "{ Project: shop }\n");
    let text = text.replace("<<: *tags", "Project: shop");
    let mut sections: Vec<String> = Vec::new();
    for line in text.lines() {
        match sections.last_mut() {
            Some(section) if line.starts_with(' ') => *section += &format!("{line}\n"),
            _ => sections.push(format!("{line}\n")),
        }
    }
    sections
}

/// A section as several, each with some of what it declares.
fn halves(section: &str) -> Vec<String> {
    let Some((head, body)) = section.split_once('\n') else {
        return vec![section.to_owned()];
    };
    if body.is_empty() || head == "organization:" {
        return vec![section.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    for line in body.lines() {
        let inner = line.starts_with("   ");
        match parts.last_mut() {
            Some(part) if inner => *part += &format!("{line}\n"),
            _ => parts.push(format!("{head}\n{line}\n")),
        }
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn which_file_says_what(places in proptest::collection::vec(0usize..6, 200), whole in any::<bool>()) {
        let parts: Vec<String> = if whole {
            sections()
        } else {
            sections().iter().flat_map(|section| halves(section)).collect()
        };
        // A section stands once in a file, so each further part opens another file.
        let mut files: Vec<(Vec<String>, String)> = Vec::new();
        for (part, place) in parts.iter().zip(places) {
            let head = part.split(':').next().unwrap_or_default().to_owned();
            let free = files.iter_mut().skip(place).find(|(heads, _)| !heads.contains(&head));
            match free {
                Some((heads, text)) => {
                    heads.push(head);
                    *text += part;
                }
                None => files.push((vec![head], part.clone())),
            }
        }
        let files = files.iter().enumerate();
        let files = files.map(|(index, (_, text))| source(&format!("{index:03}.yaml"), text));
        let together = vec![source("estate.yaml", &sections().concat())];
        prop_assert_eq!(estate(files.collect()), estate(together));
    }

    #[test]
    fn the_order_of_the_files(order in Just((0..30usize).collect::<Vec<_>>()).prop_shuffle()) {
        let files: Vec<Source> = sections()
            .iter()
            .enumerate()
            .map(|(index, section)| source(&format!("{index:03}.yaml"), section))
            .collect();
        let shuffled = order.iter().filter_map(|index| files.get(*index)).cloned();
        let shuffled: Vec<Source> = shuffled.collect();
        prop_assume!(shuffled.len() == files.len());
        let (one, other) = (Sources::new(files), Sources::new(shuffled));
        let (one, other) = (read(&one).expect("small"), read(&other).expect("small"));
        prop_assert_eq!(one.estate, other.estate);
        prop_assert_eq!(one.diagnostics, other.diagnostics);
    }

    #[test]
    fn the_order_of_the_files_with_mistakes(swap in any::<bool>()) {
        let mut files = vec![
            source("a.yaml", "estate: acme\nteams: { ship: { chanel: x } }\n"),
            source("b.yaml", "teams: { ship: {}, crew: { channel: help } }\nestate: other\n"),
            source("c.yaml", "people: { ada: { role: nobody, teams: [shp, crew] } }\n"),
        ];
        let forward = read(&Sources::new(files.clone())).expect("small").diagnostics;
        if swap { files.reverse(); } else { files.rotate_left(1); }
        prop_assert_eq!(read(&Sources::new(files)).expect("small").diagnostics, forward);
    }
}
