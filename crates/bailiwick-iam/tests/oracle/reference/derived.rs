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
            ("aws:username", KeyValue::Absent),
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
            ("aws:username", KeyValue::Absent),
        ],
        Caller::FederatedUser { name, .. } => vec![
            (
                "aws:principalarn",
                present(&format!("arn:aws:sts::{}:federated-user/{name}", account())),
            ),
            ("aws:principalaccount", present(&account())),
            ("aws:principaltype", present("FederatedUser")),
            ("aws:userid", present(&format!("{}:{name}", account()))),
            ("aws:username", KeyValue::Absent),
        ],
        Caller::Service { name } => vec![("aws:principalservicename", present(name))],
        Caller::Anonymous | Caller::WebIdentity { .. } | Caller::Saml { .. } => Vec::new(),
    };
    let is_service = matches!(caller, Caller::Service { .. });
    if is_service || !keys.is_empty() {
        keys.push((
            "aws:principalisawsservice",
            present(&is_service.to_string()),
        ));
    }
    match owner {
        Owner::Same if caller.account().is_some() => {
            keys.push(("aws:resourceaccount", present(&account())));
        }
        Owner::Account(owner) => keys.push(("aws:resourceaccount", present(owner.as_str()))),
        _ => {}
    }
    keys
}
