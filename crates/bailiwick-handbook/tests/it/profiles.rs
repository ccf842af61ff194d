//! Profiles of a small estate, and what they do to a config file.

use bailiwick_handbook::profiles::{Comparison, Profiles, ProfilesError, Refusal};

pub(crate) const ESTATE: &str = r#"
estate: acme
organization:
  identity: { provider: okta, start_url: https://acme.awsapps.com/start, region: us-west-2, session: acme }
  defaults: { region: us-east-1, output: json }
account_classes:
  production:
    description: For users
    data: customer
    iam_users: never
    entry:
      escalation: { permission: AdministratorAccess, request: AWS SSO - Escalation, approvers: ship, for: 4h }
accounts:
  prod: { id: "222222222222", class: production, region: eu-central-1 }
  dev account: { id: "333333333333" }
  next: { class: production }
  default: { id: "444444444444" }
systems:
  dev: { kind: account, account: dev account }
  bastion: { kind: host, account: dev account }
permissions:
  ReadOnly: { on: dev, means: Can read, allow: { managed: ReadOnlyAccess } }
  AdministratorAccess: { means: Can do everything, allow: { managed: AdministratorAccess } }
  Root: { on: bastion, means: Can administer Linux, allow: { linux: root, host: bastion } }
teams: { ship: {} }
job_roles: { Developer: {} }
people:
  ada: { role: Developer, email: ada@acme.example, teams: ship }
  alan: { role: Developer, email: alan@acme.example }
groups:
  developers:
    members: ada
    grants:
      - permission: ReadOnly
      - permission: Root
      - { permission: AdministratorAccess, on: [dev account, default] }
      - entry: production/escalation
"#;

pub(crate) fn profiles() -> Profiles {
    Profiles::of(&crate::estate(ESTATE), "ada").expect("ada has profiles")
}

fn compare(text: &str) -> Comparison {
    Comparison::of(&profiles(), text).expect("the text is a config file")
}

#[test]
fn one_profile_for_each_account_and_permission() {
    insta::assert_snapshot!(profiles().to_config(), @r"
    # managed by bailiwick (acme)
    [sso-session acme]
    sso_start_url = https://acme.awsapps.com/start
    sso_region = us-west-2
    sso_registration_scopes = sso:account:access

    # managed by bailiwick (acme)
    [profile prod]
    # request AWS SSO - Escalation first, approved by ship, for 4h
    sso_session = acme
    sso_account_id = 222222222222
    sso_role_name = AdministratorAccess
    region = eu-central-1
    output = json

    # managed by bailiwick (acme)
    [profile dev-account-ReadOnly]
    sso_session = acme
    sso_account_id = 333333333333
    sso_role_name = ReadOnly
    region = us-east-1
    output = json

    # managed by bailiwick (acme)
    [profile dev-account-AdministratorAccess]
    sso_session = acme
    sso_account_id = 333333333333
    sso_role_name = AdministratorAccess
    region = us-east-1
    output = json

    # managed by bailiwick (acme)
    [profile default-AdministratorAccess]
    sso_session = acme
    sso_account_id = 444444444444
    sso_role_name = AdministratorAccess
    region = us-east-1
    output = json

    # next has no account id yet, so it has no profile
    ");
}

#[test]
fn somebody_without_access_has_no_profiles() {
    let profiles = Profiles::of(&crate::estate(ESTATE), "alan").expect("alan is a person");
    assert_eq!(profiles.to_config(), "");
    // What was written for them before is stale then.
    let before = compare("")
        .text()
        .expect("nothing is in the way")
        .to_owned();
    let comparison = Comparison::of(&profiles, &before).expect("we wrote it");
    assert_eq!(comparison.text(), Ok(""));
}

#[test]
fn there_is_a_reason_for_no_profiles() {
    let unknown = Profiles::of(&crate::estate(ESTATE), "adda");
    let near = Some("ada".to_owned());
    let person = "adda".to_owned();
    assert_eq!(unknown, Err(ProfilesError::UnknownPerson { person, near }));

    let text = "estate: acme\njob_roles: { Developer: {} }\npeople: { ada: { role: Developer } }";
    let error = Profiles::of(&crate::estate(text), "ada").expect_err("nobody signs in");
    insta::assert_snapshot!(error, @"people of `acme` do not sign in by IAM Identity Center, so there are no profiles");
}

#[test]
fn a_file_keeps_what_is_not_ours() {
    let before = "; mine\r\n[default]\r\nregion=eu-west-1\r\ns3 =\r\n  addressing_style = path\r\n";
    let text = compare(before)
        .text()
        .expect("nothing is in the way")
        .to_owned();
    assert!(text.starts_with(before));
    assert!(text.lines().all(|line| !line.ends_with(' ')));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(compare(&text).is_current());
}

#[test]
fn a_section_of_ours_is_mended_in_place() {
    let whole = compare("")
        .text()
        .expect("nothing is in the way")
        .to_owned();
    let stale = "\n# managed by bailiwick (acme)\n[profile gone]\nsso_session = acme\n# theirs\n";
    let changed = whole.replace("us-west-2", "us-east-2") + stale;
    let comparison = compare(&changed);
    insta::assert_snapshot!(comparison.to_diff(), @r"
      # managed by bailiwick (acme)
      [sso-session acme]
      sso_start_url = https://acme.awsapps.com/start
    - sso_region = us-east-2
    + sso_region = us-west-2
      sso_registration_scopes = sso:account:access

    - # managed by bailiwick (acme)
    - [profile gone]
    - sso_session = acme
    ");
    assert_eq!(comparison.text(), Ok(&*(whole + "\n# theirs\n")));
}

#[test]
fn a_section_of_others_is_left_or_stands_in_the_way() {
    let session =
        "[sso-session acme]\nsso_region: us-west-2\nsso_registration_scopes = sso:account:access\n";
    let same = format!("{session}sso_start_url = https://acme.awsapps.com/start\n");
    let comparison = compare(&same);
    assert_eq!(comparison.same.len(), 1);
    assert!(comparison.text().is_ok_and(|text| text.starts_with(&same)));

    let other = format!("{session}sso_start_url = https://else.awsapps.com/start\n");
    let comparison = compare(&other);
    assert!(!comparison.is_current());
    let refusal = comparison
        .text()
        .expect_err("another session is in the way");
    insta::assert_snapshot!(refusal, @"`[sso-session acme]` is there already, is not managed by bailiwick, and says something else");
}

/// The mark alone does not make a section ours.
#[test]
fn a_mark_above_a_section_of_others_changes_nothing() {
    let theirs = "# managed by bailiwick (acme)\n[profile mine]\nregion = eu-west-1\n\n# managed by bailiwick (other)\n[profile other]\nsso_session = acme\n";
    let comparison = compare(theirs);
    assert!(comparison.text().is_ok_and(|text| text.starts_with(theirs)));
    // Nor is it passed over in silence: it may be one of ours that somebody changed.
    let unsure: Vec<String> = comparison.unsure.iter().map(ToString::to_string).collect();
    assert_eq!(unsure, ["[profile mine]"]);
}

#[test]
fn a_session_that_others_use_stays() {
    let ours = compare("")
        .text()
        .expect("nothing is in the way")
        .to_owned();
    let text = format!("{ours}\n[profile mine]\nsso_session = acme\n");
    let nobody = Profiles::of(&crate::estate(ESTATE), "alan").expect("alan is a person");
    let comparison = Comparison::of(&nobody, &text).expect("we wrote it");
    let text = comparison.text().expect("nothing is in the way");
    assert!(text.starts_with("# managed by bailiwick (acme)\n[sso-session acme]\n"));
    assert!(text.ends_with("[profile mine]\nsso_session = acme\n"));
    assert!(!text.contains("[profile prod]"));
}

#[test]
fn what_the_aws_cli_refuses_is_refused() {
    for (text, said) in [
        (
            "[profile mine\n",
            "line 1: the header of this section has no `]`",
        ),
        ("region = x\n", "line 1: this setting belongs to no section"),
        (
            "[a]\nregion\n",
            "line 2: this is neither a section, a setting nor a comment",
        ),
        ("[a]\n[b]\n[a]\n", "line 3: `[a]` is there a second time"),
    ] {
        match Comparison::of(&profiles(), text) {
            Err(Refusal::Malformed(malformed)) => assert_eq!(malformed.to_string(), said),
            other => panic!("{text:?}: {other:?}"),
        }
    }
}
