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
fn a_manifest_that_was_edited_is_named() {
    let folder = Folder::new();
    folder.output("init acme");
    folder.output("build -o out acme");
    folder.write("out/bailiwick.json", b"{ edited");
    assert_snapshot!(folder.run("build -o out acme"), @r#"
    exit 2
    --- stderr
    error: `out/bailiwick.json` no longer says what an earlier build wrote here
    hint: bring that file back as it was, or name another folder
    "#);
}

#[test]
fn a_link_that_leads_nowhere_is_no_folder() {
    let folder = Folder::new();
    folder.output("init acme");
    std::os::unix::fs::symlink("nowhere", folder.path().join("out")).unwrap();
    assert_snapshot!(folder.run("build -o out acme"), @r#"
    exit 2
    --- stderr
    error: cannot read `out`
    cause: No such file or directory (os error 2)
    hint: it is a link that leads nowhere: mend it, or name a folder
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

#[test]
fn whoever_only_builds_sees_the_warnings() {
    let folder = Folder::with(&[(
        "a.yaml",
        "estate: acme
accounts: { prod: { id: '111122223333' } }
environments: { production: { purpose: production } }
systems: { aws: { kind: account, environment: production, account: prod } }
permissions: { Auditors: { on: aws, means: See, allow: { managed: SecurityAudit } } }
groups: { auditors: { grants: { permission: Auditors, until: 2020-12-31 } } }
",
    )]);
    let run = folder.run("build -o out");
    assert!(run.starts_with("exit 0\n"), "{run}");
    assert!(
        run.contains("warning[BW0511]: this grant ended on 2020-12-31"),
        "{run}"
    );
}
