//! `bailiwick who-can` and `what-can` through the real binary.

use insta::assert_snapshot;

use crate::support::Folder;

const DETAILS: &str =
    include_str!("../../../bailiwick-iam/tests/samples/authorization-details.json");

const ESTATE: &str = "
estate: acme
organization:
  identity: { provider: Okta, start_url: https://acme.awsapps.com/start, region: eu-central-1, session: acme }
accounts: { prod: { id: '444455556666' }, new: {} }
environments: { production: { title: Production, purpose: production } }
systems:
  prod: { kind: account, account: prod, environment: production }
  new: { kind: account, account: new, environment: production }
permissions:
  Reader: { on: prod, means: Can look, allow: { actions: ec2:DescribeInstances, on: '*' } }
  Stopper: { on: new, means: Can stop, allow: { actions: ec2:StopInstances, on: '*' } }
job_roles: { Developer: {} }
people: { ada: { role: Developer, email: ada@acme.example } }
groups:
  readers: { members: [ada], grants: [{ permission: Reader }] }
  stoppers: { members: [ada], grants: [{ permission: Stopper }] }
";

fn folder() -> Folder {
    Folder::with(&[("details.json", DETAILS), ("a.yaml", ESTATE)])
}

#[test]
fn everybody_is_asked() {
    let folder = folder();
    assert_snapshot!(folder.run("who-can ec2:TerminateInstances arn:aws:ec2:eu-west-1:111122223333:instance/i-1 --observed details.json --no-organization"), @r"
    exit 0
    --- stdout
    allowed  arn:aws:iam::111122223333:role/web-function
    allowed  arn:aws:iam::111122223333:user/ada
    unknown  arn:aws:iam::111122223333:user/ben

    What is unknown depends on
      the condition key `aws:resourcetag/team`

    It is denied to 5 other users and roles. 8 users and roles were asked.

    Service data of 2026-09-26.
    AWS managed policies of 2026-09-30: ReadOnlyAccess v190.
    ");
}

#[test]
fn people_stand_beside_their_roles() {
    let folder = folder();
    assert_snapshot!(folder.run("who-can ec2:DescribeInstances * ."), @r"
    exit 0
    --- stdout
    allowed  arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Reader_0123456789abcdef
             ada

    It is denied to 1 other user or role. 2 users and roles were asked.

    Service data of 2026-09-26.
    ");
}

#[test]
fn what_somebody_can_is_listed_by_resource() {
    let folder = folder();
    assert_snapshot!(folder.run("what-can ben --observed details.json --no-organization"), @r"
    exit 0
    --- stdout
    arn:aws:iam::111122223333:user/ben
      on *
        ec2:Describe*
      on *
        ec2:TerminateInstances
        depends on the condition key `aws:resourcetag/team`
      on arn:aws:s3:::acme-logs
        s3:ListBucket
      on arn:aws:s3:::acme-logs/*
        s3:GetObject

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("what-can ben --service s3 --observed details.json --no-organization"), @r"
    exit 0
    --- stdout
    arn:aws:iam::111122223333:user/ben
      on arn:aws:s3:::acme-logs
        s3:ListBucket
      on arn:aws:s3:::acme-logs/*
        s3:GetObject

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("what-can ada ."), @r"
    exit 0
    --- stdout
    `Stopper` in `new`, by the group `stoppers`
      on *
        ec2:StopInstances

    `Reader` in `prod`, by the group `readers`
      on *
        ec2:DescribeInstances

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("what-can ben --service s4 --observed details.json"), @r"
    exit 2
    --- stderr
    error: no service of AWS has the prefix `s4`
    ");
}
