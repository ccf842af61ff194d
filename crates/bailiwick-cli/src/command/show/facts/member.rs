//! A person or a technical account: their groups, and what they hold where.

use bailiwick_estate::estate::Estate;

use super::holding;
use crate::render::outline::{Field, Item};

pub(super) fn facts(estate: &Estate, name: &str) -> Vec<Field> {
    let groups: Vec<_> = estate.groups_of(name).collect();
    let names = groups
        .iter()
        .map(|group| Item::Text(group.name.to_string()));
    let held = groups
        .iter()
        .flat_map(|group| estate.holdings_of(group))
        .map(|held| holding::record(&held));
    Field::list("in_groups", names)
        .into_iter()
        .chain(Field::list("holds", held))
        .collect()
}
