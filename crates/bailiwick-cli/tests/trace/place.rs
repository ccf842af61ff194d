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

#[cfg(test)]
mod tests {
    use bailiwick_estate::estate::read;
    use bailiwick_estate::source::{Source, Sources};

    use super::find;

    #[test]
    fn places_are_found_by_name_and_number() {
        let text = "
estate: acme
units: { cloud/eu: { title: Europe } }
teams: { ship: { title: Ship } }
procedures:
  deploy: { title: Deploy, kind: routine, steps: [Look, { do: Leap }] }
";
        let path = "acme.yaml".to_owned();
        let sources = Sources::new(vec![Source {
            path,
            text: text.to_owned(),
        }]);
        let tree = read(&sources).expect("a small estate").tree;
        let cases = [
            ("estate", true),
            ("teams", true),
            ("teams/ship/title", true),
            ("teams/ship/title/first", false),
            ("units/cloud/eu/title", true),
            ("units/cloud", false),
            ("procedures/deploy/steps/1", true),
            ("procedures/deploy/steps/2/do", true),
            ("procedures/deploy/steps/0", false),
            ("procedures/deploy/steps/3", false),
            ("budgets/acme", false),
        ];
        for (place, there) in cases {
            assert_eq!(find(&tree, place).is_ok(), there, "{place}");
        }
    }
}
