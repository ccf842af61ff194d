//! Files made from the program itself and checked in, so that a change is seen in
//! review. `BAILIWICK_BLESS=1 cargo test` rewrites them.

use std::fs;
use std::path::Path;

use crate::reference::reference;
use crate::support::Folder;

#[test]
fn the_schema_is_current() {
    let schema = Folder::new().output("schema").stdout;
    check_in(
        "schema/estate.schema.json",
        &String::from_utf8(schema).unwrap(),
    );
}

#[test]
fn the_reference_of_the_language_is_current() {
    let schema = Folder::new().output("schema").stdout;
    let schema = serde_json::from_slice(&schema).unwrap();
    check_in("docs/reference.md", &reference(&schema));
}

#[test]
fn the_command_line_reference_is_current() {
    let folder = Folder::new();
    let help = |arguments: &str| {
        let output = folder
            .command(arguments)
            .env("COLUMNS", "100")
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let all = help("--help");
    let mut text = format!(
        "# The command line\n\nMade from `bailiwick --help` by a test: edit the commands, not this file.\n\n{}",
        fenced(&all)
    );
    let commands = all.lines().skip_while(|line| *line != "Commands:").skip(1);
    for line in commands.take_while(|line| !line.is_empty()) {
        let name = line.split_whitespace().next().unwrap();
        // Lines that continue a description are indented further.
        if name != "help" && !line.starts_with("   ") {
            text += &format!(
                "\n## bailiwick {name}\n\n{}",
                fenced(&help(&format!("{name} --help")))
            );
        }
    }
    check_in("docs/cli.md", &text);
}

#[test]
fn the_table_of_controls_is_current() {
    let pages = Folder::new().json("explain --format json");
    let mut text = "# The catalogue of controls\n\nMade from `bailiwick explain --format json` by a test. `bailiwick explain CONTROL` shows a\ncontrol's page: what must be true, what it is proven from, estates where it holds and where it\ndoes not. An estate asks for one by `catalogue: NAME` in its `controls`. *compiled* and *observed*\nsay what can show it: what the estate compiles to, or what AWS holds (`check --observed`).\n\n| control | what is so where it holds | shown by | ISO/IEC 27001:2022 | CIS AWS 3.0.0 | Prowler |\n|---|---|---|---|---|---|\n".to_owned();
    for page in pages.as_array().unwrap() {
        let Some(name) = page["control"].as_str() else {
            continue;
        };
        let list = |value: &serde_json::Value| {
            let words = value.as_array().unwrap().iter();
            let words: Vec<&str> = words.map(|word| word.as_str().unwrap()).collect();
            words.join(", ")
        };
        let mappings = &page["mappings"];
        text += &format!(
            "| [`{name}`](../crates/bailiwick-controls/pages/{name}.md) | {} | {} | {} | {} | {} |\n",
            page["title"].as_str().unwrap(),
            list(&page["evidence"]),
            list(&mappings["iso_27001"]),
            list(&mappings["cis_aws"]),
            list(&mappings["prowler"]),
        );
    }
    check_in("docs/controls.md", &text);
}

fn fenced(help: &str) -> String {
    let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n"))
}

fn check_in(path: &str, current: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    if std::env::var_os("BAILIWICK_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, current).unwrap();
    }
    let checked_in = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        checked_in == current,
        "`{path}` is out of date: run `BAILIWICK_BLESS=1 cargo test -p bailiwick-cli`"
    );
}
