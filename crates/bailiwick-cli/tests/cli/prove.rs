//! `bailiwick prove` through the real binary.

use insta::assert_snapshot;

use crate::support::Folder;

const READ: &str = r#"{"Version": "2012-10-17", "Statement": {
  "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}"#;

#[test]
fn nothing_is_proved_of_a_policy_with_a_repeated_key() {
    let twice = READ.replace(r#""Action""#, r#""Action": "s3:*", "Action""#);
    let folder = Folder::with(&[("read.json", READ), ("twice.json", &twice)]);
    for asked in [
        "prove equivalent read.json twice.json",
        "prove no-new-access --existing read.json --new twice.json",
        "prove not-granted --policy twice.json --action s3:PutObject",
    ] {
        let said = folder.run(asked);
        assert!(said.starts_with("exit 2\n"), "{said}");
        assert!(said.contains("`Action` stands here twice"), "{said}");
        assert!(said.contains("twice.json:2:"), "{said}");
    }
}

const ALL: &str = r#"{"Version": "2012-10-17", "Statement": {
  "Effect": "Allow", "Action": "*", "Resource": "*"}}"#;

const GUARD: &str = r#"{"Version": "2012-10-17", "Statement": {
  "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*",
  "Condition": { "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/janitor" } }}}"#;

#[test]
fn what_limits_the_holder_counts() {
    let folder = Folder::with(&[
        ("all.json", ALL),
        ("read.json", READ),
        ("root/guard.json", GUARD),
    ]);
    assert_snapshot!(folder.run("prove not-granted --policy all.json --boundary read.json --action s3:Put*"), @r"
    exit 0
    --- stdout
    proved  `all.json`, within the boundary, does not allow `s3:Put*` on anything

    Service data of 2026-09-26.
    ");
    // A level of denials only has AWS's own policy beside them.
    assert_snapshot!(folder.run("prove not-granted --policy all.json --scp root --action s3:DeleteBucket"), @r"
    exit 1
    --- stdout
    refuted  `all.json`, within 1 level of service control policies, does not allow `s3:DeleteBucket` on anything
      request   s3:DeleteBucket
      on        arn:aws:s3:::example
      by        arn:aws:iam::111122223333:role/janitor, session example
      policies  allowed

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("prove not-granted --policy all.json --scp root --action s3:DeleteBucket --holder arn:aws:iam::111122223333:role/web"), @r"
    exit 0
    --- stdout
    proved  `all.json`, within 1 level of service control policies, does not allow `s3:DeleteBucket` on anything

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("prove not-granted --policy all.json --action s3:DeleteBucket --holder web"), @r"
    exit 2
    --- stderr
    error: `web` is neither a user nor a role
    hint: give an ARN such as `arn:aws:iam::111122223333:role/deploy`
    ");
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let folder = Folder::with(&[
        ("read.json", READ),
        ("marked.json", &format!("\u{feff}{READ}")),
    ]);
    let said = folder.run("prove equivalent read.json marked.json");
    assert!(said.starts_with("exit 0\n"), "{said}");
}

#[test]
fn what_is_no_policy_is_shown_in_its_place() {
    let folder = Folder::with(&[
        ("read.json", READ),
        (
            "cut.json",
            "{\"Version\": \"2012-10-17\",\n \"Statement\": [}",
        ),
    ]);
    let said = folder.run("prove equivalent read.json cut.json");
    assert!(said.starts_with("exit 2\n"), "{said}");
    assert!(said.contains("cut.json:2:"), "{said}");
    assert!(said.contains("this is not JSON"), "{said}");
}

#[test]
fn nothing_is_proved_of_what_policies_have_no_say_in() {
    let folder = Folder::with(&[("read.json", READ)]);
    assert_snapshot!(folder.run("prove not-granted --policy read.json --action STS:getcalleridentity"), @r"
    exit 2
    --- stderr
    error: policies have no say in `sts:GetCallerIdentity`: every user and role may do it
    hint: ask about other actions
    ");
    assert_snapshot!(folder.run("prove not-granted --policy read.json --action sts:Get*"), @r"
    exit 0
    --- stdout
    proved  `read.json` does not allow `sts:Get*` on anything
      beware    policies have no say in `sts:GetCallerIdentity`: every user and role may do it
      beware    policies have no say in `sts:GetSessionToken`: every user may do it

    Service data of 2026-09-26.
    ");
}
