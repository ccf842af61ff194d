//! `bailiwick show` through the real binary.

use crate::support::Folder;
use insta::assert_snapshot;

fn estate() -> Folder {
    let folder = Folder::new();
    folder.output("init acme");
    folder
}

#[test]
fn a_person_with_what_they_hold() {
    assert_snapshot!(estate().run("show ada acme"), @r#"
    exit 0
    --- stdout
    people/ada  acme/people.yaml:10
      title  Ada Lovelace                                           acme/people.yaml:11
      role   Platform Engineer                                      acme/people.yaml:12
      email  ada@acme.example                                       acme/people.yaml:13
      teams                                                         acme/people.yaml:14
        - platform

      in_groups
        - operators

      holds
        - permission  Viewer
          means       Can see everything, and change nothing.
          in          accounts/production
          by          groups/operators
          way_in      look
          held        standing
        - permission   Operator
          means        Can restart and change what runs. Cannot change who may do what.
          in           accounts/production
          by           groups/operators
          way_in       repair
          held         on request
          request      AWS production repair
          approved_by  platform
          for          4h

      named_by
        groups/operators           members                          acme/access.yaml:27
        controls/second-factor     unknown_accepted approved_by     acme/controls.yaml:25
        controls/root-locked-away  unknown_accepted approved_by     acme/controls.yaml:30
    "#);
}

#[test]
fn an_account_with_what_the_organisation_says_of_it() {
    assert_snapshot!(estate().run("show accounts/root acme"), @r#"
    exit 0
    --- stdout
    accounts/root  acme/accounts.yaml:31
      class  management                                             acme/accounts.yaml:31
      owner  platform                                               acme/accounts.yaml:31
      email  aws@acme.example                                       acme/accounts.yaml:31

      is  the account the organisation is managed from

      class
        name         management
        description  The account that the organisation is managed from.
        data         none
        iam_users    never

      ask_in  #aws-access, of the team platform
      budget  100 USD/month, the organisation's default
      region  eu-central-1, the organisation's default

      named_by
        organization  management_account                            acme/estate.yaml:10
    "#);
}

#[test]
fn a_system_with_who_holds_something_in_its_own_account() {
    let folder = Folder::new();
    let acme = format!("{}/../../examples/acme", env!("CARGO_MANIFEST_DIR"));
    let shown = |name: &str| folder.run(&format!("show {name} {acme}"));
    let cluster = shown("production-cluster");
    assert!(
        cluster.contains("in           accounts/production"),
        "{cluster}"
    );
    assert!(
        !cluster.contains("accounts/staging") && !cluster.contains("accounts/city-opera"),
        "its permissions are held there too, and reach other clusters there: {cluster}"
    );
    let product = shown("datadog");
    assert!(product.contains("in          systems/datadog"), "{product}");
}

#[test]
fn nested_records_lists_and_assumptions() {
    let folder = Folder::with(&[(
        "a.yaml",
        r##"estate: acme
channels:
  ask:
    address: "#ask"
    purpose: |
      Ask here.
      Wait there.
    assumed: { purpose: no document says it }
people:
  ada:
    role: Developer
    contractor: { until: 2027-01-31, company: Initech, assumed: { company: a guess } }
    teams: [one, two]
teams: { one: , two: }
job_roles: { Developer: }
"##,
    )]);
    assert_snapshot!(folder.run("show ask"), @r#"
    exit 0
    --- stdout
    channels/ask  a.yaml:3
      address  #ask                                                 a.yaml:4
      purpose (assumed: no document says it)                        a.yaml:5
        Ask here.
        Wait there.
    "#);
    assert_snapshot!(folder.run("show ada"), @r#"
    exit 0
    --- stdout
    people/ada  a.yaml:10
      role  Developer                                               a.yaml:11
      contractor                                                    a.yaml:12
        until    2027-01-31
        company  Initech (assumed: a guess)
      teams                                                         a.yaml:13
        - one
        - two
    "#);
    let json = folder.json("show ada --format json");
    assert_snapshot!(format!("{json:#}"), @r#"
    {
      "section": "people",
      "name": "ada",
      "place": "a.yaml:10",
      "fields": {
        "role": "Developer",
        "contractor": {
          "until": "2027-01-31",
          "company": "Initech",
          "assumed": {
            "company": "a guess"
          }
        },
        "teams": [
          "one",
          "two"
        ]
      },
      "places": {
        "role": "a.yaml:11",
        "contractor": "a.yaml:12",
        "teams": "a.yaml:13"
      },
      "facts": {},
      "named_by": {}
    }
    "#);
}

#[test]
fn names_that_say_too_little_or_nothing() {
    let folder = estate();
    assert_snapshot!(folder.run("show production acme"), @r#"
    exit 2
    --- stderr
    error: `production` is declared more than once
    hint: say which: `accounts/production` or `environments/production`
    "#);
    assert_snapshot!(folder.run("show operatrs acme"), @r#"
    exit 2
    --- stderr
    error: the estate declares no `operatrs`
    hint: did you mean `groups/operators`?
    "#);
    assert_snapshot!(folder.run("show zzz acme"), @r#"
    exit 2
    --- stderr
    error: the estate declares no `zzz`
    hint: name something that the estate declares, as `name` or `section/name`
    "#);
}

#[test]
fn an_estate_with_errors_is_shown_as_far_as_it_goes() {
    let folder = Folder::with(&[("a.yaml", "estate: acme\nteams: { a: { channel: b } }\n")]);
    assert_snapshot!(folder.run("show a"), @r#"
    exit 1
    --- stdout
    teams/a  a.yaml:2
      channel  b                                                    a.yaml:2
    --- stderr

    The estate has errors, so what follows from it is left out here: see `bailiwick check`.
    "#);
}

#[test]
fn a_secret_is_never_shown() {
    // Put together here, so that this file holds no key either.
    let key = format!("AKIA{}", "ABCDEFGHIJKLMNOP");
    let text =
        format!("estate: acme\nteams: {{ a: {{ title: &key {key}, description: *key }} }}\n");
    let folder = Folder::with(&[("a.yaml", &text)]);
    for arguments in [
        "show a",
        "show a --format json",
        "check",
        "check --format json",
    ] {
        assert!(!folder.run(arguments).contains(&key), "{arguments}");
    }
}
