//! A permission: who holds it where.

use bailiwick_estate::estate::Estate;

use super::holding;
use crate::render::outline::Field;

pub(super) fn facts(estate: &Estate, name: &str) -> Vec<Field> {
    let holdings = estate.holdings();
    let held = holdings
        .iter()
        .filter(|holding| holding.permission.name.as_str() == name)
        .map(holding::record_with_members);
    Field::list("holders", held).into_iter().collect()
}
