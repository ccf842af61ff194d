//! Members equal the declared head-counts.

mod held;

use std::collections::BTreeSet;

use bailiwick_estate::holding::Holding;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, Group};
use bailiwick_estate::selection::Selection;

use self::held::Held;
use super::{Entry, Mappings, groups};
use crate::verdict::{Reason, Verdict, counted as in_words};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::MembersEqualSeats,
    page: include_str!("../../pages/members-equal-seats.md"),
    mappings: Mappings {
        iso_27001: &["A.5.15", "A.5.18"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut counted = 0;
    for group in groups(world, selection) {
        if !claims(group) {
            let what = format!("`{}` claims no head-count", group.name);
            reasons.push(Reason::NotVisible(what));
            continue;
        }
        if group.members.is_empty() {
            let what = format!("`{}` counts its members and names none", group.name);
            reasons.push(Reason::NotVisible(what));
            continue;
        }
        let differences = as_named(world, group);
        if differences.is_empty() {
            counted += 1;
        }
        witnesses.extend(differences);
    }
    if counted == 0 && witnesses.is_empty() && reasons.is_empty() {
        let text = "no group holds anything there".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, reasons, || {
        let groups = in_words(counted, "group is", "groups are");
        format!("{groups} as large as claimed, by job role")
    })
}

fn claims(group: &Group) -> bool {
    !group.seats.is_empty() || group.technical_seats.is_some()
}

/// Where those whom a group names are not as many as it claims.
fn as_named(world: &World<'_>, group: &Declared<Group>) -> Vec<Witness> {
    let differences = world.estate.seating_of(group).differences();
    let differences = differences.into_iter().map(|difference| {
        let what = format!("`{}` is not as many as it claims: {difference}", group.name);
        Witness::new(WitnessKind::Principal, what).at(group.span)
    });
    differences.collect()
}

/// What AWS holds knows no job roles, but it knows who is in a group: those whom the estate
/// names, or as many as it claims where it names nobody.
fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let Some(observed) = world.observed else {
        return Verdict::unknown(Reason::NotGiven("anything that AWS holds".to_owned()));
    };
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut counted = 0;
    for (name, holdings) in world.holdings(selection) {
        let Some(group) = world.estate.groups.get(name) else {
            continue;
        };
        let mut accounts: Vec<_> = holdings.iter().filter_map(Holding::account).collect();
        accounts.sort_by_key(|account| &account.name);
        accounts.dedup_by_key(|account| &account.name);
        if accounts.is_empty() {
            continue;
        }
        if !group.members.is_empty() && claims(group) {
            witnesses.extend(as_named(world, group));
        }
        for held in held::groups(world, observed, group, &accounts) {
            match held {
                Err(reason) => reasons.push(reason),
                Ok(held) => match difference(group, &held) {
                    None => counted += 1,
                    Some(witness) => witnesses.push(witness),
                },
            }
        }
    }
    if counted == 0 && witnesses.is_empty() && reasons.is_empty() {
        let text = "no group holds anything in an account there".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, reasons, || {
        let groups = in_words(counted, "group of AWS is", "groups of AWS are");
        format!("{groups} as large as the estate claims, of those whom it names")
    })
}

/// How a group of AWS is not what the estate says.
fn difference(group: &Declared<Group>, held: &Held<'_>) -> Option<Witness> {
    let name = &group.name;
    let (found, place) = (held.members.len(), &held.place);
    let people: u32 = group.seats.iter().map(|(_, seat)| seat.count.0).sum();
    let claimed = people + group.technical_seats.map_or(0, |count| count.0);
    let (same, what) = match group.members.is_empty() {
        true => (
            u32::try_from(found) == Ok(claimed),
            format!("`{name}` claims {claimed} and has {found} members in {place}"),
        ),
        false => (
            held.members == held.named,
            match held.named.len() {
                named if named == found => {
                    format!("`{name}` has other members in {place} than the estate names")
                }
                named => {
                    format!("`{name}` has {found} members in {place}, and the estate names {named}")
                }
            },
        ),
    };
    if same {
        return None;
    }
    let members: Vec<&str> = held.members.iter().copied().collect();
    let mut witness =
        Witness::new(WitnessKind::Principal, what).with("members", members.join(", "));
    if !group.members.is_empty() {
        let of = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| -> String {
            one.difference(other)
                .copied()
                .collect::<Vec<_>>()
                .join(", ")
        };
        for (detail, names) in [
            ("not named", of(&held.members, &held.named)),
            ("missing", of(&held.named, &held.members)),
        ] {
            if !names.is_empty() {
                witness = witness.with(detail, names);
            }
        }
    }
    Some(witness.at(group.span))
}
