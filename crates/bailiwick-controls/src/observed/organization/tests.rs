use bailiwick_compile::guardrails::PolicyType::{self, ResourceControl, ServiceControl};
use serde_json::{Value, json};

use super::*;

const ACCOUNT: &str = "111122223333";
const UNIT: &str = "ou-ab12-workload";
const FOLDER: &str = "000011112222/organizations";

fn policies(kind: PolicyType, ids: &[&str]) -> Value {
    let policies = ids.iter().map(|id| {
        json!({
            "Id": id, "Name": id, "Type": kind.as_aws_writes_it(), "AwsManaged": id.ends_with("AWSAccess"),
            "Arn": format!("arn:aws:organizations::000011112222:policy/o-acme/{id}"),
        })
    });
    json!({ "Policies": policies.collect::<Vec<_>>() })
}

fn described(id: &str, text: &str) -> Value {
    let summary = json!({ "Id": id, "Name": id, "Type": "SERVICE_CONTROL_POLICY" });
    json!({ "Policy": { "PolicySummary": summary, "Content": text } })
}

/// A whole organisation: a root, a unit, an account; only service control policies.
fn whole() -> Vec<(String, Value)> {
    let types = json!([{ "Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED" }]);
    let full = policies(ServiceControl, &["p-FullAWSAccess"]);
    let both = policies(ServiceControl, &["p-FullAWSAccess", "p-notrails"]);
    let denial =
        r#"{"Statement": {"Effect": "Deny", "Action": "cloudtrail:StopLogging", "Resource": "*"}}"#;
    [
        (
            "organization.json",
            json!({ "Organization": { "MasterAccountId": "000011112222" } }),
        ),
        (
            "roots.json",
            json!({ "Roots": [{ "Id": "r-ab12", "PolicyTypes": types }] }),
        ),
        (
            "list-parents/111122223333.json",
            json!({ "Parents": [{ "Id": UNIT }] }),
        ),
        (
            "list-children/r-ab12.json",
            json!({ "Children": [{ "Id": UNIT }] }),
        ),
        ("list-policies-for-target/r-ab12.json", full.clone()),
        ("list-policies-for-target/ou-ab12-workload.json", both),
        ("list-policies-for-target/111122223333.json", full),
        ("denial.json", described("p-notrails", denial)),
    ]
    .map(|(name, content)| (name.to_owned(), content))
    .into()
}

/// The actions that each level denies, or what is not known.
fn denied(files: &[(String, Value)], kind: PolicyType) -> String {
    let files = files
        .iter()
        .map(|(name, content)| (format!("{FOLDER}/{name}"), content.to_string()));
    let observed = Observed::read(files).unwrap();
    let organization = Organization::of(&observed);
    match organization.levels(ACCOUNT.parse().unwrap(), kind) {
        Known::Known(levels) => {
            let levels = levels.iter().map(|level| {
                let policies: Vec<String> = level.iter().map(Policy::to_minified).collect();
                let denials = policies.iter().filter(|one| one.contains("Deny")).count();
                format!("{denials}/{}", policies.len())
            });
            levels.collect::<Vec<_>>().join(" ")
        }
        Known::Unknown(why) => why,
    }
}

fn without(name: &str) -> Vec<(String, Value)> {
    let mut files = whole();
    files.retain(|(file, _)| file != name);
    files
}

#[test]
fn what_is_attached_holds_level_by_level() {
    assert_eq!(denied(&whole(), ServiceControl), "0/1 1/2 0/1");
    assert_eq!(denied(&whole(), ResourceControl), "");
}

#[test]
fn what_is_missing_names_its_command() {
    let says = [
        ("roots.json", "`aws organizations list-roots` of `r-ab12`"),
        (
            "list-children/r-ab12.json",
            "`aws organizations list-parents` of `ou-ab12-workload`",
        ),
        (
            "list-parents/111122223333.json",
            "`aws organizations list-parents` of `111122223333`",
        ),
        (
            "list-policies-for-target/r-ab12.json",
            "`aws organizations list-policies-for-target` of `r-ab12`",
        ),
        (
            "denial.json",
            "`aws organizations describe-policy` of `p-notrails`",
        ),
    ];
    for (name, missing) in says {
        let expected = format!("the service control policies of account {ACCOUNT}: {missing}");
        assert_eq!(denied(&without(name), ServiceControl), expected);
    }
}

#[test]
fn a_page_without_the_last_one_and_a_list_of_another_type_are_not_enough() {
    let target = "list-policies-for-target/ou-ab12-workload.json";
    for content in [
        json!({ "Policies": policies(ServiceControl, &["p-FullAWSAccess"])["Policies"], "NextToken": "more" }),
        policies(ResourceControl, &["p-RCPFullAWSAccess"]),
        json!({ "Policies": [] }),
    ] {
        let mut files = without(target);
        files.push((target.to_owned(), content));
        let found = denied(&files, ServiceControl);
        assert!(
            found.ends_with("list-policies-for-target` of `ou-ab12-workload`"),
            "{found}"
        );
    }
}

#[test]
fn targets_of_every_policy_say_the_same() {
    let mut files = whole();
    files.retain(|(name, _)| !name.starts_with("list-policies-for-target"));
    files.push((
        "list-policies/SERVICE_CONTROL_POLICY.json".to_owned(),
        policies(ServiceControl, &["p-FullAWSAccess", "p-notrails"]),
    ));
    let target = |id: &str| json!({ "TargetId": id });
    files.push((
        "list-targets-for-policy/p-notrails.json".to_owned(),
        json!({ "Targets": [target(UNIT)] }),
    ));
    let found = denied(&files, ServiceControl);
    assert!(
        found.ends_with("list-targets-for-policy` of `p-FullAWSAccess`"),
        "{found}"
    );
    files.push((
        "list-targets-for-policy/p-FullAWSAccess.json".to_owned(),
        json!({ "Targets": [target("r-ab12"), target(UNIT), target(ACCOUNT)] }),
    ));
    assert_eq!(denied(&files, ServiceControl), "0/1 1/2 0/1");
}

#[test]
fn files_that_disagree_are_not_known() {
    let mut files = whole();
    let moved = json!({ "Children": [{ "Id": ACCOUNT }] });
    files.push(("list-children/r-ab12/accounts.json".to_owned(), moved));
    let found = denied(&files, ServiceControl);
    assert!(found.contains("several things"), "{found}");
    let mut files = whole();
    let other = r#"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#;
    files.push(("later.json".to_owned(), described("p-notrails", other)));
    let found = denied(&files, ServiceControl);
    assert!(found.contains("several things"), "{found}");
}
