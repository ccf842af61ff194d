//! Whether policies of resources let in somebody whose own policies do not.

use bailiwick_estate::selection::Selection;
use bailiwick_iam::account::Accounts;
use bailiwick_iam::decide::Known;

use super::named::{asks_access_points, lets_people_in};
use super::{Asked, Held, compiled, observed};
use crate::judgement::Evidence;
use crate::may::May;
use crate::verdict::Reason;
use crate::witness::Witness;
use crate::world::World;

/// Who is let in by policies of resources of the selected accounts, and what keeps that from
/// being known: a policy of a service with a say that was not given, or cannot be decided.
pub(crate) fn beside_identity(
    world: &World<'_>,
    evidence: Evidence,
    selection: &Selection<'_>,
    accounts: &Accounts,
    asked: &[Asked<'_>],
) -> (Vec<Witness>, Vec<Reason>) {
    let (held, mut reasons) = match evidence {
        Evidence::Compiled => of_templates(world, selection),
        Evidence::Observed | Evidence::Word => observed::read(world, selection, asked),
    };
    let mut witnesses = Vec::new();
    for held in held.iter().filter(|held| lets_people_in(&held.policy)) {
        for asked in asked {
            reasons.extend(asked.strangers(accounts, held));
            for holder in asked.holders {
                match asked.may(accounts, held, holder) {
                    May::Never => {}
                    May::Can(witness) => witnesses.push(witness),
                    May::Unknown(why) => reasons.push(Reason::undecided(why)),
                }
            }
        }
    }
    reasons.sort();
    reasons.dedup();
    (witnesses, reasons)
}

/// The policies of templates, but for those of IAM: whom a role trusts decides who takes it,
/// which is asked of whoever holds it.
fn of_templates(world: &World<'_>, selection: &Selection<'_>) -> (Vec<Held>, Vec<Reason>) {
    let mut held = Vec::new();
    let mut reasons = Vec::new();
    for policy in compiled::policies(world, selection) {
        if policy.resource.kind.starts_with("AWS::IAM::") {
            continue;
        }
        match (policy.exact(), policy.account) {
            (Known::Known(document), Some(account)) => held.push(Held {
                account: account.id,
                called: format!("`{}` in `{}`", policy.id, policy.place()),
                arn: None,
                is_enough: !asks_access_points(&document),
                policy: document,
            }),
            _ => {
                let wider = policy.widened();
                if wider.policy().is_none_or(lets_people_in) {
                    let (id, place) = (policy.id, policy.place());
                    reasons.push(Reason::NotModelled(format!(
                        "whom the policy of `{id}` in `{place}` lets in by itself"
                    )));
                }
            }
        }
    }
    for (stack, id, _) in compiled::others(world, selection) {
        let place = format!("{}/{}", stack.account, stack.name);
        reasons.push(Reason::NotModelled(format!(
            "whom the policy of `{id}` in `{place}` lets in by itself"
        )));
    }
    (held, reasons)
}
