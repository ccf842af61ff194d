//! Whether a user or role may do something, for every request at once.
//!
//! Owns: the actions that a rule means, as classes that no policy at hand tells apart, and
//! the proof for each, made once for policies that are written alike ([`Proofs`]). Refuses: to prove by sampling; to leave out what is not known.

mod classes;
mod proofs;

use bailiwick_iam::account::{Accounts, Question};
use bailiwick_iam::decide::{Decision, Known};
use bailiwick_iam::policy::{Effect, Policy};
use bailiwick_iam::prove::Proof;
use bailiwick_iam::request::{AccountId, KeyValue, Resource};

pub(crate) use classes::{Meant, Such, selects};
pub(crate) use proofs::Proofs;

use crate::holders::Holder;
use crate::witness::{Witness, WitnessKind};

/// Whether a holder may do any of what is meant.
#[derive(Clone, Debug)]
pub(crate) enum May {
    /// It may not, whatever the request.
    Never,
    /// It may: by this request.
    Can(Witness),
    /// It is not known, for this reason.
    Unknown(String),
}

/// Whether `holder` may do anything that is `meant` on any of `resources` (patterns of
/// ARNs; all where there are none), when `also` has a say as well.
pub(crate) fn may(
    proofs: &Proofs,
    accounts: &Accounts,
    holder: &Holder<'_>,
    meant: &Meant<'_>,
    resources: &[String],
    also: &[&Policy],
) -> May {
    let identity = holder.account.identity(holder.principal);
    if let Some(missing) = identity.missing.first() {
        return May::Unknown(format!("what `{}` may do hangs on {missing}", holder.who));
    }
    // What is not allowed stays so whatever else denies it.
    let own = proofs.ask(&identity.known, meant, resources);
    if own.classes().all(|(_, proof)| *proof == Proof::Proved) {
        return May::Never;
    }
    let denials = denials(holder);
    let mut policies = identity.known;
    policies.extend(denials.iter());
    policies.extend(also);
    let mut unknown = None;
    for (action, proof) in proofs.ask(&policies, meant, resources).classes() {
        match proof {
            Proof::Proved => {}
            Proof::Refuted(witness) => {
                // What is meant lies in the holder's own account.
                let resource = in_account(&witness.request.resource.arn, holder.account.id);
                let question = Question {
                    action: &witness.request.action,
                    resource,
                    context: witness.request.context.clone(),
                    session: "session",
                    resource_policy: Some(Known::Known(None)),
                };
                let answer = accounts.ask(holder.account, holder.principal, &question);
                if answer.decision == Decision::Allowed && holder.depends_on.is_empty() {
                    return May::Can(shown(holder, &question));
                }
                unknown = Some(match answer.decision {
                    Decision::Allowed => {
                        let keys: Vec<&str> =
                            holder.depends_on.iter().map(String::as_str).collect();
                        format!(
                            "whether `{}` can become `{}`, which hangs on {}",
                            holder.who,
                            holder.principal.name(),
                            keys.join(", ")
                        )
                    }
                    Decision::Unknown(undecided) => {
                        let hangs_on = undecided.keys.iter().chain(&undecided.other);
                        let hangs_on: Vec<&str> = hangs_on.map(String::as_str).collect();
                        format!(
                            "whether `{}` may `{}`, which hangs on {}",
                            holder.who,
                            witness.request.action,
                            hangs_on.join(", ")
                        )
                    }
                    Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => format!(
                        "whether `{}` may `{}`: its own policies allow it, and others limit it",
                        holder.who, witness.request.action
                    ),
                });
            }
            Proof::Unknown(reasons) => {
                let reasons: Vec<&str> = reasons.iter().map(String::as_str).collect();
                unknown = Some(format!(
                    "whether `{}` may `{}`: {}",
                    holder.who,
                    action.unwrap_or("*"),
                    reasons.join(", ")
                ));
            }
        }
    }
    unknown.map_or(May::Never, May::Unknown)
}

/// What the boundary and the organisation's policies deny: what is denied anywhere is denied.
pub(crate) fn denials(holder: &Holder<'_>) -> Vec<Policy> {
    let mut limits: Vec<&Policy> = Vec::new();
    if let Some(boundary) = &holder.principal.boundary
        && let Known::Known(policy) = holder.account.managed_policy(boundary)
    {
        limits.push(policy);
    }
    if let (Known::Known(levels), Known::Known(false)) = (
        &holder.account.service_control,
        &holder.account.is_management,
    ) {
        limits.extend(levels.iter().flatten());
    }
    let only_denials = |policy: &&Policy| {
        let mut denials = (*policy).clone();
        denials
            .statements
            .retain(|statement| statement.effect == Effect::Deny);
        denials
    };
    limits.iter().map(only_denials).collect()
}

/// A resource like the one of a proof's witness, in an account of our own; the evaluator is
/// asked about this one.
fn in_account(arn: &str, account: AccountId) -> Resource {
    let mut parts: Vec<&str> = arn.splitn(6, ':').collect();
    let own = account.to_string();
    if let Some(part) = parts.get_mut(4)
        && !part.is_empty()
    {
        *part = &own;
    }
    Resource::new(parts.join(":")).owned_by(account)
}

/// A request that is allowed, as a witness.
pub(crate) fn shown(holder: &Holder<'_>, question: &Question<'_>) -> Witness {
    let account = holder.account.name.as_deref().unwrap_or("another account");
    let what = format!("`{}` may `{}` in `{account}`", holder.who, question.action);
    let mut witness = Witness::new(WitnessKind::Request, what)
        .with("principal", &holder.principal.arn)
        .with("action", question.action)
        .with("resource", &question.resource.arn);
    for role in &holder.through {
        witness = witness.with("through", role);
    }
    for (key, value) in question.context.keys() {
        if let KeyValue::Present(values) = value {
            witness = witness.with("when", format!("{key} is {}", values.join(", ")));
        }
    }
    witness
}
