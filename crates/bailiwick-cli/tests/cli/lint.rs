//! `bailiwick lint` through the real binary.

use crate::support::Folder;
use insta::assert_snapshot;

const DEPLOY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:PassRole", "ecs:UpdateServices"], "Resource": "*" }
  ]
}
"#;

const FINE: &str = r#"{"Version": "2012-10-17", "Statement": {
  "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"}}"#;

const SCP: &str = r#"{"Version": "2012-10-17", "Statement": {
  "Effect": "Deny", "Principal": "*", "Action": "s3:DeleteBucket", "Resource": "*"}}"#;

#[test]
fn findings_are_shown_in_the_policy() {
    let folder = Folder::with(&[("deploy.json", DEPLOY)]);
    assert_snapshot!(folder.run("lint deploy.json"), @r#"
    exit 1
    --- stdout
    warning[BW0650]: these roles may be handed to any service that trusts them
     --> deploy.json:4:37
      |
    4 |     { "Effect": "Allow", "Action": ["iam:PassRole", "ecs:UpdateServices"], "Resource": "*" }
      |                                     ^^^^^^^^^^^^^^
      |
      = help: add a condition on `iam:PassedToService`, or name single roles

    error[BW0630]: Amazon Elastic Container Service has no action `UpdateServices`
     --> deploy.json:4:53
      |
    4 |     { "Effect": "Allow", "Action": ["iam:PassRole", "ecs:UpdateServices"], "Resource": "*" }
      |                                                     ^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `ecs:UpdateService`? the service data is of 2026-09-26

    1 error, 1 warning in 1 file
    `bailiwick explain BW0630` tells more
    "#);
}

#[test]
fn of_a_folder_only_policies_are_judged() {
    let folder = Folder::with(&[
        ("policies/read.json", FINE),
        ("policies/more/again.json", FINE),
        ("policies/package.json", r#"{"name": "none"}"#),
    ]);
    assert_snapshot!(folder.run("lint policies policies/read.json"), @r"
    exit 0
    --- stdout
    2 policies — no problems
    ");
    assert_snapshot!(folder.run("lint policies/package.json"), @r#"
    exit 1
    --- stdout
    error[BW0603]: `Statement` is missing
     --> policies/package.json:1:1
      |
    1 | {"name": "none"}
      | ^^^^^^^^^^^^^^^^
      |
      = help: add `Statement`

    error[BW0602]: unknown element `name`
     --> policies/package.json:1:2
      |
    1 | {"name": "none"}
      |  ^^^^^^
      |
      = help: the elements here are `Version`, `Id`, `Statement`

    2 errors in 1 file
    `bailiwick explain BW0603` tells more
    "#);
}

#[test]
fn the_type_decides_what_a_policy_may_hold() {
    let folder = Folder::with(&[("deny.json", SCP)]);
    assert!(folder.run("lint deny.json").starts_with("exit 0\n"));
    let refused = folder.run("lint --type scp deny.json");
    assert!(
        refused.contains("error[BW0620]: no service control policy takes `Principal`"),
        "{refused}"
    );
}

#[test]
fn programs_get_json_and_sarif() {
    let folder = Folder::with(&[("deploy.json", DEPLOY)]);
    let report = folder.json("lint --format json deploy.json");
    assert_eq!(
        (&report["errors"], &report["warnings"]),
        (&1.into(), &1.into())
    );
    let first = &report["diagnostics"][0];
    assert_eq!(
        (&first["code"], &first["file"]),
        (&"BW0650".into(), &"deploy.json".into())
    );
    assert_eq!(
        first["start"],
        serde_json::json!({"line": 4, "column": 37, "byte": 82})
    );
    let run = &folder.json("lint --format sarif deploy.json")["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
    }
}

#[test]
fn a_file_that_is_not_text_stops_no_other() {
    let folder = Folder::with(&[("deny.json", SCP), ("read.json", FINE)]);
    folder.write(
        "latin.json",
        b"{\n  \"Id\": \"caf\xe9\", \"Statement\": []\n}",
    );
    assert_snapshot!(folder.run("lint ."), @r#"
    exit 1
    --- stdout
    error[BW0600]: this is not JSON: byte 14 starts no character of UTF-8
     --> latin.json:2:13
      |
    2 |   "Id": "caf�", "Statement": []
      |             ^
      |
      = help: save the file as UTF-8

    1 error in 3 files
    `bailiwick explain BW0600` tells more
    "#);
}

#[test]
fn nothing_to_judge_is_an_error() {
    let folder = Folder::new();
    assert_snapshot!(folder.run("lint ."), @r"
    exit 2
    --- stderr
    error: `.` has no policy
    hint: name a file, or a folder with policies in files that end in `.json`
    ");
    assert!(folder.run("lint none.json").starts_with("exit 2\n"));
}
