//! A system: where it lies, its parts, and who holds what on it.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::holding::Place;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Permission, System};

use super::holding;
use crate::render::outline::{Field, Item};

pub(super) fn facts(estate: &Estate, system: &Declared<System>) -> Vec<Field> {
    let name = system.name.as_str();
    let parts = estate.systems.iter().filter(|part| {
        let whole = part.part_of.as_ref();
        whole.is_some_and(|whole| whole.as_str() == name)
    });
    let on_it = |permission: &Permission| permission.on.iter().any(|on| on.as_str() == name);
    let permissions: Vec<Field> = estate
        .permissions
        .iter()
        .filter(|permission| on_it(permission))
        .map(|permission| Field::text(permission.name.as_str(), &permission.means))
        .collect();
    let environment = estate.environment_of(system);
    let account = estate.account_of(system);
    // One permission may be about systems of several accounts, and held in each of them.
    let here = |place: &Place<'_>| match place {
        Place::Account(held_in) => account.is_none_or(|account| account.name == held_in.name),
        Place::System(held_on) => held_on.name == system.name,
    };
    let holdings = estate.holdings();
    let held = holdings
        .iter()
        .filter(|holding| on_it(holding.permission) && here(&holding.place))
        .map(holding::record_with_members);
    [
        Field::maybe("environment", environment.map(|one| &one.name)),
        Field::maybe("account", account.map(|one| &one.name)),
        Field::list("parts", parts.map(|part| Item::Text(part.name.to_string()))),
        (!permissions.is_empty()).then(|| Field::new("permissions", Item::Record(permissions))),
        Field::list("holders", held),
    ]
    .into_iter()
    .flatten()
    .collect()
}
