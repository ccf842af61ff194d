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
mod wall;
mod way_in;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_compile::Blueprint;
use bailiwick_compile::guardrails::{PolicyType, accounts};
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Guardrail;
use bailiwick_estate::value::Region;
use bailiwick_iam::account::{Account, Accounts};
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::{
    Condition, Effect, Policy, Principal, Principals, Selection, Statement,
};
use bailiwick_iam::prove::{Proof, no_new_access};
use bailiwick_iam::request::Request;

pub use claim::Claim;

use crate::accounts::{allows_everything, declared};
use wall::{Levels, Walls};

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
    pub accounts: &'h Accounts,
    /// The policy of a name that a budget attaches when it is spent.
    pub attached_later: Later<'h>,
}

/// Looks at every guardrail in every account where it holds, as it is compiled.
#[must_use]
pub fn prove<'e>(estate: &'e Estate, blueprint: &Blueprint) -> Vec<Found<'e>> {
    let accounts = declared(estate, blueprint).accounts;
    prove_in(estate, blueprint, &Held::compiled(&accounts, blueprint))
}

/// Looks at every guardrail in every account where it should hold, under what does hold.
#[must_use]
pub fn prove_in<'e>(estate: &'e Estate, blueprint: &Blueprint, held: &Held<'_>) -> Vec<Found<'e>> {
    let mut look = Look::new(estate, blueprint, held);
    let guardrails = estate.guardrails.iter();
    guardrails
        .flat_map(|guardrail| look.at(guardrail))
        .collect()
}

impl<'h> Held<'h> {
    /// What an estate compiles to, with these accounts.
    pub(crate) fn compiled(accounts: &'h Accounts, blueprint: &'h Blueprint) -> Self {
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
            accounts,
            attached_later: Box::new(attached_later),
        }
    }

    /// What limits an account once a budget has attached its policy; `None` where the claim is
    /// not about that.
    fn once_attached(&self, account: &Account, claim: &Claim) -> Option<Levels> {
        let name = claim.attached.as_ref()?;
        Some(
            match (&account.service_control, (self.attached_later)(name)) {
                (Known::Known(levels), Known::Known(policy)) => {
                    let everything = allows_everything(PolicyType::ServiceControl);
                    let mut levels = levels.clone();
                    levels.push(vec![everything, policy]);
                    Known::Known(levels)
                }
                (Known::Known(_), Known::Unknown(why)) => Known::Unknown(why),
                (unknown @ Known::Unknown(_), _) => unknown.clone(),
            },
        )
    }
}

/// A look at guardrails, with what was found out about the accounts so far.
struct Look<'e, 'h> {
    estate: &'e Estate,
    blueprint: &'h Blueprint,
    held: &'h Held<'h>,
    named: BTreeMap<&'h str, &'h Account>,
    regions: BTreeMap<&'e str, &'e Region>,
    walls: Walls,
}

impl<'e, 'h> Look<'e, 'h> {
    fn new(estate: &'e Estate, blueprint: &'h Blueprint, held: &'h Held<'h>) -> Self {
        let named = held.accounts.iter();
        Self {
            estate,
            blueprint,
            held,
            named: named
                .filter_map(|one| Some((one.name.as_deref()?, one)))
                .collect(),
            regions: way_in::approved_regions(estate),
            walls: Walls::default(),
        }
    }

    /// Looks at one guardrail in every account where it holds.
    fn at(&mut self, guardrail: &'e Declared<Guardrail>) -> Vec<Found<'e>> {
        let (estate, blueprint) = (self.estate, self.blueprint);
        let mut found = Vec::new();
        for account in accounts(estate, guardrail) {
            let name = account.name.as_str();
            let Some(held) = self.named.get(name) else {
                continue;
            };
            let usual = way_in::usual(estate, self.regions.get(name).copied(), account);
            let callers = way_in::callers(estate, guardrail, held);
            for claim in claim::of(estate, blueprint, guardrail, account) {
                let later = self.held.once_attached(held, &claim);
                let service = later.as_ref().unwrap_or(&held.service_control);
                let wall = self.walls.of(service, &held.resource_control);
                let judged = wall.judge(&claim);
                // Whom unknown policies lock out is not known either, which `forbids` says.
                let (let_in, locked_out) = match wall.is_known() {
                    true => {
                        let context = way_in::context(&usual, &claim);
                        way_in::sorted(wall, &judged.asked, &callers, &context, held.id)
                    }
                    false => (0, Vec::new()),
                };
                found.push(Found {
                    guardrail,
                    account: name,
                    says: claim.says,
                    forbids: judged.forbids,
                    let_in,
                    locked_out,
                });
            }
        }
        found
    }
}

/// How many actions are judged at once.
const MOST_ACTIONS: usize = 25;

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
