//! What was written of a thing: every field, from the tree, whatever the record.

use bailiwick_estate::yaml::{Entry, Kind, Node};

use crate::front::Front;
use crate::render::outline::{Field, Item};

/// The fields of an entry with their places. The value of a single that is no record
/// is shown under its key.
pub(super) fn fields(front: &Front, entry: &Entry, single: bool) -> Vec<Field> {
    let mut fields = match &entry.value.kind {
        Kind::Mapping(entries) => record(entries),
        Kind::Null => Vec::new(),
        _ if single => return vec![placed(front, entry, field(entry))],
        _ => {
            return vec![placed(
                front,
                entry,
                Field::new("value", item(&entry.value)),
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
fn record(entries: &[Entry]) -> Vec<Field> {
    let reasons = entries.iter().find_map(|entry| reasons(entry, entries));
    let mut fields = Vec::new();
    for entry in entries {
        if reasons.is_some() && entry.key == "assumed" {
            continue;
        }
        let reason = reasons.and_then(|reasons| reasons.iter().find(|one| one.key == entry.key));
        fields.push(Field {
            assumed: reason.map(|reason| text(&reason.value)),
            ..field(entry)
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

fn field(entry: &Entry) -> Field {
    Field::new(&*entry.key, item(&entry.value))
}

fn item(node: &Node) -> Item {
    match &node.kind {
        Kind::Null => Item::Nothing,
        Kind::Scalar(scalar) => Item::Text(scalar.text.clone()),
        Kind::Sequence(items) => Item::List(items.iter().map(item).collect()),
        Kind::Mapping(entries) => Item::Record(record(entries)),
    }
}

fn text(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(scalar) => scalar.text.clone(),
        _ => String::new(),
    }
}
