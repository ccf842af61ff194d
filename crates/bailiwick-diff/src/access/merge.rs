//! What happens to several in the same way, said once.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::Delta;
use super::grant::Grant;
use super::shift::{Shift, ShiftKind};
use super::ways::Who;

/// What two shifts must have in common to be one, and what differs only by the account.
type Alike = (ShiftKind, Option<String>, [Delta; 4]);

/// The groups that lead somewhere, and whom they lead there.
type Holders = BTreeMap<BTreeSet<String>, BTreeSet<Who>>;

/// Those who come to one user or role first, and then the accounts where the same happens to
/// the same.
pub(super) fn merged(shifts: Vec<Shift>) -> Vec<Shift> {
    let accounts = |shift: &Shift| shift.places.keys().cloned().collect::<Vec<_>>();
    let mut by_place: BTreeMap<(Vec<String>, Alike), Shift> = BTreeMap::new();
    for shift in shifts {
        match by_place.get_mut(&(accounts(&shift), alike(&shift))) {
            Some(one) => {
                for (groups, who) in shift.holders {
                    one.holders.entry(groups).or_default().extend(who);
                }
                for (account, arns) in shift.places {
                    one.places.entry(account).or_default().extend(arns);
                }
            }
            None => drop(by_place.insert((accounts(&shift), alike(&shift)), shift)),
        }
    }
    let mut by_holders: BTreeMap<(Holders, Alike), Shift> = BTreeMap::new();
    for shift in by_place.into_values() {
        match by_holders.get_mut(&(shift.holders.clone(), alike(&shift))) {
            Some(one) => one.places.extend(shift.places),
            None => drop(by_holders.insert((shift.holders.clone(), alike(&shift)), shift)),
        }
    }
    by_holders.into_values().collect()
}

fn alike(shift: &Shift) -> Alike {
    let account = shift.places.values().flatten().next();
    let account = account.and_then(|arn| arn.split(':').nth(4)).unwrap_or("-");
    let deltas = [&shift.gains, &shift.loses, &shift.freed, &shift.bound];
    (
        shift.kind.clone(),
        shift.permission_set.clone(),
        deltas.map(|delta| in_any(delta, account)),
    )
}

/// The same, without the account's own id.
fn in_any(delta: &Delta, account: &str) -> Delta {
    let text = |text: &String| text.replace(account, "ACCOUNT");
    let grant = |grant: &Grant| {
        let mut grant = grant.clone();
        grant.on = grant.on.iter().map(text).collect();
        grant.when = grant.when.iter().map(text).collect();
        grant.shown_by.resource = text(&grant.shown_by.resource);
        for (_, values) in &mut grant.shown_by.with {
            *values = values.iter().map(text).collect();
        }
        grant
    };
    Delta {
        grants: delta.grants.iter().map(grant).collect(),
        unknown: delta.unknown.iter().map(text).collect(),
    }
}
