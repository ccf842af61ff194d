//! Whatever a text holds, judging it returns, and every finding points into it.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the corpus that the fuzzer starts from"
)]

use bailiwick_iam::lint::lint_text;
use bailiwick_iam::policy::PolicyKind;
use bailiwick_iam::service_data;
use proptest::prelude::*;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/policy");
const WHOLE: &str = include_str!("../../../../fuzz/corpus/policy/whole.json");

fn survives(text: &str, kinds: &[PolicyKind]) {
    for kind in kinds.iter().copied() {
        for finding in lint_text(text, Some(kind), service_data()) {
            let mut places = finding
                .related
                .iter()
                .map(|(place, _)| *place)
                .collect::<Vec<_>>();
            places.push(finding.place);
            for place in places {
                assert!(
                    text.get(place.start..place.end).is_some(),
                    "{place:?} of {text}"
                );
            }
            assert!(!finding.message.is_empty());
        }
    }
}

#[test]
fn the_corpus_of_the_fuzzer() {
    let mut files = 0;
    for entry in std::fs::read_dir(CORPUS).unwrap() {
        survives(
            &std::fs::read_to_string(entry.unwrap().path()).unwrap(),
            &PolicyKind::ALL,
        );
        files += 1;
    }
    assert!(files >= 3, "{files}");
}

#[test]
fn deep_and_long_texts_end_soon() {
    for text in [
        "[".repeat(200_000),
        "{\"Statement\":".repeat(10_000),
        format!("{{\"Statement\": [{}1]}}", "{},".repeat(20_000)),
        format!("{{\"Id\": \"{}\"}}", "\\u0000".repeat(50_000)),
    ] {
        assert!(!lint_text(&text, None, service_data()).is_empty());
    }
}

/// Words that policies are made of.
fn word() -> impl Strategy<Value = String> {
    let words = [
        "*",
        "s3:*",
        "s3:Get*",
        "iam:Pass*",
        "ec2:De?cribe*",
        "nosuch:Thing",
        "s3:GetObject",
        ":",
        "",
        "arn:aws:s3:::b",
        "arn:aws:s3:::b/*",
        "arn:aws:s3:::${aws:username}",
        "arn:",
        "${",
        "true",
        "10.0.0.0/8",
        "203.0.113.7",
        "12",
        "-1.5",
        "2026-11-22",
        "é",
        "111122223333",
        "arn:aws:iam::111122223333:role/a",
        "AROAEXAMPLEEXAMPLE123",
        "lambda.amazonaws.com",
    ];
    prop::sample::select(words.to_vec()).prop_map(str::to_owned)
}

/// A statement whose elements are right in shape and anything in content.
fn statement() -> impl Strategy<Value = String> {
    let list = || prop::collection::vec(word(), 0..4).prop_map(|words| serde_json::json!(words));
    let operator = prop::sample::select(vec![
        "StringEquals",
        "StringLike",
        "ForAllValues:StringEquals",
        "BoolIfExists",
        "Null",
        "NumericLessThan",
        "NumericGreaterThan",
        "IpAddress",
        "DateLessThan",
        "ArnLike",
        "Odd",
    ]);
    let key = prop::sample::select(vec![
        "aws:username",
        "aws:TagKeys",
        "aws:ResourceTag/a",
        "s3:prefix",
        "aws:SourceIp",
        "aws:MultiFactorAuthPresent",
        "iam:PassedToService",
        "no:such",
        "x",
    ]);
    let tests = prop::collection::vec((operator, key, list()), 0..3);
    let elements = (
        prop::sample::select(vec!["Allow", "Deny"]),
        prop::sample::select(vec!["Action", "NotAction"]),
        prop::sample::select(vec!["Resource", "NotResource"]),
        prop::option::of(prop::sample::select(vec!["AWS", "Service", "Federated"])),
    );
    (elements, list(), list(), list(), tests).prop_map(
        |((effect, action, resource, kind), actions, resources, names, tests)| {
            let mut condition = serde_json::Map::new();
            for (operator, key, values) in tests {
                let keys = condition.entry(operator).or_insert(serde_json::json!({}));
                keys[key] = values;
            }
            let mut statement = serde_json::json!({
                "Effect": effect, action: actions, resource: resources, "Condition": condition,
            });
            if let Some(kind) = kind {
                statement["Principal"] = serde_json::json!({ kind: names });
            }
            statement.to_string()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn statements_of_anything(
        statements in prop::collection::vec(statement(), 0..4),
        version in prop::sample::select(vec!["2012-10-17", "2008-10-17"]),
        kind in prop::sample::select(PolicyKind::ALL.to_vec()),
    ) {
        let text = format!(r#"{{"Version": "{version}", "Statement": [{}]}}"#, statements.join(","));
        survives(&text, &[kind]);
    }

    #[test]
    fn a_policy_with_a_piece_cut_out_or_put_in(
        start in 0..WHOLE.len(), length in 0usize..40, piece in "[{}\\[\\]\",:*$a0é]{0,6}",
    ) {
        let start = WHOLE.floor_char_boundary(start);
        let end = WHOLE.ceil_char_boundary((start + length).min(WHOLE.len()));
        survives(&format!("{}{piece}{}", &WHOLE[..start], &WHOLE[end..]), &[PolicyKind::Resource]);
    }
}
