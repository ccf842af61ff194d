//! Reads a folder and prints what is wrong: the library without the command line.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example program is the edge"
)]

use bailiwick_estate::estate::read;
use bailiwick_estate::source::{Source, Sources};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            files.push(Source {
                path: path.display().to_string(),
                text: std::fs::read_to_string(&path)?,
            });
        }
    }
    let sources = Sources::new(files);
    let reading = read(&sources).map_err(|(path, refusal)| format!("{path}: {refusal}"))?;
    for diagnostic in &reading.diagnostics {
        println!(
            "{}: {} {}\n    help: {}",
            sources.place(diagnostic.span),
            diagnostic.code,
            diagnostic.message,
            diagnostic.help.as_deref().unwrap_or("-")
        );
        for related in &diagnostic.related {
            println!("    {}: {}", sources.place(related.span), related.message);
        }
    }
    println!(
        "{} diagnostics, estate: {}",
        reading.diagnostics.len(),
        reading.estate.is_some()
    );
    Ok(())
}
