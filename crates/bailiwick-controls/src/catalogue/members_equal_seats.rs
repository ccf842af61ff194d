//! Members equal the declared head-counts.

use std::collections::BTreeSet;

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;

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
        let seating = world.estate.seating_of(group);
        let claims = !group.seats.is_empty() || group.technical_seats.is_some();
        if !claims {
            let what = format!("`{}` claims no head-count", group.name);
            reasons.push(Reason::NotVisible(what));
            continue;
        }
        if group.members.is_empty() {
            let what = format!("`{}` counts its members and names none", group.name);
            reasons.push(Reason::NotVisible(what));
            continue;
        }
        let differences = seating.differences();
        if differences.is_empty() {
            counted += 1;
        }
        witnesses.extend(differences.into_iter().map(|difference| {
            let what = format!("`{}` is not as many as it claims: {difference}", group.name);
            Witness::new(WitnessKind::Principal, what).at(group.span)
        }));
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

/// What AWS holds knows no job roles, but it knows how many are in a group of IAM.
fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let Some(observed) = world.observed else {
        return Verdict::unknown(Reason::NotGiven("nothing that AWS holds".to_owned()));
    };
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut counted = 0;
    for (name, holdings) in world.holdings(selection) {
        let Some(group) = world.estate.groups.get(name) else {
            continue;
        };
        let people: u32 = group.seats.iter().map(|(_, seat)| seat.count.0).sum();
        let claimed = people + group.technical_seats.map_or(0, |count| count.0);
        let accounts: BTreeSet<_> = holdings
            .iter()
            .filter_map(|holding| holding.account())
            .filter_map(|account| account.id.as_ref().map(|id| (account.name.as_str(), id)))
            .collect();
        for (account, id) in accounts {
            let id = id.to_string().parse().ok();
            let Some(users) = observed.list(id, "UserDetailList") else {
                let text = format!("`aws iam get-account-authorization-details` of `{account}`");
                reasons.push(Reason::NotGiven(text));
                continue;
            };
            let in_group = |user: &&&serde_json::Value| {
                let groups = user.get("GroupList").and_then(|list| list.as_array());
                groups.is_some_and(|groups| groups.iter().any(|one| one.as_str() == Some(name)))
            };
            let found: Vec<&str> = users
                .iter()
                .filter(in_group)
                .filter_map(|user| user.get("UserName")?.as_str())
                .collect();
            if found.len() == usize::try_from(claimed).unwrap_or(usize::MAX) {
                counted += 1;
            } else {
                let what = format!(
                    "`{name}` claims {claimed} and has {} members in `{account}`",
                    found.len()
                );
                witnesses.push(
                    Witness::new(WitnessKind::Principal, what)
                        .with("members", found.join(", "))
                        .at(group.span),
                );
            }
        }
    }
    if counted == 0 && witnesses.is_empty() && reasons.is_empty() {
        let text = "no group holds anything in an account there".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, reasons, || {
        let groups = in_words(counted, "group of AWS is", "groups of AWS are");
        format!("{groups} as large as the estate claims")
    })
}
