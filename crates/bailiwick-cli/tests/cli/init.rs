//! `bailiwick init` through the real binary.

use std::fs;

use crate::support::Folder;
use insta::assert_snapshot;

#[test]
fn it_says_what_to_do_next() {
    assert_snapshot!(Folder::new().run("init acme"), @r#"
    exit 0
    --- stdout
    wrote acme/estate.yaml
    wrote acme/accounts.yaml
    wrote acme/people.yaml
    wrote acme/access.yaml
    wrote acme/controls.yaml

    Next:
      bailiwick check acme             say what is wrong, and judge the controls
      bailiwick show ada acme          everything about one person
      change the names and numbers to yours, and check again
    "#);
}

#[test]
fn the_schema_that_the_files_name_lies_beside_them() {
    let folder = Folder::new();
    folder.output("init");
    let text = fs::read_to_string(folder.path().join("people.yaml")).unwrap();
    let first = text.lines().next().unwrap();
    let schema = first
        .strip_prefix("# yaml-language-server: $schema=")
        .unwrap();
    let schema = fs::read(folder.path().join(schema)).unwrap();
    assert_eq!(schema, folder.output("schema").stdout);
}

#[test]
fn yaml_files_are_left_as_they_are() {
    let folder = Folder::with(&[("acme/deep/a.yml", "mine")]);
    assert_snapshot!(folder.run("init acme"), @r#"
    exit 2
    --- stderr
    error: `acme` already has YAML files, such as `acme/deep/a.yml`
    hint: name a new folder; `bailiwick check` says whether the files there are an estate
    "#);
}
