//! `bailiwick diff` through the real binary.

use std::process::Command;

use crate::support::Folder;
use insta::assert_snapshot;

const ESTATE: &str = "estate: acme
organization:
  management_account: main
  identity: { provider: Okta, start_url: https://acme.awsapps.com/start, region: eu-central-1, session: acme }
accounts:
  main: { id: '111122223333' }
  prod: { id: '444455556666' }
systems: { prod: { kind: account, account: prod } }
permissions:
  Reader:
    on: prod
    means: Can read the logs.
    allow: { actions: s3:GetObject, on: 'arn:aws:s3:::logs/*' }
job_roles: { Developer: {} }
people:
  ada: { role: Developer }
  ben: { role: Developer }
groups:
  readers: { members: [ada], grants: [{ permission: Reader }] }
";

fn widened() -> String {
    ESTATE.replace(
        "actions: s3:GetObject",
        "actions: [s3:GetObject, s3:PutObject]",
    )
}

fn two() -> Folder {
    Folder::with(&[("old/estate.yaml", ESTATE), ("new/estate.yaml", &widened())])
}

#[test]
fn who_gains_is_shown() {
    assert_snapshot!(two().run("diff old new"), @r#"
    exit 1
    --- stdout
    Access
    gains    `ada` by `readers` in `prod`, as `Reader`
               s3, write: `PutObject`
                 on `arn:aws:s3:::logs/*`
                 such as `s3:PutObject` on `arn:aws:s3:::logs/example`
    listed   is all that changes, proved: 1 user or role compared

    Reach
    proved   no change in reach: nothing that is declared lies in a network

    Controls
    same     there are no controls

    1 gain of access
    "#);
}

#[test]
fn who_loses_is_no_failure() {
    assert_snapshot!(two().run("diff new old --without-controls"), @r#"
    exit 0
    --- stdout
    Access
    loses    `ada` by `readers` in `prod`, as `Reader`
               s3, write: `PutObject`
                 on `arn:aws:s3:::logs/*`
                 such as `s3:PutObject` on `arn:aws:s3:::logs/example`
    proved   nobody gains access: 1 user or role compared

    Reach
    proved   no change in reach: nothing that is declared lies in a network

    Controls
    same     controls were not judged

    1 loss of access
    "#);
}

#[test]
fn no_change_is_proved() {
    let folder = Folder::with(&[
        ("old/estate.yaml", ESTATE),
        (
            "new/a.yaml",
            &ESTATE.replace("Can read the logs.", "Reads the logs."),
        ),
    ]);
    assert_snapshot!(folder.run("diff old new"), @r#"
    exit 0
    --- stdout
    Access
    proved   no change in access: 1 user or role compared

    Reach
    proved   no change in reach: nothing that is declared lies in a network

    Controls
    same     there are no controls

    no change in access: proved; no change in reach: proved
    "#);
    assert_snapshot!(folder.run("diff old old"), @r#"
    exit 0
    --- stdout
    Access
    proved   no change in access: 1 user or role compared

    Reach
    proved   no change in reach: nothing that is declared lies in a network

    Controls
    proved   no verdict changes: both sides say the same, to the letter

    no change in access: proved; no change in reach: proved
    "#);
}

#[test]
fn markdown_folds_what_nobody_has_to_look_at() {
    assert_snapshot!(two().run("diff new old --format markdown"), @r#"
    exit 0
    --- stdout
    **1 loss of access**

    ### Access

    **proved** nobody gains access: 1 user or role compared

    <details><summary>1 loses</summary>

    - **loses** `ada` by `readers` in `prod`, as `Reader`
      - s3, write: `PutObject`
        - on `arn:aws:s3:::logs/*`
        - such as `s3:PutObject` on `arn:aws:s3:::logs/example`

    </details>

    ### Reach

    **proved** no change in reach: nothing that is declared lies in a network

    ### Controls

    **same** there are no controls
    "#);
}

#[test]
fn a_long_comment_says_what_it_leaves_off() {
    let mut old = ESTATE.to_owned();
    for number in 0..600 {
        let (name, ada) = (format!("Role{number}"), format!("g{number}"));
        old = old.replacen(
            "job_roles:",
            &format!("  {name}:\n    on: prod\n    means: Can do {number}.\n    allow: {{ actions: s3:GetObject, on: 'arn:aws:s3:::bucket-{number}/*' }}\njob_roles:"),
            1,
        );
        old += &format!("  {ada}: {{ members: [ada], grants: [{{ permission: {name} }}] }}\n");
    }
    let new = old.replace(
        "actions: s3:GetObject",
        "actions: [s3:GetObject, s3:PutObject]",
    );
    let folder = Folder::with(&[("old/a.yaml", &old), ("new/a.yaml", &new)]);
    let output = folder.output("diff old new --format markdown --without-controls");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.chars().count() <= 65_536, "{}", text.chars().count());
    assert!(
        text.starts_with("**601 gains of access**"),
        "{}",
        &text[..200]
    );
    assert!(
        text.contains(" more would make this comment too long"),
        "{text}"
    );
}

#[test]
fn json_says_all() {
    let json = two().json("diff old new --format json");
    let shift = &json["access"]["shifts"][0];
    assert_eq!(json["access"]["unchanged"], false);
    assert_eq!(shift["kind"], "policies");
    assert_eq!(shift["holders"][0]["who"][0]["name"], "ada");
    assert_eq!(shift["gains"]["grants"][0]["actions"][0], "s3:PutObject");
    assert_eq!(json["reach"]["unchanged"], true);
}

/// A repository with the estate in a folder, in two commits and a work tree that differs.
fn repository() -> Folder {
    let folder = Folder::with(&[
        ("acme/estate.yaml", ESTATE),
        ("other/readme.txt", "no estate"),
    ]);
    git(&folder, &["init", "--quiet", "--initial-branch", "main"]);
    git(&folder, &["config", "user.name", "Ada"]);
    git(&folder, &["config", "user.email", "ada@acme.example"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message", "The estate"]);
    git(&folder, &["tag", "first"]);
    folder.write("acme/estate.yaml", widened().as_bytes());
    git(
        &folder,
        &["commit", "--quiet", "--all", "--message", "Wider"],
    );
    folder.write("acme/estate.yaml", ESTATE.as_bytes());
    folder
}

fn git(folder: &Folder, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(folder.path());
    // Nothing of whoever runs the tests has a say.
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn revisions_are_compared() {
    let folder = repository();
    let between = folder.run("diff first main acme --without-controls");
    assert!(between.contains("gains    `ada` by `readers`"), "{between}");
    assert!(between.starts_with("exit 1\n"), "{between}");
    let with_work_tree = folder.run("diff main acme --without-controls");
    assert!(
        with_work_tree.contains("loses    `ada` by `readers`"),
        "{with_work_tree}"
    );
    let same = folder.run("diff first acme --without-controls");
    assert!(same.contains("no change in access: proved"), "{same}");
    // Nobody's work is touched.
    git(&folder, &["diff", "--cached", "--quiet"]);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("acme/estate.yaml")).unwrap(),
        ESTATE
    );
}

#[test]
fn what_is_no_folder_and_no_revision_is_named() {
    let folder = repository();
    assert_snapshot!(folder.run("diff nosuch acme"), @r#"
    exit 2
    --- stderr
    error: `nosuch` is no folder, and no revision of the git repository of `acme`
    hint: `git log --oneline` lists revisions; one that only the server has is fetched first
    "#);
    assert_snapshot!(folder.run("diff first main elsewhere"), @r#"
    exit 2
    --- stderr
    error: `first` is no folder, and neither is `elsewhere`, in which it could be a revision
    hint: see whether the paths are right
    "#);
    folder.write("later/estate.yaml", ESTATE.as_bytes());
    assert_snapshot!(folder.run("diff first later"), @r#"
    exit 2
    --- stderr
    error: the revision `first` has no folder `later`
    hint: name the folder of the estate as DIR, as it was called then
    "#);
    let outside = two();
    assert_snapshot!(outside.run("diff main new"), @r#"
    exit 2
    --- stderr
    error: `main` is no folder, and `new` is in no git repository
    hint: name a folder, or run this inside of the repository
    "#);
    let without_git = folder
        .command("diff first acme")
        .env("PATH", "/nowhere")
        .output()
        .unwrap();
    let errors = String::from_utf8(without_git.stderr).unwrap();
    assert_eq!(without_git.status.code(), Some(2));
    assert!(
        errors.contains("`git`, which would know whether it is a revision"),
        "{errors}"
    );
}

#[test]
fn mistakes_of_a_revision_are_shown_as_of_it() {
    let folder = repository();
    folder.write(
        "acme/estate.yaml",
        b"estate: acme\nteams: { ship: { channel: none } }\n",
    );
    git(
        &folder,
        &["commit", "--quiet", "--all", "--message", "Wrong"],
    );
    let output = folder.run("diff first main acme");
    assert!(output.starts_with("exit 1\n"), "{output}");
    assert!(output.contains("main:acme/estate.yaml:2:"), "{output}");
}
