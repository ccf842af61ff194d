//! Whether guardrails forbid what they say, for every request, and let in whom they except.
//!
//! Owns: what each guardrail claims, in statements of its own ([`Claim`]), written apart from
//! what the compiler makes of the same words, so that a mistake in one is found by the other;
//! and the proof that what holds in an account, level by level, allows nothing that the claim
//! denies. Refuses: to take a policy's own words for what it does. Start reading at [`prove`].
//!
//! What holds is what the estate compiles to ([`prove`]), or what AWS is seen to hold
//! ([`prove_in`]). A principal of the account may hold `AdministratorAccess`: what the organisation does not
//! deny counts as allowed.

mod claim;
mod way_in;
mod words;

use std::collections::BTreeSet;

use bailiwick_compile::Blueprint;
use bailiwick_compile::guardrails::{PolicyType, accounts};
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Guardrail;
use bailiwick_iam::account::{Account, Accounts};
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::{
    Condition, Effect, Policy, Principal, Principals, Selection, Statement,
};
use bailiwick_iam::prove::{Proof, no_new_access};
use bailiwick_iam::request::Request;

pub use claim::Claim;

use crate::accounts::{allows_everything, declared};

/// What was found about one claim in one account.
#[derive(Clone, Debug)]
pub struct Found<'e> {
    /// The guardrail.
    pub guardrail: &'e Declared<Guardrail>,
    /// The account's name.
    pub account: &'e str,
    /// What is claimed, in words.
    pub says: &'static str,
    /// Whether everything that the claim denies is denied.
    pub forbids: Proof,
    /// Requests of those whom the guardrail excepts, each of which stays allowed.
    pub let_in: usize,
    /// Such requests that are not.
    pub locked_out: Vec<Request>,
}

/// Finds a policy by its name.
pub type Later<'h> = Box<dyn Fn(&str) -> Known<Policy> + 'h>;

/// What holds in accounts, by their names.
pub struct Held<'h> {
    /// The accounts, of which only the policies of the organisation are asked for.
    pub accounts: Accounts,
    /// The policy of a name that a budget attaches when it is spent.
    pub attached_later: Later<'h>,
}

/// Looks at every guardrail in every account where it holds, as it is compiled.
#[must_use]
pub fn prove<'e>(estate: &'e Estate, blueprint: &Blueprint) -> Vec<Found<'e>> {
    prove_in(estate, blueprint, &Held::compiled(estate, blueprint))
}

/// Looks at every guardrail in every account where it should hold, under what does hold.
#[must_use]
pub fn prove_in<'e>(estate: &'e Estate, blueprint: &Blueprint, held: &Held<'_>) -> Vec<Found<'e>> {
    let mut known = Proofs::default();
    let guardrails = estate.guardrails.iter();
    guardrails
        .flat_map(|guardrail| known.look_at(guardrail, estate, blueprint, held))
        .collect()
}

impl<'h> Held<'h> {
    /// What an estate compiles to.
    fn compiled(estate: &Estate, blueprint: &'h Blueprint) -> Self {
        let attached_later = |name: &str| {
            let mut policies = blueprint.policies.iter();
            let policy = policies
                .find(|policy| policy.kind == PolicyType::ServiceControl && policy.name == name);
            match policy.and_then(|policy| policy.statements()) {
                Some(policy) => Known::Known(policy.clone()),
                None => Known::Unknown(format!("the policy `{name}`")),
            }
        };
        Self {
            accounts: declared(estate, blueprint).accounts,
            attached_later: Box::new(attached_later),
        }
    }

    /// The account once a budget has attached its policy, where the claim is about that.
    fn once_claimed(&self, account: &Account, claim: &Claim) -> Account {
        let mut account = account.clone();
        if let (Some(name), Known::Known(levels)) = (&claim.attached, &mut account.service_control)
        {
            match (self.attached_later)(name) {
                Known::Known(policy) => {
                    levels.push(vec![allows_everything(PolicyType::ServiceControl), policy]);
                }
                Known::Unknown(why) => account.service_control = Known::Unknown(why),
            }
        }
        account
    }
}

/// How many actions are judged at once.
const MOST_ACTIONS: usize = 25;

/// Proofs that were made already: most accounts are under the same policies.
#[derive(Default)]
struct Proofs(Vec<(Vec<Statement>, Vec<Policy>, Proof)>);

impl Proofs {
    /// Looks at one guardrail in every account where it holds.
    fn look_at<'e>(
        &mut self,
        guardrail: &'e Declared<Guardrail>,
        estate: &'e Estate,
        blueprint: &Blueprint,
        held: &Held<'_>,
    ) -> Vec<Found<'e>> {
        let mut found = Vec::new();
        for account in accounts(estate, guardrail) {
            let name = account.name.as_str();
            let mut accounts = held.accounts.iter();
            let Some(one) = accounts.find(|held| held.name.as_deref() == Some(name)) else {
                continue;
            };
            for claim in claim::of(estate, blueprint, guardrail, account) {
                let one = held.once_claimed(one, &claim);
                let forbids = self.prove(&claim, &one);
                // Whom unknown policies lock out is not known either, which `forbids` says.
                let probes = match (&one.service_control, &one.resource_control) {
                    (Known::Known(_), Known::Known(_)) => {
                        way_in::probes(estate, guardrail, account, &one, &claim)
                    }
                    _ => Vec::new(),
                };
                let (open, shut) = way_in::sorted(probes, &one);
                found.push(Found {
                    guardrail,
                    account: name,
                    says: claim.says,
                    forbids,
                    let_in: open.len(),
                    locked_out: shut,
                });
            }
        }
        found
    }

    fn prove(&mut self, claim: &Claim, account: &Account) -> Proof {
        let levels = match claim.kind {
            PolicyType::ResourceControl => &account.resource_control,
            PolicyType::ServiceControl | PolicyType::Tag => &account.service_control,
        };
        let levels = match levels {
            Known::Known(levels) => levels,
            Known::Unknown(why) => return Proof::Unknown([why.clone()].into()),
        };
        // What is proved counts denials alone. A request that none of them denies is only let
        // through where each level allows everything, as `FullAWSAccess` does.
        let is_open = levels.iter().all(|level| level.iter().any(allows_all));
        let policies: Vec<Policy> = levels.iter().flatten().cloned().collect();
        match self.prove_under(claim, policies) {
            Proof::Refuted(_) if !is_open => {
                let why = "a level of the organisation allows only some of what there is";
                Proof::Unknown([why.to_owned()].into())
            }
            proof => proof,
        }
    }

    fn prove_under(&mut self, claim: &Claim, policies: Vec<Policy>) -> Proof {
        let same = |known: &&(Vec<Statement>, Vec<Policy>, Proof)| {
            known.0 == claim.denials && known.1 == policies
        };
        if let Some((_, _, proof)) = self.0.iter().find(same) {
            return proof.clone();
        }
        let proof = claim.holds_under(&policies);
        self.0
            .push((claim.denials.clone(), policies, proof.clone()));
        proof
    }
}

impl Claim {
    /// Whether policies that hold together allow nothing that the claim denies.
    #[must_use]
    pub fn holds_under(&self, policies: &[Policy]) -> Proof {
        let everything = Statement::new(Effect::Allow, Selection::only(["*"])).on(["*"]);
        let everything = match self.kind {
            PolicyType::ResourceControl => {
                everything.for_principal(Principal::Only(Principals::Everyone))
            }
            PolicyType::ServiceControl | PolicyType::Tag => everything,
        };
        // Where there are no policies of the organisation, nothing is denied.
        let nothing_denied = Policy::new([everything.clone()]);
        let mut held: Vec<&Policy> = policies.iter().collect();
        held.push(&nothing_denied);
        let mut unknown = BTreeSet::new();
        for denial in self.denials.iter().flat_map(pieces) {
            let claimed = Policy::new([everything.clone(), denial]);
            match no_new_access(&[&claimed], &held) {
                Proof::Proved => {}
                refuted @ Proof::Refuted(_) => return refuted,
                Proof::Unknown(why) => unknown.extend(why),
            }
        }
        match unknown.is_empty() {
            true => Proof::Proved,
            false => Proof::Unknown(unknown),
        }
    }
}

/// Whether a policy allows everything, with no condition.
fn allows_all(policy: &Policy) -> bool {
    let all = |selection: &Selection| *selection == Selection::only(["*"]);
    policy.statements.iter().any(|statement| {
        statement.effect == Effect::Allow
            && all(&statement.action)
            && statement.resource.as_ref().is_some_and(all)
            && statement.condition == Condition::default()
    })
}

/// A denial in pieces of a few actions each: it holds when all of them do, and a small claim
/// is judged much faster than a large one.
fn pieces(denial: &Statement) -> Vec<Statement> {
    let Selection::Only(actions) = &denial.action else {
        return vec![denial.clone()];
    };
    let actions: Vec<&String> = actions.iter().collect();
    let pieces = actions.chunks(MOST_ACTIONS).map(|actions| {
        let mut piece = denial.clone();
        piece.action = Selection::only(actions.iter().map(|action| (*action).clone()));
        piece
    });
    pieces.collect()
}

#[cfg(test)]
mod tests;
