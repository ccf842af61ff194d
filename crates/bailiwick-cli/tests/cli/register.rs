//! `bailiwick register` through the real binary.

use insta::assert_snapshot;

use crate::support::Folder;

const ESTATE: &str = "
estate: acme
title: ACME
environments: { staging: { title: Staging, purpose: staging } }
systems: { host: { title: Bastion, kind: host, environment: staging } }
permissions: { Root: { on: host, means: Can administer Linux, allow: { linux: root, host: host } } }
job_roles: { Developer: {} }
groups: { root: { title: =Root, seats: { Developer: { count: 2, contractors: 1 } }, technical_seats: 1, grants: { permission: Root } } }
";

#[test]
fn a_register_in_each_format() {
    let folder = Folder::with(&[("a.yaml", ESTATE)]);
    assert_snapshot!(folder.run("register"), @r"
    exit 0
    --- stdout
    Access register: ACME

    Staging
    ═══════

    Bastion

    Permission  Means                                  Held by
    ────────────────────────────────────────────────────────────────────────────────────────────────────
    Root        Can administer Linux                   2 Developer (1 contractor)
                                                       1 technical account
    ");
    assert_snapshot!(folder.run("register --format markdown"), @r"
    exit 0
    --- stdout
    # Access register: ACME

    ## Staging

    ### Bastion

    | Permission | Means | Held by |
    | --- | --- | --- |
    | Root | Can administer Linux | 2 Developer (1 contractor)<br>1 technical account |
    ");
    assert_snapshot!(folder.run("register --format csv ."), @r"
    exit 0
    --- stdout
    environment,system,part of,permission,on,means,group,job role,count,contractors,technical accounts,members,mismatch,held,request,approvers,for,until
    Staging,Bastion,,Root,,Can administer Linux,'=Root,Developer,2,1,,,,standing,,,,
    Staging,Bastion,,Root,,Can administer Linux,'=Root,,,,1,,,standing,,,,
    ");
    let json = folder.json("register --format json");
    let seat = &json["environments"][0]["systems"][0]["permissions"][0]["groups"][0]["seats"][0];
    assert_eq!(
        (&seat["count"], &seat["contractors"]),
        (&2.into(), &1.into())
    );
}

#[test]
fn an_estate_with_errors_has_no_register() {
    let folder = Folder::with(&[("a.yaml", "estate: acme\nteams: { a: { channel: b } }\n")]);
    let run = folder.run("register --format json");
    assert!(
        run.starts_with("exit 1\n--- stderr\nerror[BW0301]"),
        "{run}"
    );
}

#[test]
fn a_table_is_as_wide_as_it_is_asked_to_be() {
    let folder = Folder::with(&[("a.yaml", ESTATE)]);
    let widest = |columns: &str| {
        let mut command = folder.command("register");
        let output = command.env("COLUMNS", columns).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| line.chars().count()).max()
    };
    assert_eq!(widest("80"), Some(80));
    assert_eq!(widest("40"), Some(40));
    assert_eq!(widest("7"), Some(40));
    assert_eq!(widest("0"), Some(100));
    assert_eq!(widest("wide"), Some(100));
}
