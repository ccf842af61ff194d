//! One thing that is held, as a record.

use bailiwick_estate::holding::{Holding, Place};
use bailiwick_estate::model::{Approver, Member};

use crate::render::outline::{Field, Item};

/// What is held, where, by which group, and how one comes by it.
pub(super) fn record(holding: &Holding<'_>) -> Item {
    Item::Record(fields(holding))
}

/// The same with the members of the group.
pub(super) fn record_with_members(holding: &Holding<'_>) -> Item {
    let mut fields = fields(holding);
    let names: Vec<&str> = holding.group.members.iter().map(Member::as_str).collect();
    let names = match names.is_empty() {
        true => "nobody is listed as a member".to_owned(),
        false => names.join(", "),
    };
    let after_group = fields.iter().position(|field| field.key == "by");
    fields.insert(
        after_group.map_or(0, |at| at + 1),
        Field::text("members", names),
    );
    Item::Record(fields)
}

fn fields(holding: &Holding<'_>) -> Vec<Field> {
    let place = match holding.place {
        Place::Account(account) => format!("accounts/{}", account.name),
        Place::System(system) => format!("systems/{}", system.name),
    };
    let mut fields = vec![
        Field::text("permission", &holding.permission.name),
        Field::text("means", &holding.permission.means),
        Field::text("in", place),
        Field::text("by", format!("groups/{}", holding.group.name)),
    ];
    fields.extend(Field::maybe(
        "way_in",
        holding.entry.map(|entry| &entry.name),
    ));
    match &holding.request {
        None => fields.push(Field::text("held", "standing")),
        Some(request) => {
            fields.push(Field::text("held", "on request"));
            fields.push(Field::text("request", request.title));
            fields.extend(Field::maybe("approved_by", approvers(request.approvers)));
            fields.extend(Field::maybe("for", request.duration));
        }
    }
    fields.extend(Field::maybe("until", holding.until));
    fields
}

/// Approvers in words; `None` when nobody need approve.
pub(super) fn approvers(approvers: &[Approver]) -> Option<String> {
    let names: Vec<&str> = approvers.iter().map(Approver::as_str).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
