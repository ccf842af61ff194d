//! Documents as AWS gives them, and documents that are none.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::finding::Place;

#[test]
fn single_and_array_forms_read_alike() {
    let single = json!({"Version": "2012-10-17", "Statement":
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
         "Condition": {"Bool": {"aws:SecureTransport": true}}}});
    let array = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["*"],
         "Condition": {"Bool": {"aws:SecureTransport": ["true"]}}}]});
    let policy = Policy::from_json(&single).unwrap();
    assert_eq!(Policy::from_json(&array).as_ref(), Ok(&policy));
    assert_eq!(Policy::from_json(&policy.to_json()), Ok(policy));
}

#[test]
fn a_trust_policy_survives_a_round_trip() {
    let document = json!({"Version": "2012-10-17", "Statement": [{
        "Sid": "with spaces, as S3 allows", "Effect": "Allow",
        "Principal": {"AWS": "222222222222", "Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"]},
        "Action": "sts:AssumeRole"}]});
    assert_eq!(Policy::from_json(&document).unwrap().to_json(), document);
}

#[track_caller]
fn check_refused(document: Value, expected: &str) {
    assert_eq!(
        Policy::from_json(&document).unwrap_err().to_string(),
        expected
    );
}

#[test]
fn what_the_grammar_does_not_know_is_refused_with_its_place() {
    check_refused(json!([]), "policy, at ``: expected an object");
    check_refused(
        json!({"Version": "2012-10-17"}),
        "policy, at ``: `Statement` is missing",
    );
    check_refused(
        json!({"Statement": [{"Effect": "Allow", "Actions": "*"}]}),
        "policy, at `/Statement/0`: unknown element `Actions`; at `/Statement/0`: `Action` is missing",
    );
    check_refused(
        json!({"Statement": {"Effect": "Allow", "Action": "*", "NotAction": "*"}}),
        "policy, at `/Statement`: `Action` and `NotAction` cannot stand together",
    );
    check_refused(
        json!({"Statement": {"Effect": "allow", "Action": "*"}}),
        "policy, at `/Statement/Effect`: expected Allow or Deny",
    );
    check_refused(
        json!({"Statement": {"Effect": "Allow", "Action": ["a:b", 1]}}),
        "policy, at `/Statement/Action/1`: expected a string",
    );
    check_refused(
        json!({"Statement": {"Effect": "Allow", "Action": "*", "Principal": {"Aws": "1"}}}),
        "policy, at `/Statement/Principal`: unknown element `Aws`",
    );
}

/// Each finding's code and the text it stands at.
fn findings(text: &str) -> Vec<(u16, &str)> {
    let reading = Policy::read(text);
    let told = |finding: &Finding<Span>| {
        let span = finding.place;
        (finding.code.number(), &text[span.start..span.end])
    };
    reading.findings.iter().map(told).collect()
}

#[test]
fn everything_wrong_is_told_at_once_where_it_stands() {
    let text = r#"{"Version": "2012", "Statements": [], "Statement": [
        {"Effect": "allow", "Action": ["s3:GetObject", 7], "NotAction": "*", "Resource": "*"},
        {"Effect": "Deny", "Effect": "Deny", "Action": "s3:PutObject", "Resource": "*",
         "Condition": {"StringEquals": {"aws:username": "a", "AWS:UserName": "b"}}},
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}]}"#;
    assert_eq!(
        findings(text),
        [
            (604, r#""2012""#),
            (602, r#""Statements""#),
            (604, r#""allow""#),
            (604, "7"),
            (605, r#""NotAction""#),
            (601, r#""Effect""#),
            (601, r#""AWS:UserName""#),
        ]
    );
    let reading = Policy::read(text);
    assert_eq!(reading.policy(), None);
    assert_eq!(reading.partial.statements.len(), 1);
    let action = Place::statement(0).within("Action").within("s3:ListBucket");
    let span = reading.spans.of(&action);
    assert_eq!(&text[span.start..span.end], r#""s3:ListBucket""#);
}

#[test]
fn what_is_not_json_is_told_with_its_place() {
    assert_eq!(findings("{\"Statement\": [},"), [(600, "}")]);
    let reading = Policy::read("");
    assert_eq!(
        reading.findings[0].message,
        "this is not JSON: the text is empty"
    );
}

#[test]
fn a_repeated_key_points_at_the_first() {
    let text = r#"{"Id": "a", "Id": "b", "Statement": []}"#;
    let reading = Policy::read(text);
    let (first, message) = &reading.findings[0].related[0];
    assert_eq!(
        (first.start, message.as_str()),
        (1, "the first one is here")
    );
}

#[test]
fn a_text_with_a_repeated_key_is_no_policy() {
    let text = r#"{"Statement": {"Effect": "Deny", "Effect": "Allow", "Action": "s3:*"}}"#;
    let error = Policy::from_text(text).unwrap_err();
    assert!(
        error.to_string().contains("`Effect` stands here twice"),
        "{error}"
    );
    let marked = "\u{feff}{\"Statement\": []}";
    assert_eq!(Policy::from_text(marked), Ok(Policy::read(marked).partial));
    let error = Policy::from_text("{").unwrap_err();
    assert_eq!(error.findings()[0].code.number(), 600);
}

/// Documents that are nearly policies: the grammar's words, shuffled.
fn almost_policy() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "*",
        "Allow",
        "Deny",
        "2012-10-17",
        "s3:Get*",
        "arn:aws:s3:::b/*",
        "${aws:username}",
    ]);
    let leaf = prop_oneof![
        word.prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any::<u8>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        let key = prop::sample::select(vec![
            "Version",
            "Id",
            "Statement",
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition",
            "AWS",
            "Service",
            "StringLike",
            "aws:username",
            "x",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.prop_map(str::to_owned), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn text_and_value_read_alike_and_spans_stay_inside(document in almost_policy()) {
        let text = document.to_string();
        let reading = Policy::read(&text);
        let from_value = Policy::from_json(&document);
        prop_assert_eq!(reading.policy(), from_value.as_ref().ok());
        for finding in &reading.findings {
            prop_assert!(text.get(finding.place.start..finding.place.end).is_some());
        }
        for (place, span) in reading.spans.iter() {
            prop_assert!(text.get(span.start..span.end).is_some());
            if let Some(position) = place.position() {
                prop_assert!(position < reading.partial.statements.len());
            }
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,60}") {
        let reading = Policy::read(&text);
        prop_assert!(reading.policy().is_none());
    }
}
