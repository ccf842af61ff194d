//! Condition keys that follow from who asks and of what.
//!
//! Values: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
//! and the table of principals at
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>.

use bailiwick_iam::request::{Caller, KeyValue, Request};

use super::facts::Owner;

/// Every key that follows, in lower case. A key that the context sets is not taken from here.
pub(crate) fn keys(request: &Request, owner: Owner) -> Vec<(&'static str, KeyValue)> {
    let caller = &request.caller;
    let present = |value: &str| KeyValue::Present(vec![value.to_owned()]);
    let account = || caller.account().expect("an account").to_string();
    let mut keys = match caller {
        Caller::Root { .. } => vec![
            (
                "aws:principalarn",
                present(&format!("arn:aws:iam::{}:root", account())),
            ),
            ("aws:principalaccount", present(&account())),
            ("aws:principaltype", present("Account")),
            ("aws:userid", present(&account())),
        ],
        Caller::User { arn } => vec![
            ("aws:principalarn", present(arn)),
            ("aws:principalaccount", present(&account())),
            ("aws:principaltype", present("User")),
            (
                "aws:username",
                present(arn.rsplit('/').next().expect("a name")),
            ),
        ],
        // "For IAM roles, the request context returns the ARN of the role, not the ARN of the
        // user that assumed the role."
        Caller::RoleSession { role, .. } => vec![
            ("aws:principalarn", present(role)),
            ("aws:principalaccount", present(&account())),
            ("aws:principaltype", present("AssumedRole")),
        ],
        Caller::FederatedUser { name, .. } => vec![
            (
                "aws:principalarn",
                present(&format!("arn:aws:sts::{}:federated-user/{name}", account())),
            ),
            ("aws:principalaccount", present(&account())),
            ("aws:principaltype", present("FederatedUser")),
            ("aws:userid", present(&format!("{}:{name}", account()))),
        ],
        // "Signed requests" carry the key, and services are not among the principals whose
        // values are listed.
        Caller::Service { name } => vec![
            ("aws:principalarn", KeyValue::Unknown),
            ("aws:principalservicename", present(name)),
        ],
        // "Anonymous requests do not include this key."
        Caller::Anonymous => vec![("aws:principalarn", KeyValue::Absent)],
        // They ask for credentials with what is no credential of AWS's.
        Caller::WebIdentity { .. } | Caller::Saml { .. } => {
            vec![("aws:principalarn", KeyValue::Unknown)]
        }
    };
    // "This key is always included in the request context for IAM users."
    if !matches!(caller, Caller::User { .. }) {
        keys.push(("aws:username", KeyValue::Absent));
    }
    // "Present in the request context for all signed API requests that use AWS credentials."
    let is_service = match caller {
        Caller::Anonymous => KeyValue::Absent,
        Caller::WebIdentity { .. } | Caller::Saml { .. } => KeyValue::Unknown,
        Caller::Service { .. } => present("true"),
        _ => present("false"),
    };
    keys.push(("aws:principalisawsservice", is_service));
    match owner {
        Owner::Same if caller.account().is_some() => {
            keys.push(("aws:resourceaccount", present(&account())));
        }
        Owner::Account(owner) => keys.push(("aws:resourceaccount", present(owner.as_str()))),
        _ => {}
    }
    keys
}
