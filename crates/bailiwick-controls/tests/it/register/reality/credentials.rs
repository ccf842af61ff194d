//! The report of `aws iam get-credential-report`: people have a password and an MFA device,
//! machines a key
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html>).

use std::fmt::Write as _;

use bailiwick_estate::estate::Estate;
use serde_json::Value;

const COLUMNS: &str = "user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_2_active";

const SINCE: &str = "2026-01-05T09:00:00+00:00";

pub(super) fn report(estate: &Estate, id: &str, details: &Value) -> String {
    let root =
        format!("<root_account>,arn:aws:iam::{id}:root,{SINCE},not_supported,true,false,false");
    let mut report = format!("{COLUMNS}\n{root}\n");
    for user in details["UserDetailList"].as_array().expect("users") {
        let (name, arn) = (user["UserName"].as_str(), user["Arn"].as_str());
        let (name, arn) = name.zip(arn).expect("a name");
        let person = estate.people.get(name).is_some();
        let machine = !person;
        writeln!(
            report,
            "{name},{arn},{SINCE},{person},{person},{machine},false"
        )
        .expect("a text");
    }
    report
}
