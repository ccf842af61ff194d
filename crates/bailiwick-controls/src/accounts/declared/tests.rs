use bailiwick_compile::compile;
use bailiwick_estate::estate;
use bailiwick_estate::source::{Source, Sources};
use bailiwick_iam::account::Question;
use bailiwick_iam::decide::Decision;
use bailiwick_iam::request::Resource;

use super::declared;
use crate::accounts::{Directory, Entry};

/// People by Identity Center; a technical account with a role.
const CENTER: &str = "
estate: acme
organization:
  management_account: root
  identity: { provider: Okta, start_url: https://acme.awsapps.com/start, region: eu-central-1, session: acme }
accounts:
  root: { id: '111122223333' }
  prod: { id: '444455556666' }
  new: {}
environments: { production: { title: Production, purpose: production } }
systems:
  prod: { kind: account, account: prod, environment: production }
  new: { kind: account, account: new, environment: production }
permissions:
  Reader: { on: prod, means: Can read, allow: { actions: s3:GetObject, on: 'arn:aws:s3:::logs/*' } }
  Fresh: { on: new, means: Can list, allow: { actions: ec2:DescribeInstances, on: '*' } }
job_roles: { Developer: {} }
people:
  ada: { role: Developer, email: ada@acme.example }
  ben: { role: Developer }
technical_accounts:
  ci: { purpose: Pipeline, owner: ada, account: prod, authentication: { service: codebuild.amazonaws.com } }
groups:
  readers: { members: [ada, ci], grants: [{ permission: Reader }] }
  fresh: { members: [ada], grants: [{ permission: Fresh }] }
";

fn directory(text: &str) -> Directory {
    let sources = Sources::new(vec![Source {
        path: "estate.yaml".into(),
        text: text.into(),
    }]);
    let reading = estate::read(&sources).unwrap();
    let estate = reading
        .estate
        .unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    let (blueprint, found) = compile(&estate, &sources.attachments());
    let blueprint = blueprint.unwrap_or_else(|| panic!("{found:#?}"));
    declared(&estate, &blueprint)
}

fn entries(directory: &Directory, who: &str) -> Vec<Entry> {
    directory.find(who).unwrap().entries
}

fn decision(directory: &Directory, entry: &Entry, action: &str, arn: &str) -> Decision {
    let account = directory.accounts.get(entry.account).unwrap();
    let question = Question::new(action, Resource::new(arn));
    directory
        .accounts
        .ask(account, &entry.principal, &question)
        .decision
}

#[test]
fn a_person_has_a_session_for_each_permission_set() {
    let directory = directory(CENTER);
    let entries = entries(&directory, "ada");
    let through: Vec<&str> = entries.iter().map(|entry| entry.through.as_str()).collect();
    assert_eq!(
        through,
        [
            "`Fresh` in `new`, by the group `fresh`",
            "`Reader` in `prod`, by the group `readers`",
        ]
    );
    assert!(entries.iter().all(|entry| entry.identity_center));
    assert_eq!(entries[1].session, "ada@acme.example");
    let arn = &entries[1].principal.arn;
    assert!(
        arn.starts_with(
            "arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Reader_"
        ),
        "{arn}"
    );
}

#[test]
fn a_permission_is_what_its_session_may_do() {
    let directory = directory(CENTER);
    let entries = entries(&directory, "ada");
    let start = "arn:aws:ec2:eu-central-1:444455556666:instance/i-1";
    assert_eq!(
        decision(&directory, &entries[0], "ec2:DescribeInstances", "*"),
        Decision::Allowed
    );
    assert_eq!(
        decision(&directory, &entries[1], "ec2:StartInstances", start),
        Decision::ImplicitlyDenied
    );
}

#[test]
fn technical_accounts_groups_and_job_roles_have_entries() {
    let directory = directory(CENTER);
    let ci = entries(&directory, "ci");
    assert_eq!(ci.len(), 1);
    assert_eq!(ci[0].principal.arn, "arn:aws:iam::444455556666:role/ci");
    assert_eq!(entries(&directory, "groups/readers").len(), 1);
    assert_eq!(entries(&directory, "job_roles/Developer").len(), 2);
    assert_eq!(entries(&directory, "ben").len(), 0);
    let near = directory.find("adda").unwrap_err().near;
    assert_eq!(near.as_deref(), Some("ada"));
}

#[test]
fn an_account_without_an_id_says_what_stands_in() {
    let directory = directory(CENTER);
    assert_eq!(directory.stand_ins.len(), 1);
    assert!(
        directory.stand_ins[0].contains("`new`"),
        "{:?}",
        directory.stand_ins
    );
    let management = "111122223333".parse().unwrap();
    let management = directory.accounts.get(management).unwrap();
    assert_eq!(
        management.is_management,
        bailiwick_iam::decide::Known::Known(true)
    );
}

/// Without Identity Center people are IAM users.
const USERS: &str = "
estate: acme
accounts: { main: { id: '111122223333' } }
environments: { production: { title: Production, purpose: production } }
systems: { main: { kind: account, account: main, environment: production } }
permissions:
  Reader: { on: main, means: Can look, mfa: required, allow: { actions: ec2:DescribeInstances, on: '*' } }
job_roles: { Developer: {} }
people: { ada: { role: Developer } }
groups: { readers: { members: [ada], grants: [{ permission: Reader }] } }
";

#[test]
fn a_user_has_what_its_groups_give() {
    let directory = directory(USERS);
    for who in ["ada", "groups/readers", "job_roles/Developer", "users/ada"] {
        let entries = entries(&directory, who);
        assert_eq!(entries.len(), 1, "{who}");
        let decided = decision(&directory, &entries[0], "ec2:DescribeInstances", "*");
        // People prove with MFA that they are who they are.
        let depends = match decided {
            Decision::Unknown(undecided) => undecided.keys,
            other => panic!("{who}: {other:?}"),
        };
        let keys: Vec<_> = depends.iter().collect();
        assert_eq!(keys, ["aws:multifactorauthpresent"], "{who}");
    }
}
