//! Claims one by one: each kind of element and operator, with the answer.

use bailiwick_iam::policy::Policy;
use bailiwick_iam::prove::{Proof, Witness, equivalent, no_new_access, not_granted};
use serde_json::{Value, json};

fn policy(statements: &Value) -> Policy {
    let document = json!({ "Version": "2012-10-17", "Statement": statements });
    Policy::from_json(&document).unwrap()
}

fn claim(existing: &Value, new: &Value) -> Proof {
    no_new_access(&[&policy(existing)], &[&policy(new)])
}

#[track_caller]
pub(crate) fn proved(existing: &Value, new: &Value) {
    assert_eq!(claim(existing, new), Proof::Proved);
}

#[track_caller]
pub(crate) fn refuted(existing: &Value, new: &Value) -> Witness {
    match claim(existing, new) {
        Proof::Refuted(witness) => *witness,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
pub(crate) fn unknown(existing: &Value, new: &Value) -> String {
    match claim(existing, new) {
        Proof::Unknown(reasons) => reasons.into_iter().collect::<Vec<_>>().join("; "),
        other => panic!("{other:?}"),
    }
}

fn allow(action: &str, resource: &str) -> Value {
    json!({ "Effect": "Allow", "Action": action, "Resource": resource })
}

fn allow_when(condition: &Value) -> Value {
    json!({ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": condition })
}

#[test]
fn actions_have_no_case_and_those_to_come_count() {
    proved(&allow("S3:get*", "*"), &allow("s3:GetObject", "*"));
    proved(
        &allow("*", "*"),
        &json!({ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }),
    );
    let witness = refuted(&allow("s3:Get*", "*"), &allow("s3:*", "*"));
    assert!(witness.known_to_service_data);
    // No action of today is called so, but one may be tomorrow.
    let witness = refuted(
        &allow("s3:GetObject", "*"),
        &json!([allow("s3:GetObjectQ*", "*")]),
    );
    assert!(!witness.known_to_service_data);
}

#[test]
fn two_patterns_may_cover_a_third_together() {
    let both = json!([
        allow("s3:*", "arn:aws:s3:::a*"),
        allow("s3:*", "arn:aws:s3:::?"),
        allow("s3:*", "arn:aws:s3:::")
    ]);
    proved(&both, &allow("s3:ListBucket", "arn:aws:s3:::a*"));
    let halves = json!([
        { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::logs/*" },
        { "Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::logs/*" },
    ]);
    proved(&halves, &allow("s3:*", "*"));
}

#[test]
fn a_deny_counts_on_both_sides() {
    let all_but = json!([allow("*", "*"), { "Effect": "Deny", "Action": "s3:Delete*", "Resource": "arn:aws:s3:::logs/*" }]);
    let witness = refuted(&all_but, &allow("s3:*", "*"));
    assert!(
        witness.request.action.starts_with("s3:Delete"),
        "{witness:?}"
    );
    assert!(
        witness
            .request
            .resource
            .arn
            .starts_with("arn:aws:s3:::logs/"),
        "{witness:?}"
    );
    proved(
        &all_but,
        &json!([allow("s3:*", "*"), { "Effect": "Deny", "Action": "s3:D*", "Resource": "*" }]),
    );
}

#[test]
fn an_absent_key_matches_what_is_negated() {
    let not = allow_when(&json!({ "StringNotEquals": { "aws:RequestedRegion": "eu-west-1" } }));
    let other = allow_when(&json!({ "StringEquals": { "aws:RequestedRegion": "us-east-1" } }));
    let absent = allow_when(&json!({ "Null": { "aws:RequestedRegion": "true" } }));
    proved(&not, &other);
    proved(&not, &absent);
    refuted(&other, &not);
    proved(
        &json!([
            not,
            allow_when(&json!({ "StringLike": { "aws:RequestedRegion": "eu-*" } }))
        ]),
        &allow("s3:GetObject", "*"),
    );
}

#[test]
fn numbers_dates_and_addresses_are_ranges() {
    let below = |limit: &str| allow_when(&json!({ "NumericLessThan": { "s3:max-keys": limit } }));
    proved(&below("10"), &below("9.5"));
    refuted(&below("9.5"), &below("10"));
    let since = |date: &str| allow_when(&json!({ "DateGreaterThan": { "aws:CurrentTime": date } }));
    proved(&since("2026-01-01T00:00:00Z"), &since("1767225601"));
    refuted(
        &since("2026-01-01T01:00:00+01:00"),
        &since("2025-12-31T23:59:59Z"),
    );
    let from = |ranges: Value| allow_when(&json!({ "IpAddress": { "aws:SourceIp": ranges } }));
    proved(
        &from(json!(["10.0.0.0/9", "10.128.0.0/9"])),
        &from(json!("10.0.0.0/8")),
    );
    refuted(&from(json!("10.0.0.0/8")), &from(json!("0.0.0.0/0")));
    refuted(&from(json!("0.0.0.0/0")), &from(json!("::/0")));
}

#[test]
fn arns_are_compared_part_by_part() {
    let from = |arn: &str| allow_when(&json!({ "ArnLike": { "aws:SourceArn": arn } }));
    proved(
        &from("arn:aws:sns:*:111122223333:*"),
        &from("arn:aws:sns:eu-west-1:111122223333:a:b"),
    );
    refuted(
        &from("arn:aws:sns:*:111122223333:a"),
        &from("arn:aws:sns:*:*:a"),
    );
}

#[test]
fn sets_of_values_are_told_apart_by_their_members() {
    let test =
        |operator: &str, values: Value| allow_when(&json!({ operator: { "aws:TagKeys": values } }));
    proved(
        &test("ForAllValues:StringLike", json!("a*")),
        &test("ForAllValues:StringEquals", json!(["a", "ab"])),
    );
    refuted(
        &test("ForAnyValue:StringEquals", json!("a")),
        &test("ForAllValues:StringEquals", json!("a")),
    );
    proved(
        &test("ForAnyValue:StringEquals", json!(["a", "b"])),
        &test("ForAnyValue:StringEquals", json!("a")),
    );
    let both = json!([allow_when(&json!({
        "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] },
        "ForAnyValue:StringEquals": { "aws:TagKeys": "a" },
        "ForAnyValue:StringLike": { "aws:TagKeys": "b" },
    }))]);
    let witness = refuted(&test("ForAllValues:StringEquals", json!("a")), &both);
    assert_eq!(
        witness.request.context.get("aws:TagKeys"),
        &bailiwick_iam::request::KeyValue::Present(vec!["a".to_owned(), "b".to_owned()])
    );
}

#[test]
fn empty_values_are_null_where_there_may_be_several() {
    let of = |operator: &str, key: &str, wanted: &str| {
        let mut condition = json!({ operator: { key: "a" } });
        condition["Null"] = json!({ key: wanted });
        allow_when(&condition)
    };
    let any = allow_when(&json!({ "ForAnyValue:StringEquals": { "aws:TagKeys": ["a", "b"] } }));
    proved(
        &any,
        &of("ForAllValues:StringEquals", "aws:TagKeys", "false"),
    );
    refuted(
        &any,
        &of("ForAllValues:StringEquals", "aws:TagKeys", "true"),
    );
    // Of an empty text in a key for one value AWS says nothing: neither way.
    let is_empty = |wanted: &str| {
        allow_when(&json!({
            "StringEquals": { "aws:PrincipalTag/team": "" },
            "Null": { "aws:PrincipalTag/team": wanted },
        }))
    };
    let nothing = allow("s3:GetObject", "arn:aws:s3:::nothing");
    unknown(&nothing, &is_empty("true"));
    unknown(&nothing, &is_empty("false"));
    let plain = allow_when(&json!({ "StringEquals": { "aws:PrincipalTag/team": "" } }));
    refuted(&nothing, &plain);
    proved(&plain, &is_empty("true"));
    proved(&plain, &is_empty("false"));
}

#[test]
fn variables_that_are_the_same_are_the_same() {
    let home = |rest: &str| {
        allow(
            "s3:GetObject",
            &format!("arn:aws:s3:::home/${{aws:username}}{rest}"),
        )
    };
    proved(&home("/*"), &home("/notes"));
    proved(&allow("s3:*", "arn:aws:s3:::home/*"), &home("/*"));
    refuted(&home("/*"), &allow("s3:GetObject", "arn:aws:s3:::home/*"));
    // Somebody may be called so.
    let not_admin = json!([
        allow("s3:*", "arn:aws:s3:::home/*"),
        { "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::home/admin/*" },
    ]);
    refuted(&not_admin, &home("/*"));
    let team = json!({ "StringEquals": { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } });
    proved(&allow_when(&team), &allow_when(&team));
    let other = json!({ "StringEquals": { "aws:ResourceTag/team": "${aws:PrincipalTag/unit}" } });
    refuted(&allow_when(&team), &allow_when(&other));
}

#[test]
fn what_is_not_modelled_is_unknown_and_never_proved() {
    let odd = allow_when(&json!({ "StringResembles": { "aws:RequestedRegion": "eu" } }));
    let reason = unknown(
        &odd,
        &allow_when(&json!({ "StringEquals": { "aws:RequestedRegion": "eu" } })),
    );
    assert!(reason.contains("StringResembles"), "{reason}");
    // Whatever it means, it means the same on both sides.
    proved(&odd, &odd);
}

trait Denying {
    fn denying(self) -> Value;
}

impl Denying for Value {
    /// The same statement, which denies.
    fn denying(mut self) -> Value {
        self["Effect"] = json!("Deny");
        self
    }
}

#[test]
fn not_granted_asks_for_actions_and_resources() {
    let reading = policy(&allow("s3:Get*", "arn:aws:s3:::logs/*"));
    let texts = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    let check = |actions: &[&str], resources: &[&str]| {
        not_granted(&[&reading], &texts(actions), &texts(resources))
    };
    assert_eq!(check(&["s3:Put*", "iam:*"], &[]), Proof::Proved);
    assert_eq!(check(&["s3:*"], &["arn:aws:s3:::data/*"]), Proof::Proved);
    assert!(matches!(check(&["s3:GetObject"], &[]), Proof::Refuted(_)));
    assert!(matches!(
        check(&[], &["arn:aws:s3:::logs/2026"]),
        Proof::Refuted(_)
    ));
}

#[test]
fn alike_means_denied_alike_too() {
    let one = policy(&json!([
        allow("s3:Get*", "*"),
        allow("s3:GetObject", "arn:aws:s3:::a/*")
    ]));
    let other = policy(&allow("s3:Get*", "*"));
    assert_eq!(equivalent(&[&one], &[&other]), Proof::Proved);
    let nothing = policy(&json!([]));
    let denied = policy(&allow("s3:Get*", "*").denying());
    assert!(matches!(
        equivalent(&[&nothing], &[&denied]),
        Proof::Refuted(_)
    ));
}

#[test]
fn a_value_may_be_empty_beside_others() {
    let statement = |operator: &str, value: &str| {
        json!({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
            "Condition": {operator: {"aws:TagKeys": value}}})
    };
    let any_empty = statement("ForAnyValue:StringEquals", "");
    for existing in [
        statement("ForAllValues:StringEquals", ""),
        statement("ForAllValues:StringEquals", "a"),
        statement("ForAnyValue:StringEquals", "a"),
    ] {
        let proof = claim(&existing, &any_empty);
        assert!(matches!(proof, Proof::Refuted(_)), "{existing}: {proof:?}");
    }
}

#[test]
fn the_name_and_the_id_of_a_user_are_two_keys() {
    let home = |key: &str| allow("s3:GetObject", &format!("arn:aws:s3:::home/${{{key}}}/*"));
    for (existing, new) in [
        ("aws:username", "aws:userid"),
        ("aws:userid", "aws:username"),
    ] {
        let witness = refuted(&home(existing), &home(new));
        assert!(witness.known_to_service_data, "{witness:?}");
    }
}

#[test]
fn a_question_that_is_too_hard_ends() {
    let letters = "abcdefghijklmn".char_indices();
    let resources =
        letters.map(|(place, letter)| format!("arn:aws:s3:::*{letter}{}*", "?".repeat(place)));
    let existing = json!({
        "Effect": "Allow", "Action": "s3:*", "Resource": resources.collect::<Vec<_>>(),
    });
    let reason = unknown(
        &existing,
        &allow("s3:GetObject", "arn:aws:s3:::*a*b*c*d*e*"),
    );
    assert!(
        reason.starts_with("the proof took more than 3000000 steps"),
        "{reason}"
    );
    assert!(reason.contains("the resources"), "{reason}");
}

#[test]
fn what_the_evaluator_reads_as_an_arn_counts() {
    let when =
        |operator: &str, value: &str| allow_when(&json!({ operator: { "aws:SourceArn": value } }));
    // It takes six parts to be an ARN, whatever they are.
    refuted(
        &when("StringLike", "arn:*"),
        &when("ArnLike", "*:*:*:*:*:*"),
    );
    proved(
        &when("StringLike", "arn:*"),
        &when("ArnLike", "arn:*:sns:*:*:*"),
    );
    proved(
        &when("StringLike", "*:*:*:*:*:*"),
        &when("ArnLike", "*:*:*:*:*:*"),
    );
    let witness = refuted(
        &when("ArnLike", "arn:aws:sns:*:*:*"),
        &when("ArnLike", "*:*:*:*:*:*"),
    );
    let bailiwick_iam::request::KeyValue::Present(values) =
        witness.request.context.get("aws:SourceArn")
    else {
        panic!("{witness:?}")
    };
    assert!(values[0].starts_with("arn:"), "{values:?}");
}
