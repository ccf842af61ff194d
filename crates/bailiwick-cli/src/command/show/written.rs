//! What was written of a thing: every field, from the tree, whatever the record.

use bailiwick_estate::yaml::{Entry, Kind, Node};

use crate::front::Front;
use crate::render::outline::{Field, Item};

/// The fields of an entry with their places. The value of a single that is no record
/// is shown under its key.
pub(super) fn fields(front: &Front, entry: &Entry, single: bool) -> Vec<Field> {
    let mut fields = match &entry.value.kind {
        Kind::Mapping(entries) => record(front, entries),
        Kind::Null => Vec::new(),
        _ if single => return vec![placed(front, entry, field(front, entry))],
        _ => {
            return vec![placed(
                front,
                entry,
                Field::new("value", item(front, &entry.value)),
            )];
        }
    };
    for field in &mut fields {
        if let Some(written) = entry.value.get(&field.key) {
            field.place = Some(front.place(written.key_span));
        }
    }
    fields
}

fn placed(front: &Front, entry: &Entry, field: Field) -> Field {
    Field {
        place: Some(front.place(entry.key_span)),
        ..field
    }
}

/// The fields of a mapping; what `assumed` says of them is shown with them.
fn record(front: &Front, entries: &[Entry]) -> Vec<Field> {
    let reasons = entries.iter().find_map(|entry| reasons(entry, entries));
    let mut fields = Vec::new();
    for entry in entries {
        if reasons.is_some() && entry.key == "assumed" {
            continue;
        }
        let reason = reasons.and_then(|reasons| reasons.iter().find(|one| one.key == entry.key));
        fields.push(Field {
            assumed: reason.map(|reason| text(front, &reason.value)),
            ..field(front, entry)
        });
    }
    fields
}

/// The reasons an entry gives, if it is the `assumed` of its record: then each of them
/// is about a field beside it. Otherwise it is a name of the user's own.
fn reasons<'a>(entry: &'a Entry, entries: &[Entry]) -> Option<&'a [Entry]> {
    let Kind::Mapping(reasons) = &entry.value.kind else {
        return None;
    };
    let beside = |reason: &Entry| entries.iter().any(|entry| entry.key == reason.key);
    let scalar = |reason: &Entry| matches!(reason.value.kind, Kind::Scalar(_));
    let assumed = entry.key == "assumed" && reasons.iter().all(|one| beside(one) && scalar(one));
    assumed.then_some(reasons)
}

fn field(front: &Front, entry: &Entry) -> Field {
    Field::new(front.showable(&entry.key), item(front, &entry.value))
}

fn item(front: &Front, node: &Node) -> Item {
    match &node.kind {
        Kind::Null => Item::Nothing,
        Kind::Scalar(scalar) => Item::Text(front.showable(&scalar.text).into()),
        Kind::Sequence(items) => Item::List(items.iter().map(|one| item(front, one)).collect()),
        Kind::Mapping(entries) => Item::Record(record(front, entries)),
    }
}

fn text(front: &Front, node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(scalar) => front.showable(&scalar.text).into(),
        _ => String::new(),
    }
}
