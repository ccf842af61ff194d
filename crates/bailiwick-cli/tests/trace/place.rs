//! Places in an estate: `section/name/field/…`, items of lists by their number from 1.

use bailiwick_estate::estate::Root;
use bailiwick_estate::yaml::{Entry, Kind, Node};

/// Finds a place in the merged tree.
///
/// Names may have slashes in them (`nginx/conf.d`), so the longest key that fits is tried
/// first.
///
/// # Errors
/// When the place is not there.
pub(crate) fn find(tree: &Root, path: &str) -> Result<(), String> {
    let (section, rest) = path.split_once('/').unwrap_or((path, ""));
    let entries = tree.section_entries(section);
    let found = match tree.single_entry(section) {
        None => return Err(format!("the estate has no `{section}`, so no `{path}`")),
        Some(single) if single.key == section => is_under(&single.value, rest),
        Some(_) => rest.is_empty() || is_key_under(entries, rest),
    };
    if found {
        Ok(())
    } else {
        Err(format!("the estate has no `{path}`"))
    }
}

fn is_under(node: &Node, path: &str) -> bool {
    if path.is_empty() {
        return true;
    }
    match &node.kind {
        Kind::Mapping(entries) => is_key_under(entries, path),
        Kind::Sequence(items) => {
            let (number, rest) = path.split_once('/').unwrap_or((path, ""));
            let item = number
                .parse::<usize>()
                .ok()
                .and_then(|number| items.get(number.checked_sub(1)?));
            item.is_some_and(|item| is_under(item, rest))
        }
        Kind::Scalar(_) | Kind::Null => false,
    }
}

fn is_key_under(entries: &[Entry], path: &str) -> bool {
    let mut fitting: Vec<(&Entry, &str)> = entries
        .iter()
        .filter_map(|entry| {
            let rest = path.strip_prefix(entry.key.as_str())?;
            let rest = match rest.strip_prefix('/') {
                Some(rest) => rest,
                None if rest.is_empty() => rest,
                None => return None,
            };
            Some((entry, rest))
        })
        .collect();
    fitting.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.key.len()));
    fitting
        .iter()
        .any(|(entry, rest)| is_under(&entry.value, rest))
}
