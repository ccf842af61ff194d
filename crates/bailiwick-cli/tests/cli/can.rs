//! `bailiwick can` through the real binary.

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
fn a_person_is_asked_through_each_way_in() {
    let folder = folder();
    assert_snapshot!(folder.run("can ada ec2:DescribeInstances *"), @r"
    exit 0
    --- stdout
    denied   `Stopper` in `new`, by the group `stoppers`
             nothing allows it
    allowed  `Reader` in `prod`, by the group `readers`
    000000000001 stands in for the id of `new`, which AWS has yet to give.

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("can ada ec2:DescribeInstances * --in new"), @r"
    exit 1
    --- stdout
    denied   `Stopper` in `new`, by the group `stoppers`
             nothing allows it
    000000000001 stands in for the id of `new`, which AWS has yet to give.

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("can ada ec2:DescribeInstances * --in now"), @r"
    exit 2
    --- stderr
    error: there is no account `now`
    hint: name an account, or give its id
    ");
}

#[test]
fn an_answer_depends_on_what_was_not_given_and_says_so() {
    let folder = folder();
    assert_snapshot!(folder.run("can ben s3:GetObject arn:aws:s3:::acme-logs/a --observed details.json"), @r"
    exit 4
    --- stdout
    unknown  arn:aws:iam::111122223333:user/ben

    What is unknown depends on
      the account that owns `arn:aws:s3:::acme-logs/a`
      the policy of `arn:aws:s3:::acme-logs`
      the resource control policies over `arn:aws:s3:::acme-logs/a`
      the service control policies of account 111122223333: `aws organizations list-parents` of `111122223333`
      whether 111122223333 is the management account, as `aws organizations describe-organization` prints

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("can ben s3:GetObject arn:aws:s3:::acme-logs/a --observed details.json --no-organization --owner 111122223333 --resource-policy none"), @r"
    exit 0
    --- stdout
    allowed  arn:aws:iam::111122223333:user/ben

    Service data of 2026-09-26.
    ");
}

#[test]
fn keys_decide() {
    let folder = folder();
    assert_snapshot!(folder.run("can ben ec2:TerminateInstances arn:aws:ec2:eu-west-1:111122223333:instance/i-1 --observed details.json --no-organization"), @r"
    exit 4
    --- stdout
    unknown  arn:aws:iam::111122223333:user/ben

    What is unknown depends on
      the condition key `aws:resourcetag/team`

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("can ben ec2:TerminateInstances arn:aws:ec2:eu-west-1:111122223333:instance/i-1 --observed details.json --no-organization --with aws:ResourceTag/team=web"), @r"
    exit 0
    --- stdout
    allowed  arn:aws:iam::111122223333:user/ben

    Service data of 2026-09-26.
    ");
}

#[test]
fn an_explanation_goes_through_the_statements() {
    let folder = folder();
    assert_snapshot!(folder.run("can ci iam:PassRole arn:aws:iam::111122223333:role/machine --observed details.json --no-organization --with iam:PassedToService=lambda.amazonaws.com --explain"), @r"
    exit 1
    --- stdout
    denied   arn:aws:iam::111122223333:user/ci
             nothing allows it
             statement 2 of `arn:aws:iam::111122223333:policy/deploy` that allows does not apply: `StringEquals` wants `iam:PassedToService` to be `ec2.amazonaws.com`, the request has `lambda.amazonaws.com`

    Service data of 2026-09-26.
    ");
}

#[test]
fn what_is_mistyped_is_told_with_what_was_meant() {
    let folder = folder();
    assert_snapshot!(folder.run("can adda ec2:DescribeInstances *"), @r"
    exit 2
    --- stderr
    error: there is nobody called `adda`
    hint: did you mean `ada`?
    ");
    assert_snapshot!(folder.run("can ci iam:PasRole arn:aws:iam::111122223333:role/machine --observed details.json"), @r"
    exit 2
    --- stderr
    error: `iam:PasRole` is no action of AWS
    hint: did you mean `iam:PassRole`?
    ");
    assert_snapshot!(folder.run("can ci iam:PassRole arn:aws:iam::111122223333:role/* --observed details.json"), @r"
    exit 2
    --- stderr
    error: `arn:aws:iam::111122223333:role/*` is no single resource
    hint: name one resource, or `*` for an action that works on none in particular
    ");
    assert_snapshot!(folder.run("can ci iam:PassRole machine --observed details.json"), @r"
    exit 2
    --- stderr
    error: `machine` is no resource
    hint: a resource has an ARN, such as `arn:aws:s3:::bucket/key`
    ");
}

#[test]
fn a_key_is_carried_or_not() {
    let folder = folder();
    let question = "ben ec2:TerminateInstances arn:aws:ec2:eu-west-1:111122223333:instance/i-1 --observed details.json";
    assert_snapshot!(folder.run(&format!("can {question} --with aws:ResourceTag/team=web --without aws:resourcetag/Team")), @r"
    exit 2
    --- stderr
    error: the request cannot carry `aws:resourcetag/Team` and not carry it
    hint: leave out `--with aws:resourcetag/Team=…` or `--without aws:resourcetag/Team`
    ");
    assert!(
        folder
            .run("what-can ben --observed details.json --with a:b=c --without A:B")
            .starts_with("exit 2\n")
    );
}

#[test]
fn who_calls_is_not_said_by_a_key() {
    let folder = folder();
    let question = "can ben s3:GetObject arn:aws:s3:::logs/a --observed details.json";
    assert_snapshot!(folder.run(&format!("{question} --with aws:principalarn=arn:aws:iam::111122223333:user/other")), @r"
    exit 2
    --- stderr
    error: `aws:principalarn` follows from who calls
    hint: leave out `--with aws:principalarn`: to ask about somebody else, name them
    ");
    assert_snapshot!(folder.run(&format!("{question} --without aws:PrincipalArn")), @r"
    exit 2
    --- stderr
    error: `aws:PrincipalArn` follows from who calls
    hint: leave out `--without aws:PrincipalArn`: to ask about somebody else, name them
    ");
    let who_can = "who-can s3:GetObject arn:aws:s3:::logs/a --observed details.json";
    let answer = folder.run(&format!("{who_can} --with aws:username=ada"));
    assert!(answer.starts_with("exit 2\n"), "{answer}");
    assert!(
        answer.contains("`aws:username` follows from who calls"),
        "{answer}"
    );
}

/// AWS may mean the first of two members with one key, and the last was read.
#[test]
fn a_repeated_key_is_refused() {
    let folder = Folder::with(&[(
        "p/ada.json",
        r#"{"Statement": [], "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#,
    )]);
    assert_snapshot!(folder.run("can ada ec2:DescribeInstances * --observed p"), @r"
    exit 2
    --- stderr
    error: cannot understand `ada.json`: `Statement` stands here twice, in line 1, column 19
    hint: every file must be what `aws … --output json` printed, or a credential report; nothing is left out, since what is missing would look as if it were not there
    ");
}

#[test]
fn programs_get_the_same() {
    let folder = folder();
    let json = folder.json(
        "can ada ec2:StopInstances arn:aws:ec2:eu-west-1:000000000001:instance/i-1 --format json",
    );
    let decisions: Vec<_> = json["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| answer["decision"].as_str().unwrap())
        .collect();
    assert_eq!(decisions, ["allowed", "implicitly denied"]);
    assert_eq!(json["standIns"].as_array().unwrap().len(), 1);
}

#[test]
fn plain_policies_are_asked_by_their_paths() {
    let allow =
        r#"{ "Statement": { "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*" } }"#;
    let boundary = r#"{ "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } }"#;
    let folder = Folder::with(&[
        ("p/users/ada.json", allow),
        ("p/roles/web/describe.json", allow),
        ("p/roles/web/boundary.json", boundary),
    ]);
    let run = |who: &str| {
        let question =
            "ec2:DescribeInstances * --observed p --no-organization --account 111122223333";
        folder.run(&format!("can {who} {question}"))
    };
    assert!(
        run("ada").starts_with("exit 0\n--- stdout\nallowed  arn:aws:iam::111122223333:user/ada")
    );
    assert!(
        run("web").starts_with("exit 1\n--- stdout\ndenied   arn:aws:iam::111122223333:role/web")
    );
}
