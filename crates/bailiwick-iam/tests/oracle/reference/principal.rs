//! `Principal` and `NotPrincipal`: whom a statement speaks of, and how.
//!
//! Rules: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>,
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>.

use std::collections::BTreeSet;

use bailiwick_iam::policy::{Effect, Principal, PrincipalKind, Principals};
use bailiwick_iam::request::Caller;

use super::facts::Facts;

/// How a statement of a resource's policy names the caller. What it allows weighs
/// differently for each
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    /// The caller's account: "This delegates authority to the account."
    Account,
    /// The role or user behind a session: "limited by an implicit deny in a permissions
    /// boundary or session policy".
    BehindTheSession,
    /// The caller itself, or everyone: "not limited by an implicit deny in an identity-based
    /// policy, a permissions boundary, or session policy".
    Itself,
}

/// How `principal` names the caller; `None`: it does not speak of the caller.
pub(crate) fn named(principal: &Principal, effect: Effect, facts: &Facts) -> Option<Named> {
    match principal {
        Principal::Only(principals) => ways(principals, &facts.caller).into_iter().max(),
        Principal::AllExcept(principals) => {
            (!excepted(principals, effect, facts)).then_some(Named::Itself)
        }
    }
}

/// Every way in which `principals` name `caller`.
fn ways(principals: &Principals, caller: &Caller) -> Vec<Named> {
    let Principals::Named(kinds) = principals else {
        return vec![Named::Itself];
    };
    let names = kinds
        .iter()
        .flat_map(|(kind, names)| names.iter().map(move |name| (*kind, name.as_str())));
    names
        .filter_map(|(kind, name)| way(kind, name, caller))
        .collect()
}

fn way(kind: PrincipalKind, name: &str, caller: &Caller) -> Option<Named> {
    match (kind, caller) {
        // `{"AWS": "*"}` and `"*"` "are equivalent".
        (PrincipalKind::Aws, _) if name == "*" => Some(Named::Itself),
        (PrincipalKind::Aws, caller) => chain(caller)
            .into_iter()
            .find(|(_, arn)| full(name) == *arn)
            .map(|(way, _)| way),
        (PrincipalKind::Service, Caller::Service { name: service }) => {
            (service == name).then_some(Named::Itself)
        }
        (
            PrincipalKind::Federated,
            Caller::WebIdentity { provider } | Caller::Saml { provider },
        ) => (provider == name).then_some(Named::Itself),
        _ => None,
    }
}

/// "A shortened form that consists of the AWS: prefix followed by the account ID […] behave
/// the same way."
fn full(name: &str) -> String {
    match name.len() == 12 && name.chars().all(|digit| digit.is_ascii_digit()) {
        true => format!("arn:aws:iam::{name}:root"),
        false => name.to_owned(),
    }
}

/// The ARNs under which a principal of an account can be named, the account's first.
fn chain(caller: &Caller) -> Vec<(Named, String)> {
    let account = match caller {
        Caller::Anonymous
        | Caller::WebIdentity { .. }
        | Caller::Saml { .. }
        | Caller::Service { .. } => return Vec::new(),
        caller => caller.account().expect("an account"),
    };
    let mut chain = vec![(Named::Account, format!("arn:aws:iam::{account}:root"))];
    match caller {
        Caller::User { arn } => chain.push((Named::Itself, arn.clone())),
        Caller::RoleSession { role, session } => {
            let name = role.rsplit('/').next().expect("a name");
            chain.push((Named::BehindTheSession, role.clone()));
            chain.push((
                Named::Itself,
                format!("arn:aws:sts::{account}:assumed-role/{name}/{session}"),
            ));
        }
        Caller::FederatedUser { user, name } => {
            chain.push((Named::BehindTheSession, user.clone()));
            chain.push((
                Named::Itself,
                format!("arn:aws:sts::{account}:federated-user/{name}"),
            ));
        }
        _ => {}
    }
    chain
}

/// Whether `NotPrincipal` leaves the caller out.
///
/// With `Allow` it "allows all principals except the one named". With `Deny`, "the actions
/// specified in the policy statement are explicitly denied to all principals except for the
/// ones specified", and then: "You must also specify the account ARN of the not-denied
/// principal. Otherwise, the policy might deny access to the entire account containing the
/// principal. […] AWS might validate the account first, then the role, and then the
/// assumed-role user." So whoever is not named is denied, whoever is named with all that is
/// above is left out, and whoever is named without may or may not be.
fn excepted(principals: &Principals, effect: Effect, facts: &Facts) -> bool {
    let ways: BTreeSet<Named> = ways(principals, &facts.caller).into_iter().collect();
    let above = chain(&facts.caller).len();
    match effect {
        Effect::Allow => !ways.is_empty(),
        Effect::Deny if !names_itself(&ways, &facts.caller) => false,
        Effect::Deny if ways.len() >= above || *principals == Principals::Everyone => true,
        Effect::Deny => facts.undocumented,
    }
}

/// The root user is named by its account's ARN, everyone else by their own.
fn names_itself(ways: &BTreeSet<Named>, caller: &Caller) -> bool {
    ways.contains(&Named::Itself)
        || matches!(caller, Caller::Root { .. }) && ways.contains(&Named::Account)
}
