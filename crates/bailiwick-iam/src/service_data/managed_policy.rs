//! The policies that AWS manages, by name.
//!
//! `data/managed-policies.txt` has the names with their paths, sorted, and the
//! day of the newest; `cargo xtask service-data` writes it.

use super::nearest;

const LIST: &str = include_str!("../../data/managed-policies.txt");

/// Whether AWS manages a policy of this name that can be attached. The name has
/// its path: `ReadOnlyAccess`, `job-function/Billing`.
pub fn is_managed_policy(name: &str) -> bool {
    names().any(|known| known == name)
}

/// The policy that may have been meant by a name that does not exist: the same
/// under another path, or the nearest.
pub fn suggest_managed_policy(name: &str) -> Option<&'static str> {
    let last = |name: &str| {
        name.rsplit('/')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let wanted = last(name);
    let same = names().find(|known| last(known) == wanted);
    same.or_else(|| nearest(name, names()))
}

/// The day of the newest of them, as `2026-09-30`.
pub fn managed_policies_date() -> &'static str {
    LIST.lines()
        .find_map(|line| line.strip_prefix("date\t"))
        .unwrap_or_default()
}

fn names() -> impl Iterator<Item = &'static str> {
    let is_name = |line: &&str| !line.starts_with('#') && !line.contains('\t');
    LIST.lines().filter(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_paths() {
        assert!(is_managed_policy("ReadOnlyAccess"));
        assert!(is_managed_policy("job-function/ViewOnlyAccess"));
        assert!(!is_managed_policy("ViewOnlyAccess"));
        assert!(!is_managed_policy(
            "aws-service-role/AmazonEKSServiceRolePolicy"
        ));
        assert_eq!(
            suggest_managed_policy("ViewOnlyAccess"),
            Some("job-function/ViewOnlyAccess")
        );
        assert_eq!(
            suggest_managed_policy("ReadOnlyAcess"),
            Some("ReadOnlyAccess")
        );
    }

    #[test]
    fn the_list_is_whole_and_dated() {
        assert!(names().count() > 1_000);
        assert!(names().is_sorted_by(|one, other| one < other));
        assert_eq!(managed_policies_date().len(), "2026-09-30".len());
    }
}
