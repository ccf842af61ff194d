//! The questions that can be asked.

use crate::policy::{Policy, Principal, Principals, Statement};

use super::claim::{Claim, Claimed};
use super::kinds;
use super::names::representatives;
use super::proof::Proof;

/// Whether `new` allows nothing that `existing` does not already allow. Each
/// side is one or more policies that have a say together, such as all identity
/// policies of a role. All are of one kind: of policies with a principal and
/// policies without one nothing is proved.
///
/// ```
/// use bailiwick_iam::policy::{Policy, Statement};
/// use bailiwick_iam::prove::{Proof, no_new_access};
///
/// let reading = Policy::new([Statement::allow(["s3:Get*"]).on(["arn:aws:s3:::logs/*"])]);
/// let all = Policy::new([Statement::allow(["s3:*"]).on(["*"])]);
/// assert_eq!(no_new_access(&[&all], &[&reading]), Proof::Proved);
/// let Proof::Refuted(witness) = no_new_access(&[&reading], &[&all]) else { panic!() };
/// assert!(witness.request.action.starts_with("s3:"));
/// ```
pub fn no_new_access(existing: &[&Policy], new: &[&Policy]) -> Proof {
    if let Err(unknown) = kinds::of_one_kind(existing.iter().chain(new).copied()) {
        return unknown;
    }
    let claim = Claim {
        claimed: Claimed::NothingNew,
        first: vec![existing.to_vec()],
        second: vec![new.to_vec()],
        within: None,
    };
    claim.judge()
}

/// The same of policies that limit each other: allowed is what every layer allows and no
/// layer denies, as the policies of a role, its boundary and each level of the organisation's
/// are. Put the layer that allows the least first.
///
/// ```
/// use bailiwick_iam::policy::{Policy, Statement};
/// use bailiwick_iam::prove::{Proof, no_new_access_through};
///
/// let all = Policy::new([Statement::allow(["s3:*"]).on(["*"])]);
/// let boundary = Policy::new([Statement::allow(["s3:Get*"]).on(["*"])]);
/// let reading = Policy::new([Statement::allow(["s3:Get*"]).on(["*"])]);
/// let (existing, new) = (vec![vec![&reading]], vec![vec![&all], vec![&boundary]]);
/// assert_eq!(no_new_access_through(&existing, &new), Proof::Proved);
/// assert!(matches!(no_new_access_through(&existing, &new[..1]), Proof::Refuted(_)));
/// ```
pub fn no_new_access_through(existing: &[Vec<&Policy>], new: &[Vec<&Policy>]) -> Proof {
    let claim = Claim {
        claimed: Claimed::NothingNew,
        first: existing.to_vec(),
        second: new.to_vec(),
        within: None,
    };
    claim.judge()
}

/// Whether `policies` together allow none of `actions` on any of `resources`.
/// Without actions, none at all on those resources; without resources, none of
/// the actions on anything. Both may have wildcards.
pub fn not_granted(policies: &[&Policy], actions: &[String], resources: &[String]) -> Proof {
    if let Err(unknown) = kinds::of_one_kind(policies.iter().copied()) {
        return unknown;
    }
    let named = policies
        .iter()
        .flat_map(|policy| &policy.statements)
        .any(|statement| statement.principal.is_some());
    let everyone = Principal::Only(Principals::Everyone);
    let else_everything = everything_but(actions, resources, named.then_some(everyone));
    no_new_access(&[&else_everything], policies)
}

/// The policy that allows everything but these actions on these resources.
pub(super) fn everything_but(
    actions: &[String],
    resources: &[String],
    principal: Option<Principal>,
) -> Policy {
    let or_all = |patterns: &[String]| match patterns {
        [] => vec!["*".to_owned()],
        patterns => patterns.to_vec(),
    };
    let statement = |statement: Statement| Statement {
        principal: principal.clone(),
        ..statement
    };
    Policy::new([
        statement(Statement::allow(["*"]).on(["*"])),
        statement(Statement::deny(or_all(actions)).on(or_all(resources))),
    ])
}

/// Whether both sides decide every request alike: allow it, deny it, or leave
/// it to other policies.
pub fn equivalent(one: &[&Policy], other: &[&Policy]) -> Proof {
    if let Err(unknown) = kinds::of_one_kind(one.iter().chain(other).copied()) {
        return unknown;
    }
    let claim = Claim {
        claimed: Claimed::Alike,
        first: vec![one.to_vec()],
        second: vec![other.to_vec()],
        within: None,
    };
    claim.judge()
}

/// Whether it is proved that `new` allows nothing that `existing` does not
/// already allow. As [`no_new_access`], without looking for a witness.
pub(crate) fn surely_no_new_access(existing: &[&Policy], new: &[&Policy]) -> bool {
    is_proved(Claimed::NothingNew, [existing, new])
}

/// Whether it is proved that both sides decide every request alike. As
/// [`equivalent`], without looking for a witness.
pub(crate) fn surely_equivalent(one: &[&Policy], other: &[&Policy]) -> bool {
    is_proved(Claimed::Alike, [one, other])
}

fn is_proved(claimed: Claimed, sides: [&[&Policy]; 2]) -> bool {
    if kinds::of_one_kind(sides.into_iter().flatten().copied()).is_err() {
        return false;
    }
    let shorter = representatives(sides);
    let [first, second] = shorter
        .each_ref()
        .map(|policies| vec![policies.iter().collect()]);
    let claim = Claim {
        claimed,
        first,
        second,
        within: None,
    };
    claim.is_proved()
}
