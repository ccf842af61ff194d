use bailiwick_iam::account::Asset;
use serde_json::json;

use super::*;

fn role(name: &str, service: &str) -> Value {
    json!({
        "RoleName": name,
        "Arn": format!("arn:aws:iam::111122223333:role/{name}"),
        "AssumeRolePolicyDocument": { "Statement": [{
            "Effect": "Allow",
            "Principal": { "Service": service },
            "Action": "sts:AssumeRole",
        }] },
        "InstanceProfileList": [{ "Arn": format!("arn:aws:iam::111122223333:instance-profile/{name}") }],
    })
}

fn details() -> String {
    json!({
        "UserDetailList": [
            { "UserName": "ada", "Arn": "arn:aws:iam::111122223333:user/ada" },
            { "UserName": "ben", "Arn": "arn:aws:iam::111122223333:user/ben" },
        ],
        "RoleDetailList": [role("web", "lambda.amazonaws.com"), role("machine", "ec2.amazonaws.com")],
    })
    .to_string()
}

fn read(files: &[(&str, String)]) -> Observed {
    let files = files.iter();
    Observed::read(files.map(|(path, text)| ((*path).to_owned(), text.clone()))).unwrap()
}

#[test]
fn what_is_listed_runs_with_its_role() {
    let functions = json!({ "Functions": [{
        "FunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:web",
        "Role": "arn:aws:iam::111122223333:role/web",
    }] });
    let machines = json!({ "Reservations": [{ "Instances": [{
        "InstanceId": "i-1",
        "IamInstanceProfile": { "Arn": "arn:aws:iam::111122223333:instance-profile/machine" },
    }, { "InstanceId": "i-2" }] }] });
    let jobs = json!({ "Jobs": [{ "Name": "nightly", "Role": "web" }] });
    let folder = "111122223333/eu-west-1";
    let documents = read(&[
        ("111122223333/details.json", details()),
        (&format!("{folder}/functions.json"), functions.to_string()),
        (&format!("{folder}/instances.json"), machines.to_string()),
        (&format!("{folder}/jobs.json"), jobs.to_string()),
    ]);
    let directory = observed(&documents).unwrap().unwrap();
    let account = directory.accounts.iter().next().unwrap();
    let role = |name: &str| format!("arn:aws:iam::111122223333:role/{name}");
    let region = "eu-west-1:111122223333";
    assert_eq!(
        account.assets,
        [
            Asset::new(
                "lambda:function",
                format!("arn:aws:lambda:{region}:function:web")
            )
            .running_as(role("web")),
            Asset::new("ec2:instance", format!("arn:aws:ec2:{region}:instance/i-1"))
                .running_as(role("machine")),
            Asset::new("ec2:instance", format!("arn:aws:ec2:{region}:instance/i-2")),
            Asset::new("glue:job", format!("arn:aws:glue:{region}:job/nightly"))
                .running_as(role("web")),
        ]
    );
    assert!(!account.has_no_other_assets);
}

#[test]
fn a_credential_report_counts_keys_and_passwords() {
    let report = "user,arn,user_creation_time,password_enabled,access_key_1_active,access_key_2_active\n\
        ada,arn:aws:iam::111122223333:user/ada,x,true,true,true\n\
        ben,arn:aws:iam::111122223333:user/ben,x,false,true,false\n";
    let documents = read(&[
        ("details.json", details()),
        ("report.csv", report.to_owned()),
    ]);
    let directory = observed(&documents).unwrap().unwrap();
    let user = |name: &str| {
        let arn = format!("arn:aws:iam::111122223333:user/{name}");
        let (_, user) = directory.accounts.principal(&arn).unwrap();
        user.as_user().unwrap().clone()
    };
    assert_eq!(user("ada").access_keys, Known::Known(2));
    assert_eq!(user("ada").has_password, Known::Known(true));
    // A key that is not active may be there all the same.
    assert!(matches!(user("ben").access_keys, Known::Unknown(_)));
    assert_eq!(user("ben").has_password, Known::Known(false));
}

#[test]
fn what_cannot_be_used_names_its_file() {
    let cut = json!({ "IsTruncated": true, "RoleDetailList": [role("web", "ec2.amazonaws.com")] });
    let (path, error) = observed(&read(&[("a.json", cut.to_string())])).unwrap_err();
    assert_eq!(path, "a.json");
    assert!(matches!(error, ReadError::Truncated(_)), "{error}");
}

#[test]
fn other_json_is_plain_policies() {
    let policy = json!({ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } });
    let documents = read(&[("users/ada.json", policy.to_string())]);
    assert!(observed(&documents).unwrap().is_none());
    let directory = plain(&documents, "000000000000".parse().unwrap());
    assert_eq!(directory.find("ada").unwrap().entries.len(), 1);
}
