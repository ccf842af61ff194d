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

const OPEN: &str = r#"{"Version": "2012-10-17", "Statement": {
  "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}}"#;

#[test]
fn policies_of_users_and_of_resources_are_not_mixed() {
    let both = r#"{"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"},
      {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}"#;
    let folder = Folder::with(&[("all.json", ALL), ("open.json", OPEN), ("both.json", both)]);
    let asked = "prove no-new-access --existing all.json --new open.json";
    assert_snapshot!(folder.run(asked), @r"
    exit 2
    --- stderr
    error: `open.json` is the policy of a resource, and `all.json` is not
    hint: `open.json` says with `Principal` who may do something, `all.json` leaves that to whoever has it: ask about policies of one kind
    ");
    for (asked, error) in [
        (
            "prove equivalent all.json open.json",
            "`open.json` is the policy of a resource, and `all.json` is not",
        ),
        (
            "prove equivalent all.json open.json --known-actions",
            "`open.json` is the policy of a resource, and `all.json` is not",
        ),
        (
            "prove not-granted --policy both.json --action iam:*",
            "`both.json` is neither the policy of a resource nor that of a user or role",
        ),
        (
            "prove not-granted --policy open.json --boundary all.json --action iam:*",
            "`open.json` has a `Principal`, and the policy of a user or role has none",
        ),
        (
            "prove not-granted --policy all.json --boundary open.json --action iam:*",
            "`open.json` has a `Principal`, and a permissions boundary has none",
        ),
        (
            "prove not-granted --policy all.json --session open.json --action iam:*",
            "`open.json` has a `Principal`, and a session policy has none",
        ),
        (
            "prove not-granted --policy all.json --scp open.json --action iam:*",
            "`open.json` has a `Principal`, and a service control policy has none",
        ),
    ] {
        let said = folder.run(asked);
        assert!(said.starts_with("exit 2\n"), "{asked}: {said}");
        assert!(said.contains(error), "{asked}: {said}");
    }
    let said = folder.run("prove no-new-access --existing open.json --new open.json");
    assert!(said.starts_with("exit 0\n"), "{said}");
}

#[test]
fn what_is_no_action_or_resource_is_not_proved_to_be_denied() {
    let folder = Folder::with(&[("read.json", READ)]);
    for wrong in [
        "--action getobject",
        "--action s3",
        "--action s3:",
        "--action s3.DeleteObject",
        "--action s3:DeleteObject,s3:PutObject",
        "--resource payroll",
        "--resource s3://payroll",
        "--resource arn:aws:s3::payroll/*",
        "--resource ARN:aws:s3:::payroll",
    ] {
        let said = folder.run(&format!("prove not-granted --policy read.json {wrong}"));
        assert!(said.starts_with("exit 2\n"), "{wrong}: {said}");
        assert!(said.contains("hint: "), "{wrong}: {said}");
    }
    assert_snapshot!(folder.run("prove not-granted --policy read.json --action s3.DeleteObject"), @r"
    exit 2
    --- stderr
    error: `s3.DeleteObject` is no action of AWS
    hint: did you mean `s3:DeleteObject`?
    ");
    assert_snapshot!(folder.run("prove not-granted --policy read.json --action iam:PasRole"), @r"
    exit 0
    --- stdout
    proved  `read.json` does not allow `iam:PasRole` on anything
      beware    the service data has no action `iam:PasRole`; did you mean `iam:PassRole`?

    Service data of 2026-09-26.
    ");
}

#[test]
fn resources_may_be_asked_about_by_themselves() {
    let logs = READ.replace(r#""Resource": "*""#, r#""Resource": "arn:aws:s3:::logs/*""#);
    let folder = Folder::with(&[("logs.json", &logs)]);
    let said = folder.run("prove not-granted --policy logs.json --resource arn:aws:s3:::payroll*");
    assert!(said.starts_with("exit 0\n"), "{said}");
    let said = folder.run("prove not-granted --policy logs.json --resource arn:aws:s3:::logs/*");
    assert!(said.starts_with("exit 1\n"), "{said}");
}
