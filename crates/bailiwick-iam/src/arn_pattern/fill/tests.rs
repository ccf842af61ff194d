//! Fillings by hand, one rule of `ArnPattern::fill` each.

use super::super::{ArnPattern, Placement};
use super::*;

const HERE: Placement<'static> = Placement {
    partition: "aws",
    region: "eu-central-1",
    account: "111122223333",
};

#[track_caller]
fn check(pattern: &str, name: &str, expected: &str) {
    assert_eq!(
        ArnPattern::new(pattern).fill(&HERE, name).as_deref(),
        Ok(expected)
    );
}

#[test]
fn one_variable_takes_the_whole_name() {
    check(
        "arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}",
        "/aws/staging/*",
        "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/staging/*",
    );
    check(
        "arn:${Partition}:s3:::${BucketName}",
        "a-*",
        "arn:aws:s3:::a-*",
    );
}

#[test]
fn several_variables_split_at_the_literals_between_them() {
    let object = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
    check(object, "analytics-*/*", "arn:aws:s3:::analytics-*/*");
    check(object, "a/b/c", "arn:aws:s3:::a/b/c");
    let stream = "arn:${Partition}:logs:${Region}:${Account}:log-group:${G}:log-stream:${S}";
    check(
        stream,
        "/a/b:log-stream:web",
        "arn:aws:logs:eu-central-1:111122223333:log-group:/a/b:log-stream:web",
    );
}

#[test]
fn later_variables_without_a_value_become_wildcards() {
    check(
        "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
        "analytics-*",
        "arn:aws:s3:::analytics-*/*",
    );
    check(
        "arn:${Partition}:connect:${Region}:${Account}:instance/${InstanceId}/queue/*",
        "abc",
        "arn:aws:connect:eu-central-1:111122223333:instance/abc/queue/*",
    );
}

#[test]
fn a_policy_variable_is_never_cut() {
    check(
        "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
        "${aws:PrincipalTag/team}/*",
        "arn:aws:s3:::${aws:PrincipalTag/team}/*",
    );
}

#[test]
fn what_the_pattern_states_itself_stays() {
    check(
        "arn:${Partition}:iam::aws:policy/${Name}",
        "ReadOnlyAccess",
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
    );
    check(
        "arn:${Partition}:chime:${Region}:${AccountId}:meeting/${Id}",
        "*",
        "arn:aws:chime:eu-central-1:111122223333:meeting/*",
    );
    check(
        "arn:${Partition}:dms:${Region}:${Account}:cert:*",
        "x",
        "arn:aws:dms:eu-central-1:111122223333:cert:x",
    );
}

#[test]
fn a_closing_literal_is_written_once() {
    let pattern = "arn:${Partition}:a:${Region}::/m/${M}/integration";
    check(pattern, "GET", "arn:aws:a:eu-central-1::/m/GET/integration");
    check(
        pattern,
        "GET/integration",
        "arn:aws:a:eu-central-1::/m/GET/integration",
    );
}

#[test]
fn a_name_that_does_not_fit_is_refused() {
    let fill = |pattern, name| ArnPattern::new(pattern).fill(&HERE, name);
    let object = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
    assert!(matches!(
        fill(object, ""),
        Err(FillError::NameMissing { .. })
    ));
    assert!(
        matches!(fill(object, "/x"), Err(FillError::EmptyValue { variable, .. }) if variable == "BucketName")
    );
    assert!(
        matches!(fill(object, "x/"), Err(FillError::EmptyValue { variable, .. }) if variable == "ObjectName")
    );
    let account = "arn:${Partition}:account::${Account}:account";
    assert!(matches!(
        fill(account, "x"),
        Err(FillError::NameUnexpected { .. })
    ));
    assert_eq!(
        fill(account, "").as_deref(),
        Ok("arn:aws:account::111122223333:account")
    );
}
