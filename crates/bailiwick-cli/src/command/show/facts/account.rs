//! An account: its class and the ways in, whom to ask, its budget and region with the
//! defaults, the systems in it, and who holds what there.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, AccountClass, Defaults, Entry};

use super::holding;
use crate::render::outline::{Field, Item};

pub(super) fn facts(estate: &Estate, account: &Declared<Account>) -> Vec<Field> {
    let name = account.name.as_str();
    let class = account.class.as_ref();
    let class = class.and_then(|class| class.of(&estate.account_classes));
    let systems = estate.systems.iter().filter(|system| {
        let lies_in = estate.account_of(system);
        lies_in.is_some_and(|lies_in| lies_in.name == account.name)
    });
    let holdings = estate.holdings();
    let held = holdings.iter().filter(|holding| {
        let place = holding.account();
        place.is_some_and(|place| place.name == account.name)
    });
    let management = estate.organization.as_ref();
    let management = management.and_then(|organization| organization.management_account.as_ref());
    let management = management.filter(|management| management.as_str() == name);
    [
        management.map(|_| Field::text("is", "the account the organisation is managed from")),
        class.map(class_record),
        Field::maybe("ask_in", channel(estate, account)),
        Field::maybe("budget", budget(estate, account)),
        Field::maybe("region", region(estate, account)),
        Field::list(
            "systems",
            systems.map(|system| Item::Text(system.name.to_string())),
        ),
        Field::list("holders", held.map(holding::record_with_members)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn class_record(class: &Declared<AccountClass>) -> Field {
    let mut fields = vec![
        Field::text("name", &class.name),
        Field::text("description", &class.description),
        Field::text("data", class.data),
        Field::text("iam_users", class.iam_users),
    ];
    fields.extend(Field::list("ways_in", class.entry.iter().map(way_in)));
    Field::new("class", Item::Record(fields))
}

fn way_in(entry: &Declared<Entry>) -> Item {
    let fields = [
        Some(Field::text("name", &entry.name)),
        Field::maybe("purpose", entry.purpose.as_ref()),
        Some(Field::text("permission", &entry.permission)),
        Field::maybe("request", entry.request.as_ref()),
        Field::maybe("approved_by", holding::approvers(&entry.approvers)),
        Field::maybe("for", entry.r#for),
    ];
    Item::Record(fields.into_iter().flatten().collect())
}

fn channel(estate: &Estate, account: &Account) -> Option<String> {
    let team = account.owner.as_ref()?.of(&estate.teams)?;
    let channel = team.channel.as_ref()?.of(&estate.channels)?;
    Some(format!("{}, of the team {}", channel.address, team.name))
}

fn budget(estate: &Estate, account: &Account) -> Option<String> {
    let own = account.budget.as_ref().map(ToString::to_string);
    own.or_else(|| defaulted(defaults(estate)?.budget.as_ref()))
}

fn region(estate: &Estate, account: &Account) -> Option<String> {
    let own = account.region.as_ref().map(ToString::to_string);
    own.or_else(|| defaulted(defaults(estate)?.region.as_ref()))
}

fn defaulted(value: Option<&impl ToString>) -> Option<String> {
    value.map(|value| format!("{}, the organisation's default", value.to_string()))
}

fn defaults(estate: &Estate) -> Option<&Defaults> {
    estate.organization.as_ref()?.defaults.as_ref()
}
