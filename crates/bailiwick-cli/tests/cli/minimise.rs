//! `bailiwick minimise` through the real binary.

use crate::support::Folder;
use insta::assert_snapshot;

/// Something redundant in every list.
const WORDY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:Get*"],
      "Resource": ["arn:aws:s3:::logs/*"] },
    { "Sid": "List", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::logs/*" },
    { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/2026" }
  ]
}
"#;

/// Every action of SQS that reads.
const READING: &str = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": [
  "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListDeadLetterSourceQueues",
  "sqs:ListMessageMoveTasks", "sqs:ListQueueTags", "sqs:ListQueues", "sqs:ReceiveMessage"
], "Resource": "*"}}"#;

const SMALL: &str = r#"{"Statement":{"Effect":"Deny","NotAction":"sts:*","NotResource":"*"},"Version":"2012-10-17"}"#;

#[test]
fn the_smaller_policy_is_printed_and_its_sizes_beside_it() {
    let folder = Folder::with(&[("wordy.json", WORDY)]);
    assert_snapshot!(folder.run("minimise wordy.json"), @r#"
    exit 0
    --- stdout
    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["s3:Get*","s3:ListBucket"],"Resource":"arn:aws:s3:::logs/*"}}
    --- stderr
    wordy.json: 310 characters before, 125 after; fits 6144 characters
      proved to decide every request alike, of actions to come as well
    "#);
}

#[test]
fn what_comes_out_is_proved_again_from_the_files() {
    let folder = Folder::with(&[("wordy.json", WORDY)]);
    let smaller = folder.output("minimise wordy.json").stdout;
    folder.write("smaller.json", &smaller);
    let said = folder.run("prove equivalent wordy.json smaller.json");
    assert!(said.starts_with("exit 0\n--- stdout\nproved"), "{said}");
    let again = folder.output("minimise smaller.json").stdout;
    assert_eq!(again, smaller);
}

#[test]
fn wildcards_are_opt_in_and_proved_for_the_service_data_only() {
    let folder = Folder::with(&[("reading.json", READING)]);
    let exact = folder.run("minimise reading.json");
    assert!(
        !exact.contains('*') || exact.contains("\"Resource\":\"*\""),
        "{exact}"
    );
    assert_snapshot!(folder.run("minimise reading.json --wildcards"), @r#"
    exit 0
    --- stdout
    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["sqs:GetQueueAttributes","sqs:GetQueueUrl","sqs:List*","sqs:ReceiveMessage"],"Resource":"*"}}
    --- stderr
    reading.json: 242 characters before, 157 after; fits 6144 characters
      proved to decide alike on the 22091 actions of the service data of 2026-09-26 only: its wildcards match what AWS adds later
    "#);
    let wildcards = folder.output("minimise reading.json --wildcards").stdout;
    folder.write("wildcards.json", &wildcards);
    let said = folder.run("prove equivalent reading.json wildcards.json");
    assert!(said.starts_with("exit 1\n--- stdout\nrefuted"), "{said}");
    assert!(
        said.contains("the service data does not know such requests"),
        "{said}"
    );
    assert_snapshot!(
        folder.run("prove equivalent reading.json wildcards.json --known-actions"),
        @"
    exit 0
    --- stdout
    proved  `reading.json` and `wildcards.json` decide alike on the 22091 actions of the service data, not on those to come

    Service data of 2026-09-26.
    "
    );
}

#[test]
fn what_cannot_be_smaller_stays_to_the_letter() {
    let folder = Folder::with(&[("small.json", SMALL)]);
    assert_snapshot!(folder.run("minimise small.json"), @r#"
    exit 0
    --- stdout
    {"Statement":{"Effect":"Deny","NotAction":"sts:*","NotResource":"*"},"Version":"2012-10-17"}
    --- stderr
    small.json: 92 characters before, 92 after; fits 6144 characters
      proved to decide every request alike, of actions to come as well
    "#);
}

#[test]
fn a_policy_too_large_for_its_quota_ends_with_1() {
    let resources: Vec<String> = (0..60)
        .map(|number| format!("\"arn:aws:s3:::a-bucket-with-a-long-name-{number}/*\""))
        .collect();
    let large = READING.replace("\"*\"}}", &format!("[{}]}}}}", resources.join(",")));
    let folder = Folder::with(&[("large.json", &large)]);
    let said = |quota: &str| {
        let output = folder.output(&format!("minimise large.json --quota {quota}"));
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert_snapshot!(said("trust").1, @"
    large.json: 2990 characters before, 2990 after; 942 characters more than the 2048 allowed
      proved to decide every request alike, of actions to come as well
    ");
    assert_eq!(said("trust").0, Some(1));
    assert_eq!(said("managed").0, Some(0));
}

#[test]
fn several_policies_come_out_one_to_a_line_and_as_json() {
    let folder = Folder::with(&[
        ("policies/wordy.json", WORDY),
        ("policies/small.json", SMALL),
    ]);
    let lines = String::from_utf8(folder.output("minimise policies").stdout).unwrap();
    assert_eq!(lines.lines().count(), 2, "{lines}");
    let json = folder.json("minimise policies --format json");
    let policies = json["policies"].as_array().unwrap();
    let of = |key: &str| -> Vec<_> { policies.iter().map(|one| one[key].clone()).collect() };
    assert_eq!(of("path"), ["policies/small.json", "policies/wordy.json"]);
    assert_eq!(of("provedFor"), ["all actions", "all actions"]);
    assert_eq!(of("fits"), [true, true]);
    for (line, policy) in lines.lines().zip(of("policy")) {
        assert_eq!(line, policy.to_string());
    }
    for one in policies {
        assert!(one["after"].as_u64() <= one["before"].as_u64(), "{one}");
        let characters = one["policy"].to_string().chars().count() as u64;
        assert_eq!(one["after"], characters);
    }
}

#[test]
fn what_is_no_policy_is_said_with_its_place() {
    let twice = WORDY.replace(r#""Sid": "List""#, r#""Action": "s3:*", "Sid": "List""#);
    let folder = Folder::with(&[
        (
            "broken.json",
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [,]\n}",
        ),
        ("twice.json", &twice),
    ]);
    assert_snapshot!(folder.run("minimise broken.json"), @r#"
    exit 2
    --- stderr
    error[BW0600]: this is not JSON: unexpected comma
     --> broken.json:3:17
      |
    3 |   "Statement": [,]
      |                 ^

    error: `broken.json` is no policy
    hint: mend what is shown above; nothing is proved of half a policy
    "#);
    assert_snapshot!(folder.run("minimise twice.json"), @r#"
    exit 2
    --- stderr
    error[BW0601]: `Action` stands here twice
     --> twice.json:6:59
      |
    6 |     { "Action": "s3:*", "Sid": "List", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::logs/*" },
      |       -------- the first one is here                      ^^^^^^^^
      |
      = help: put all values into one list

    error: `twice.json` is no policy
    hint: mend what is shown above; nothing is proved of half a policy
    "#);
    assert_snapshot!(folder.run("minimise none.json"), @"
    exit 2
    --- stderr
    error: cannot read `none.json`
    cause: No such file or directory (os error 2)
    hint: see whether the path is right; a link may lead nowhere
    ");
}

#[test]
fn no_colour_is_written_even_where_it_is_forced_off() {
    let folder = Folder::with(&[("wordy.json", WORDY)]);
    let output = folder
        .command("minimise wordy.json")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    for bytes in [output.stdout, output.stderr] {
        assert!(!bytes.contains(&0x1b));
    }
}

#[test]
fn the_help_says_what_the_proof_is_of() {
    let help = Folder::new().run("minimise --help");
    for told in ["--wildcards", "tomorrow", "access levels", "Exits with 0"] {
        assert!(help.contains(told), "{told}: {help}");
    }
}
