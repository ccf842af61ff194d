//! `bailiwick prove` through the real binary.

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
