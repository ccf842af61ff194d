//! What lets somebody in beside a resource's policy.

use bailiwick_iam::policy::{Principal, PrincipalKind, Statement};
use serde_json::Value;

use crate::observed::Regional;
use crate::verdict::Reason;

/// What the output of a command about a resource comes to, as statements of its policy.
pub(super) type Read = fn(&Regional<'_>, &str, &str) -> Result<Vec<Statement>, Reason>;

/// Another command that says who comes in.
#[derive(Debug)]
pub struct Further {
    /// The command; the resource's name follows it in the path of its file.
    pub command: &'static str,
    pub(super) read: Read,
    /// Whether whoever it lets in is in: it leaves out no condition.
    pub(super) is_enough: bool,
}

/// The grants of a key let in whom they name, whatever the policies say. Their constraints
/// are left out, so that none lets in more than is counted
/// (<https://docs.aws.amazon.com/kms/latest/developerguide/grants.html>).
pub(super) fn grants(
    place: &Regional<'_>,
    command: &str,
    key: &str,
) -> Result<Vec<Statement>, Reason> {
    let missing = || place.not_given(&format!("aws {command} {key}"));
    let mut is_whole = false;
    let mut statements = Vec::new();
    for file in place.documents().filter(|file| file.is_about(command, key)) {
        is_whole |= !file.goes_on();
        for grant in file.content["Grants"].as_array().ok_or_else(missing)? {
            let grantee = ["GranteePrincipal", "GranteeServicePrincipal"]
                .iter()
                .find_map(|key| grant[*key].as_str())
                .ok_or_else(missing)?;
            let operations = grant["Operations"].as_array().into_iter().flatten();
            let actions = operations.filter_map(Value::as_str);
            statements.push(granted(grantee, actions));
            let retiring = grant["RetiringPrincipal"].as_str();
            statements.extend(retiring.map(|one| granted(one, ["RetireGrant"])));
        }
    }
    match is_whole {
        true => Ok(statements),
        false => Err(missing()),
    }
}

/// What a grant allows, as a statement of the key's policy.
fn granted<'a>(who: &str, operations: impl IntoIterator<Item = &'a str>) -> Statement {
    let kind = match who.ends_with(".amazonaws.com") {
        true => PrincipalKind::Service,
        false => PrincipalKind::Aws,
    };
    let actions = operations.into_iter().map(|one| format!("kms:{one}"));
    Statement::allow(actions)
        .on(["*"])
        .for_principal(Principal::of(kind, [who]))
}

/// Access control lists let nobody in where the bucket's owner owns every object
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html>). What
/// they say otherwise, object by object, is not read.
pub(super) fn access_lists(
    place: &Regional<'_>,
    command: &str,
    bucket: &str,
) -> Result<Vec<Statement>, Reason> {
    let account = place.account;
    let files: Vec<_> = place
        .of_account()
        .filter(|file| file.is_about(command, bucket))
        .collect();
    if files.is_empty() {
        let text = format!("`aws {command} {bucket}` of `{account}`");
        return Err(Reason::NotGiven(text));
    }
    let is_enforced = |rules: &Value| {
        let mut rules = rules.as_array().into_iter().flatten();
        rules.any(|rule| rule["ObjectOwnership"] == "BucketOwnerEnforced")
    };
    let enforced = files
        .iter()
        .filter_map(|file| file.content.pointer("/OwnershipControls/Rules"))
        .filter(|rules| is_enforced(rules));
    match enforced.count() == files.len() {
        true => Ok(Vec::new()),
        false => Err(Reason::NotModelled(format!(
            "whom the access control lists of `{bucket}` in `{account}` let in"
        ))),
    }
}
