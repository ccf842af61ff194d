//! Input that cannot be an estate: a clear error, exit code 2, within seconds.
//!
//! These tests may run as root, whom no permission stops: what cannot be read is a
//! link that leads nowhere and a folder with the name of a file.

use std::fs;
use std::os::unix::fs::symlink;

use crate::support::Folder;
use insta::assert_snapshot;

#[test]
fn a_folder_that_is_not_there() {
    assert_snapshot!(Folder::new().run("check nowhere"), @r#"
    exit 2
    --- stderr
    error: cannot read `nowhere`
    cause: No such file or directory (os error 2)
    hint: see whether the path is right; a link may lead nowhere
    "#);
}

#[test]
fn a_folder_without_yaml() {
    let folder = Folder::with(&[("readme.txt", "hello")]);
    assert_snapshot!(folder.run("check"), @r#"
    exit 2
    --- stderr
    error: `.` has no YAML file
    hint: name the folder of the estate, or let `bailiwick init DIR` write a small one to start from
    "#);
}

#[test]
fn yaml_of_something_else() {
    let folder = Folder::with(&[("app/compose.yaml", "services:\n  web: { image: nginx }\n")]);
    assert_snapshot!(folder.run("check app"), @r#"
    exit 2
    --- stderr
    error: no file in `app` is part of an estate
    hint: a file of an estate has sections such as `accounts:` or `groups:`; `bailiwick init DIR` writes a small estate to start from
    "#);
}

#[test]
fn a_file_of_something_else() {
    let folder = Folder::with(&[("empty.yaml", "")]);
    assert_snapshot!(folder.run("check empty.yaml"), @r#"
    exit 2
    --- stderr
    error: `empty.yaml` is no part of an estate
    hint: a file of an estate has sections such as `accounts:` or `groups:`; `bailiwick init DIR` writes a small estate to start from
    "#);
}

#[test]
fn broken_yaml_is_a_diagnostic_not_a_failure() {
    let folder = Folder::with(&[("a.yaml", "teams: {")]);
    assert!(folder.run("check").starts_with("exit 1\n"));
}

#[test]
fn a_link_that_leads_nowhere() {
    let folder = Folder::with(&[("acme/a.yaml", "estate: acme\n")]);
    symlink("nowhere", folder.path().join("acme/b.yaml")).unwrap();
    assert_snapshot!(folder.run("check acme"), @r#"
    exit 2
    --- stderr
    error: cannot read `acme/b.yaml`
    cause: No such file or directory (os error 2)
    hint: see whether the path is right; a link may lead nowhere
    "#);
}

#[test]
fn a_folder_named_like_a_file() {
    let folder = Folder::with(&[("a.yaml", "estate: acme\n")]);
    fs::create_dir(folder.path().join("b.yaml")).unwrap();
    assert_snapshot!(folder.run("check"), @r#"
    exit 2
    --- stderr
    error: `b.yaml` is not a file
    hint: rename it, or move it out of the estate's folder
    "#);
}

#[test]
fn a_device_named_like_a_file() {
    let folder = Folder::new();
    symlink("/dev/zero", folder.path().join("a.yaml")).unwrap();
    assert_snapshot!(folder.run("check"), @r#"
    exit 2
    --- stderr
    error: `a.yaml` is not a file
    hint: rename it, or move it out of the estate's folder
    "#);
}

#[test]
fn links_in_a_circle_end_and_a_file_is_read_once() {
    let folder = Folder::with(&[("more/a.yaml", "estate: acme\n")]);
    symlink("..", folder.path().join("more/up")).unwrap();
    symlink("more", folder.path().join("again")).unwrap();
    assert_snapshot!(folder.run("check"), @r#"
    exit 0
    --- stdout
    acme: nothing yet — no problems
    no control is declared, so none was judged; `bailiwick explain` lists those there are
    "#);
}

#[test]
fn a_file_that_is_not_utf_8() {
    let folder = Folder::new();
    folder.write("a.yaml", b"estate: acme\ntitle: \xff\n");
    assert_snapshot!(folder.run("check"), @r#"
    exit 2
    --- stderr
    error: `a.yaml` is not UTF-8 text: byte 20, in line 2, starts no character
    cause: invalid utf-8 sequence of 1 bytes from index 20
    hint: save the file as UTF-8
    "#);
}

#[test]
fn a_file_that_is_too_large() {
    let folder = Folder::new();
    let file = fs::File::create(folder.path().join("a.yaml")).unwrap();
    file.set_len(1 << 40).unwrap();
    assert_snapshot!(folder.run("check"), @r#"
    exit 2
    --- stderr
    error: `a.yaml` is too large: 1099511627776 bytes, where 16777216 are the most for one file
    hint: see whether this is the folder you mean; if it is, split the file
    "#);
}

#[test]
fn files_that_are_too_large_together() {
    let folder = Folder::new();
    for number in 0..17 {
        let path = folder.path().join(format!("{number}.yaml"));
        fs::File::create(path).unwrap().set_len(16 << 20).unwrap();
    }
    assert_snapshot!(folder.run("check"), @r#"
    exit 2
    --- stderr
    error: the files in `.` are too large: 285212672 bytes, where 268435456 are the most for all
    hint: see whether this is the folder you mean; if it is, split the file
    "#);
}

#[test]
fn nesting_without_end() {
    let folder = Folder::with(&[("acme/a.yaml", &"[".repeat(200_000))]);
    assert_snapshot!(folder.run("check acme"), @r#"
    exit 2
    --- stderr
    error: cannot read `acme/a.yaml`
    cause: lists and mappings nest deeper than 64 levels at line 1
    hint: no estate is written like this; see whether the file belongs here
    "#);
}

#[test]
fn aliases_of_aliases() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = format!("*a{}, ", level - 1).repeat(9);
        text += &format!("a{level}: &a{level} [{before}]\n");
    }
    let folder = Folder::with(&[("a.yaml", &text)]);
    assert_snapshot!(folder.run("check"), @r#"
    exit 2
    --- stderr
    error: cannot read `a.yaml`
    cause: up to line 7, the estate has more than 2000000 values once its aliases are written out
    hint: no estate is written like this; see whether the file belongs here
    "#);
}

#[test]
fn an_option_that_there_is_not() {
    let folder = Folder::new();
    assert_eq!(folder.output("check --fromat json").status.code(), Some(2));
    assert_eq!(folder.output("chekc").status.code(), Some(2));
}
