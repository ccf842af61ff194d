//! One thing that is held, as a record.

use bailiwick_estate::holding::{Holding, Place};
use bailiwick_estate::model::Approver;

use crate::render::outline::{Field, Item};

/// Who, what, where, and how one comes by it.
pub(super) fn record(holding: &Holding<'_>) -> Item {
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
        "way in",
        holding.entry.map(|entry| &entry.name),
    ));
    match &holding.request {
        None => fields.push(Field::text("held", "standing")),
        Some(request) => {
            fields.push(Field::text("held", "on request"));
            fields.push(Field::text("request", request.title));
            fields.extend(Field::maybe("approved by", approvers(request.approvers)));
            fields.extend(Field::maybe("for", request.duration));
        }
    }
    fields.extend(Field::maybe("until", holding.until));
    Item::Record(fields)
}

/// Approvers in words; `None` when nobody need approve.
pub(super) fn approvers(approvers: &[Approver]) -> Option<String> {
    let names: Vec<&str> = approvers.iter().map(Approver::as_str).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
