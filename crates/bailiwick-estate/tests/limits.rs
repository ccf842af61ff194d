//! What is written to hurt is refused, soon and without much memory.
#![expect(clippy::disallowed_methods, reason = "the test measures time")]

use std::time::{Duration, Instant};

use bailiwick_estate::estate::{Reading, read};
use bailiwick_estate::source::{Source, Sources};
use bailiwick_estate::yaml::Refusal;

/// Generous, since the machine that runs this may be busy; each takes milliseconds.
const SOON: Duration = Duration::from_secs(20);

fn quickly(text: String) -> Result<Reading, Refusal> {
    let path = "estate.yaml".to_owned();
    let start = Instant::now();
    let result = read(&Sources::new(vec![Source { path, text }]));
    let took = start.elapsed();
    assert!(took < SOON, "took {took:?}");
    result.map_err(|(_, refusal)| refusal)
}

#[track_caller]
fn too_deep(text: String) {
    match quickly(text) {
        Err(Refusal::TooDeep { .. }) => {}
        other => panic!("expected to be too deep: {other:?}"),
    }
}

#[test]
fn nesting_is_bounded() {
    too_deep("[".repeat(200_000));
    too_deep("{a: ".repeat(200_000));
    too_deep("- ".repeat(200_000));
    too_deep("? ".repeat(200_000));
    let block = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth)));
    too_deep(block.collect());
    too_deep(format!(
        "estate: acme\nteams: {}1{}",
        "[".repeat(65),
        "]".repeat(65)
    ));
}

#[test]
fn nesting_within_the_bound_is_read() {
    let text = format!("estate: acme\nteams: {}1{}", "[".repeat(60), "]".repeat(60));
    assert!(quickly(text).is_ok());
}

#[test]
fn aliases_of_aliases_are_bounded() {
    let mut text = "l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..30 {
        let below = format!("*l{}", level - 1);
        text += &format!("l{level}: &l{level} [{}]\n", vec![below; 10].join(", "));
    }
    assert!(matches!(quickly(text), Err(Refusal::TooLarge { .. })));
}

#[test]
fn merges_of_merges_are_bounded() {
    let mut text = "l0: &l0 { a0: 1, b0: 2 }\n".to_owned();
    for level in 1..60 {
        let below = level - 1;
        text += &format!(
            "l{level}: &l{level} {{ <<: [*l{below}, *l{below}, *l{below}], a{level}: *l{below} }}\n"
        );
    }
    assert!(matches!(quickly(text), Err(Refusal::TooLarge { .. })));
}

#[test]
fn an_anchor_inside_itself_is_refused() {
    let reading = quickly("estate: acme\nteams: &a { ship: *a }\n".to_owned()).expect("small");
    assert!(!reading.diagnostics.is_empty());
}

#[test]
fn deep_anchors_are_bounded() {
    let mut text = String::from("estate: acme\nteams: ");
    (0..62).for_each(|level| text += &format!("&a{level} ["));
    text += &"x, ".repeat(40_000);
    text += &"]".repeat(62);
    assert!(matches!(quickly(text), Err(Refusal::TooLarge { .. })));
}

#[test]
fn long_files_take_time_by_their_length() {
    let teams: String = (0..30_000)
        .map(|team| format!("  team-{team}: {{}}\n"))
        .collect();
    let accounts = (0..30_000).map(|one| format!("  account-{one}: {{ owner: team-{one} }}\n"));
    let accounts: String = accounts.collect();
    let text = format!("estate: acme\nteams:\n{teams}accounts:\n{accounts}");
    assert!(quickly(text).is_ok_and(|reading| reading.estate.is_some()));
}

#[test]
fn many_mistakes_take_time_by_their_number() {
    let keys = "  ship: {}\n".repeat(20_000);
    assert!(quickly(format!("estate: acme\nteams:\n{keys}")).is_ok());
    assert!(
        quickly(format!(
            "estate: acme\nteams: {{ ship: {{ title: \"{} }}",
            "a\n".repeat(200_000)
        ))
        .is_ok()
    );
    assert!(quickly(format!("estate: acme\n{}", "x: [\n".repeat(20))).is_ok());
    assert!(quickly("-----BEGIN RSA PRIVATE KEY-----\n".repeat(20_000)).is_ok());
    assert!(quickly(format!("# {}", "AKIAIOSFODNN7EXAMPLE ".repeat(5_000))).is_ok());
}
