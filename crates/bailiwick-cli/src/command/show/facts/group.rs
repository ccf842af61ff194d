//! A group: who is in it, how that compares with its seats, and what they hold.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Group, Member};

use super::holding;
use crate::render::outline::{Field, Item};

pub(super) fn facts(estate: &Estate, group: &Declared<Group>) -> Vec<Field> {
    let members = group.members.iter().filter_map(|one| member(estate, one));
    let members: Vec<Field> = members.collect();
    let seats: Vec<Field> = group
        .seats
        .iter()
        .map(|(role, seat)| {
            let people = estate.people_in(group);
            let filled = people.filter(|person| person.role == *role).count();
            let text = format!("{} declared, {filled} listed as members", seat.count);
            Field::text(role.as_str(), text)
        })
        .collect();
    let holdings = estate.holdings_of(group);
    let record = |key: &str, fields: Vec<Field>| {
        (!fields.is_empty()).then(|| Field::new(key, Item::Record(fields)))
    };
    [
        record("in_it", members),
        record("seats", seats),
        Field::list("holds", holdings.iter().map(holding::record)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn member(estate: &Estate, member: &Member) -> Option<Field> {
    match member {
        Member::Person(person) => {
            let person = person.of(&estate.people)?;
            let title = person.title.as_deref().unwrap_or(person.name.as_str());
            let mut text = format!("{title}, {}", person.role);
            if let Some(contract) = &person.contractor {
                text += &format!(", contractor until {}", contract.until);
            }
            Some(Field::text(person.name.as_str(), text))
        }
        Member::TechnicalAccount(account) => {
            let account = account.of(&estate.technical_accounts)?;
            let text = format!("technical account: {}", account.purpose);
            Some(Field::text(account.name.as_str(), text))
        }
    }
}
