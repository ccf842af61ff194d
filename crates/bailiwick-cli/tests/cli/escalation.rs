//! `bailiwick escalation` through the real binary.

use insta::assert_snapshot;

use crate::support::Folder;

const DETAILS: &str =
    include_str!("../../../bailiwick-iam/tests/samples/authorization-details.json");

fn folder() -> Folder {
    Folder::with(&[("details.json", DETAILS)])
}

#[test]
fn a_chain_is_shown_step_by_step() {
    let folder = folder();
    assert_snapshot!(folder.run("escalation --observed details.json"), @r"
    exit 1
    --- stdout
    arn:aws:iam::111122223333:user/ci possibly can become an administrator
      1. ci changes the code of a function that runs with the role, and waits (lambda-003)
           lambda:UpdateFunctionCode on arn:aws:lambda:us-east-1:111122223333:function:web-
         and acts as arn:aws:iam::111122223333:role/web-function
         depends on a function of lambda that has `arn:aws:iam::111122223333:role/web-function`
         depends on something else that invokes the function

    Of 111122223333, service control policies were not read; they could stop a chain.
    Of 8 users and roles, 2 are administrators; 0 can become one, 1 possibly can.

    Service data of 2026-09-26.
    AWS managed policies of 2026-09-30: ReadOnlyAccess v190.
    ");
}

/// What the AWS CLI prints of the function that `ci` may change.
const FUNCTIONS: &str = r#"{ "Functions": [{
    "FunctionArn": "arn:aws:lambda:eu-central-1:111122223333:function:web-shop",
    "Role": "arn:aws:iam::111122223333:role/web-function"
}] }"#;

#[test]
fn what_is_known_to_run_leaves_less_to_depend_on() {
    let functions = "observed/111122223333/eu-central-1/functions.json";
    let details = DETAILS.replace("policy/ReadOnlyAccess", "policy/NewerThanTheTable");
    let folder = Folder::with(&[("observed/details.json", &details), (functions, FUNCTIONS)]);
    assert_snapshot!(folder.run("escalation --observed observed"), @r"
    exit 1
    --- stdout
    arn:aws:iam::111122223333:user/ci possibly can become an administrator
      1. ci changes the code of a function that runs with the role, and waits (lambda-003)
           lambda:UpdateFunctionCode on arn:aws:lambda:eu-central-1:111122223333:function:web-shop
         and acts as arn:aws:iam::111122223333:role/web-function
         depends on something else that invokes the function

    2 users and roles were judged without the managed policy `arn:aws:iam::aws:policy/NewerThanTheTable`.
    Of 111122223333, service control policies were not read; they could stop a chain.
    Of 8 users and roles, 2 are administrators; 0 can become one, 1 possibly can.

    Service data of 2026-09-26.
    ");
}

#[test]
fn programs_get_the_same() {
    let folder = folder();
    let json = folder.json("escalation --observed details.json --format json");
    assert_eq!(json["escalations"][0]["steps"][0]["path"], "lambda-003");
    assert_eq!(json["escalations"][0]["certain"], false);
    let policies = &json["managedPolicies"]["policies"];
    assert_eq!(policies[0]["name"], "ReadOnlyAccess");
    let sarif = folder.json("escalation --observed details.json --format sarif");
    let run = &sarif["runs"][0];
    let result = &run["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["level"]),
        (&"lambda-003".into(), &"warning".into())
    );
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "lambda-003");
}

#[test]
fn nobody_to_report_is_fine() {
    let user = r#"{ "UserDetailList": [{ "Arn": "arn:aws:iam::111122223333:user/ada" }] }"#;
    let folder = Folder::with(&[
        ("users.json", user),
        ("cut.json", r#"{ "Policies": [] }"#),
        ("empty.json", "{}"),
    ]);
    assert_snapshot!(folder.run("escalation --observed users.json"), @r"
    exit 0
    --- stdout
    Of 111122223333, service control policies were not read; they could stop a chain.
    Of 1 user or role, 0 are administrators; 0 can become one, 0 possibly can.

    Service data of 2026-09-26.
    ");
    assert_snapshot!(folder.run("escalation --observed cut.json"), @r"
    exit 2
    --- stderr
    error: cannot use `cut.json`
    cause: it names no user, group or role, so that nothing says which account it is of
    hint: `aws iam get-account-authorization-details > details.json` prints what is needed
    ");
    assert_snapshot!(folder.run("escalation --observed empty.json"), @r"
    exit 2
    --- stderr
    error: there are neither users and roles nor policies in `empty.json`
    hint: `aws iam get-account-authorization-details > details.json` prints what is needed
    ");
    assert_snapshot!(folder.run("escalation --observed nowhere.json"), @r"
    exit 2
    --- stderr
    error: cannot read `nowhere.json`
    cause: No such file or directory (os error 2)
    hint: see whether the path is right; a link may lead nowhere
    ");
}
