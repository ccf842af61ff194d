//! Whom a policy lets in from outside of the estate.
//!
//! A policy that names nobody but accounts of the estate, services of AWS and providers of
//! identity lets in nobody else. Of any other one it is proved, for every request that could
//! be, that it allows nothing which is not theirs; or a request shows that it does.

use std::collections::BTreeSet;

use bailiwick_iam::policy::{
    Condition, Effect, Policy, Principal, PrincipalKind, PrincipalName, Principals, Statement,
};
use bailiwick_iam::prove::{Proof, no_new_access};
use bailiwick_iam::request::{AccountId, Request};

use crate::judgement::Evidence;
use crate::resource_policies::asks_access_points;
use crate::world::World;

/// Keys that name the account that asks, or that owns what asks. None of them is the
/// caller's to choose
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>,
/// <https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html>,
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html>).
const ACCOUNT_KEYS: [&str; 4] = [
    "aws:PrincipalAccount",
    "aws:SourceAccount",
    "aws:SourceOwner",
    "kms:CallerAccount",
];

/// What a policy comes to, where it is not known to let in only insiders.
pub(super) enum Found {
    /// Somebody outside comes in, by this request.
    Outsider(String, Box<Request>),
    /// Who comes in is not known.
    Unclear(String),
}

/// The accounts of the estate, and its organisation.
pub(super) struct Insiders {
    ids: BTreeSet<AccountId>,
    organization: Option<String>,
}

impl Insiders {
    pub(super) fn of(world: &World<'_>) -> Self {
        let directory = world.directory(Evidence::Compiled);
        let accounts = directory
            .iter()
            .flat_map(|directory| directory.accounts.iter());
        let organization = world.estate.organization.as_ref();
        Self {
            ids: accounts.map(|account| account.id).collect(),
            organization: organization
                .and_then(|one| one.id.as_ref())
                .map(ToString::to_string),
        }
    }

    /// Whether an account is one of the estate's.
    pub(super) fn has(&self, id: AccountId) -> bool {
        self.ids.contains(&id)
    }

    /// What is wrong with a policy, or not known of it.
    pub(super) fn look(&self, policy: &Policy) -> Option<Found> {
        let allows = |statement: &&Statement| statement.effect == Effect::Allow;
        let mut allowing = policy.statements.iter().filter(allows);
        if allowing.all(|statement| self.names_only_insiders(statement)) {
            return None;
        }
        let insiders = self.allowed(policy);
        match no_new_access(&[&insiders], &[policy]) {
            Proof::Proved => None,
            Proof::Refuted(_) if asks_access_points(policy) => {
                let text = "it leaves that to access points".to_owned();
                Some(Found::Unclear(text))
            }
            Proof::Refuted(witness) => {
                let who = who(&witness.request, policy);
                Some(Found::Outsider(who, Box::new(witness.request)))
            }
            Proof::Unknown(why) => {
                let why: Vec<&str> = why.iter().map(String::as_str).collect();
                Some(Found::Unclear(why.join(", ")))
            }
        }
    }

    fn names_only_insiders(&self, statement: &Statement) -> bool {
        match &statement.principal {
            Some(Principal::Only(principals)) => {
                principals.names().iter().all(|name| self.is_insider(name))
            }
            Some(Principal::AllExcept(_)) | None => false,
        }
    }

    /// A service is nobody's account; whom a provider vouches for is another control.
    fn is_insider(&self, name: &PrincipalName) -> bool {
        match name {
            PrincipalName::Service(_)
            | PrincipalName::WebIdentity(_)
            | PrincipalName::Deleted { .. } => true,
            other => other.account().is_some_and(|id| self.has(id)),
        }
    }

    /// Everything, to everybody who is no outsider: of accounts, those that the policy
    /// mentions, since it cannot tell the others from accounts of strangers.
    fn allowed(&self, policy: &Policy) -> Policy {
        let text = policy.to_minified();
        let mentioned = self.ids.iter().filter(|id| text.contains(id.as_str()));
        let ids: Vec<&str> = mentioned.map(AccountId::as_str).collect();
        let everything = || Statement::allow(["*"]).on(["*"]);
        let everyone = || everything().for_principal(Principal::Only(Principals::Everyone));
        let service = Condition::test("Bool", "aws:PrincipalIsAWSService", ["true"]);
        let mut statements = vec![everyone().when(service)];
        if !ids.is_empty() {
            let accounts = Principal::of(PrincipalKind::Aws, ids.iter().copied());
            statements.push(everything().for_principal(accounts));
            let tests = ACCOUNT_KEYS.map(|key| Condition::test("StringEquals", key, ids.clone()));
            statements.extend(tests.map(|test| everyone().when(test)));
            let arns = ids.iter().map(|id| format!("arn:*:*:*:{id}:*"));
            let source = Condition::test("ArnLike", "aws:SourceArn", arns);
            statements.push(everyone().when(source));
        }
        if let Some(id) = &self.organization {
            let keys = ["aws:PrincipalOrgID", "aws:SourceOrgID"];
            let tests = keys.map(|key| Condition::test("StringEquals", key, [id]));
            statements.extend(tests.map(|test| everyone().when(test)));
        }
        for kind in [PrincipalKind::Federated, PrincipalKind::Service] {
            let names = named(policy, kind);
            let names = names.filter(|name| self.is_insider(&PrincipalName::parse(kind, name)));
            let names: BTreeSet<&str> = names.collect();
            if !names.is_empty() {
                statements.push(everything().for_principal(Principal::of(kind, names)));
            }
        }
        Policy::new(statements)
    }
}

/// The principals of a kind that a policy names.
fn named(policy: &Policy, kind: PrincipalKind) -> impl Iterator<Item = &str> {
    let principals = policy
        .statements
        .iter()
        .filter_map(|statement| statement.principal.as_ref());
    principals
        .filter_map(move |principal| match principal.principals() {
            Principals::Named(kinds) => kinds.get(&kind),
            Principals::Everyone => None,
        })
        .flatten()
        .map(String::as_str)
}

/// Who makes a request: an account that the policy mentions, or else everybody.
fn who(request: &Request, policy: &Policy) -> String {
    let account = request.caller.account();
    let text = policy.to_minified();
    match account.filter(|id| text.contains(id.as_str())) {
        Some(id) => format!("`{id}`"),
        None => "everybody".to_owned(),
    }
}
