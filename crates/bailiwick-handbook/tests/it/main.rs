//! Tests of the handbook through its public face.
#![expect(
    clippy::disallowed_methods,
    reason = "tests read the examples from their folder"
)]

mod access_register;
mod config_files;
mod profiles;
mod register;

use bailiwick_estate::estate::{Estate, read};
use bailiwick_estate::source::{Source, Sources};

/// The estate of one text; panics with what is wrong.
fn estate(text: &str) -> Estate {
    let source = Source {
        path: "estate.yaml".to_owned(),
        text: text.to_owned(),
    };
    estate_of(vec![source])
}

fn estate_of(files: Vec<Source>) -> Estate {
    let reading = read(&Sources::new(files)).expect("no file is refused");
    match reading.estate {
        Some(estate) => estate,
        None => panic!("{:#?}", reading.diagnostics),
    }
}
