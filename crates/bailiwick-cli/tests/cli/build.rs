//! `bailiwick build` through the real binary.

use std::fs;

use crate::support::Folder;
use insta::assert_snapshot;

#[test]
fn a_build_replaces_an_earlier_one_and_nothing_else() {
    let folder = Folder::new();
    folder.output("init acme");
    assert!(
        folder
            .run("build -o out acme")
            .starts_with("exit 0\n--- stdout\nacme: wrote ")
    );
    let manifest = || fs::read_to_string(folder.path().join("out/bailiwick.json")).unwrap();
    let first = manifest();
    assert!(folder.run("build -o out acme").starts_with("exit 0\n"));
    assert_eq!(manifest(), first);
    assert_snapshot!(folder.run("build -o acme acme"), @r#"
    exit 2
    --- stderr
    error: `acme` holds `estate.yaml`, which no build of Bailiwick wrote
    hint: name another folder, or move away what lies in this one; a build replaces its folder as a whole
    "#);
}

#[test]
fn an_estate_with_errors_is_not_built() {
    let folder = Folder::with(&[("a.yaml", "estate: acme\nteams: { a: { channel: b } }\n")]);
    assert_snapshot!(folder.run("build -o out"), @r#"
    exit 1
    --- stderr
    error[BW0301]: no channel is called `b`
     --> a.yaml:2:24
      |
    2 | teams: { a: { channel: b } }
      |                        ^
      |
      = help: declare it under `channels`, where nothing stands yet

    1 error in 1 file
    `bailiwick explain BW0301` tells more
    "#);
    assert!(!folder.path().join("out").exists());
}
