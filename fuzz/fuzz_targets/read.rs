//! Any text is read without a panic, and every complaint about it points into it.
#![no_main]

use bailiwick_estate::estate::read;
use bailiwick_estate::source::{Source, Sources};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source { path: "estate.yaml".to_owned(), text: text.to_owned() };
    let sources = Sources::new(vec![source]);
    if let Ok(reading) = read(&sources) {
        for diagnostic in &reading.diagnostics {
            let _ = sources.slice(diagnostic.span);
            assert!(!diagnostic.code.page().is_empty());
        }
    }
});
