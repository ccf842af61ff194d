//! Whatever a file holds, reading it returns, and every complaint points into the file.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the corpus that the fuzzer starts from"
)]

use std::path::Path;

use bailiwick_estate::code::Code;
use bailiwick_estate::estate::read;
use bailiwick_estate::source::{Source, Sources, Span};
use proptest::prelude::*;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/read");
const WHOLE: &str = include_str!("../../../fuzz/corpus/read/whole.yaml");

/// Reads a text, and looks at every complaint.
fn survives(text: &str) {
    let source = Source {
        path: "estate.yaml".to_owned(),
        text: text.to_owned(),
    };
    let sources = Sources::new(vec![source]);
    let Ok(reading) = read(&sources) else {
        return;
    };
    let lies_inside = |span: Span| {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(
            start <= end && end <= text.len(),
            "{span:?} of {}",
            text.len()
        );
        assert!(
            text.is_char_boundary(start) && text.is_char_boundary(end),
            "{span:?}"
        );
    };
    for diagnostic in &reading.diagnostics {
        lies_inside(diagnostic.span);
        diagnostic
            .related
            .iter()
            .for_each(|related| lies_inside(related.span));
        assert!(!diagnostic.code.page().is_empty());
        assert!(!diagnostic.message.is_empty());
    }
    let concealed = sources.concealed(&reading.secrets);
    reading.secrets.iter().for_each(|secret| {
        assert!(
            concealed
                .slice(*secret)
                .chars()
                .all(|c| "*\r\n".contains(c))
        );
    });
}

/// Pieces that YAML and the language are made of.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\n  "),
        Just("\n    "),
        Just(": "),
        Just(":"),
        Just("- "),
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(", "),
        Just("'"),
        Just("\""),
        Just("&a "),
        Just("*a"),
        Just("<<: *a"),
        Just("!t "),
        Just("# c"),
        Just("|"),
        Just(">-"),
        Just("\t"),
        Just("---\n"),
        Just("? "),
        Just("\\"),
        Just("\u{feff}"),
        Just("\r\n"),
        Just("é"),
        Just("船"),
        Just("\0"),
        Just("@"),
        Just("`"),
        Just("%"),
        Just("estate"),
        Just("accounts"),
        Just("people"),
        Just("groups"),
        Just("members"),
        Just("grants"),
        Just("permission"),
        Just("entry"),
        Just("a/b"),
        Just("1"),
        Just("10.0.0.0/8"),
        Just("500 USD/month"),
        Just("AKIAIOSFODNN7EXAMPLE"),
        Just("-----BEGIN RSA PRIVATE KEY-----"),
        Just("true"),
        Just("~"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// One change to a text: a slice of it deleted, doubled, or replaced.
fn change(text: &str, from: usize, length: usize, kind: u8, piece: &str) -> String {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(from % (text.len() + 1));
    let end = boundary((start + length).min(text.len()));
    let slice = &text[start..end];
    let middle = match kind % 3 {
        0 => String::new(),
        1 => slice.repeat(2),
        _ => piece.to_owned(),
    };
    format!("{}{middle}{}", &text[..start], &text[end..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC*") {
        survives(&text);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        survives(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_soup(text in soup()) {
        survives(&text);
    }

    #[test]
    fn a_changed_estate(
        from in any::<usize>(),
        length in 0usize..80,
        kind in any::<u8>(),
        piece in soup(),
    ) {
        survives(&change(WHOLE, from, length, kind, &piece));
    }

    #[test]
    fn a_changed_page(
        page in any::<proptest::sample::Index>(),
        from in any::<usize>(),
        length in 0usize..40,
        kind in any::<u8>(),
        piece in soup(),
    ) {
        let codes: Vec<Code> = Code::all().collect();
        let text = page.get(&codes).page();
        let example = text.split("```yaml\n").nth(1).unwrap_or_default();
        let example = example.split("```").next().unwrap_or_default();
        survives(&change(example, from, length, kind, &piece));
    }
}

/// The corpus of the fuzzer, and changes of each that are the same in every run.
#[test]
fn the_corpus_and_its_changes() {
    let mut number = 1u64;
    let mut next = move || {
        // Knuth's linear congruential generator (MMIX).
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(number >> 33).unwrap_or(0)
    };
    let files = std::fs::read_dir(Path::new(CORPUS)).expect("the corpus");
    for file in files {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        survives(&text);
        for _ in 0..100 {
            let kind = u8::try_from(next() % 3).unwrap_or(0);
            survives(&change(&text, next(), next() % 30, kind, "\"\n- {"));
        }
    }
}

/// The estate that changes start from is one without mistakes.
#[test]
fn the_whole_estate_is_fine() {
    let source = Source {
        path: "whole.yaml".to_owned(),
        text: WHOLE.to_owned(),
    };
    let reading = read(&Sources::new(vec![source])).expect("small enough");
    assert_eq!(reading.diagnostics, []);
    assert!(reading.estate.is_some());
}
