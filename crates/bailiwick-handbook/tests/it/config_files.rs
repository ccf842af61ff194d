//! Laws of config files: whatever is in one, the sections of others stay to the byte,
//! and writing twice changes nothing.

use std::sync::LazyLock;

use bailiwick_estate::estate::Estate;
use bailiwick_handbook::profiles::{Comparison, Profiles};
use proptest::prelude::*;

use crate::profiles::ESTATE;

/// Lines that a config file may hold: of others, of ours, and of ours spoiled.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "  ",
        "# a comment",
        "; another",
        "# managed by bailiwick (acme)",
        "# managed by bailiwick (other)",
        "[default]",
        "[profile prod]",
        "[profile \"prod\"]",
        "[profile mine] # here",
        "  [profile indented]",
        "[profile stale]",
        "[sso-session acme]",
        "[sso-session old]",
        "[services x]",
        "sso_session = acme",
        "sso_session=old",
        "region: eu-west-1",
        "s3 =",
        "  addressing_style = path",
        "  [not a header]",
        "output = json",
        "sso_region = us-west-2",
        "é = ü",
    ]);
    prop_oneof![
        9 => known.prop_map(ToOwned::to_owned),
        1 => "[ -~\t]{0,12}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    let lines = prop::collection::vec(line(), 0..24);
    (lines, end, any::<bool>(), any::<bool>()).prop_map(|(lines, end, last, ours)| {
        let mut text = lines.join(end);
        if last {
            text.push_str(end);
        }
        if !ours {
            return text;
        }
        // Half of the files start from one that we wrote.
        let written = profiles("ada").to_config().replace('\n', end);
        format!("{written}{end}{text}")
    })
}

fn profiles(person: &str) -> Profiles {
    static ACME: LazyLock<Estate> = LazyLock::new(|| crate::estate(ESTATE));
    Profiles::of(&ACME, person).expect("the person is in the estate")
}

/// The text without any section that may be ours, and without empty lines.
fn of_others(text: &str) -> Vec<&str> {
    let mut kept = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    let mut marked = false;
    for line in text.lines() {
        if line.trim_start().starts_with('[') {
            let mut mark = false;
            while block.last() == Some(&"# managed by bailiwick (acme)") {
                block.pop();
                mark = true;
            }
            keep(&mut block, marked, &mut kept);
            marked = mark;
        }
        block.push(line);
    }
    keep(&mut block, marked, &mut kept);
    kept
}

/// Moves a section to what is kept, from the end of its settings on if it is marked.
fn keep<'t>(section: &mut Vec<&'t str>, marked: bool, kept: &mut Vec<&'t str>) {
    let is_setting = |line: &&str| {
        let text = line.trim();
        !text.is_empty()
            && !text.starts_with(['#', ';'])
            && (line.contains(['=', ':']) || line.starts_with([' ', '\t']))
    };
    let settings = section.iter().rposition(is_setting);
    let ours = if marked {
        settings.map_or(1, |last| last + 1)
    } else {
        0
    };
    let left = section.drain(..).skip(ours);
    kept.extend(left.filter(|line| !line.trim().is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn others_stay_and_twice_is_once(text in text()) {
        for person in ["ada", "alan"] {
            let profiles = profiles(person);
            let Ok(comparison) = Comparison::of(&profiles, &text) else { continue };
            let Ok(written) = comparison.text() else { continue };
            let again = Comparison::of(&profiles, written).expect("what we wrote can be read");
            prop_assert!(again.is_current(), "{}\n{written}", again.to_diff());
            prop_assert_eq!(again.text(), Ok(written));
            prop_assert_eq!(of_others(written), of_others(&text));
            if comparison.is_current() {
                prop_assert_eq!(written, &text);
            }
        }
    }
}
