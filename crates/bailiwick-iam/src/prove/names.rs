//! Fewer names of actions, for the same proof.
//!
//! Owns [`representatives`]: of all full names of actions that no list of a
//! claim tells apart, the first one stays and the others go. An action that
//! went is decided on as the one that stayed for it, so what is proved of the
//! shorter policies is so of the long ones. The other way round does not hold
//! (nothing is said of an action that is in no list any more), so that this
//! serves proofs and never refutes.

use std::collections::{BTreeMap, BTreeSet};

use crate::actions::matches_wildcard;
use crate::policy::{Policy, Selection};

/// Where a name is listed, and where a wildcard matches it.
type Lists = BTreeSet<usize>;

/// Both sides of a claim with one name for all that are decided on alike.
pub(super) fn representatives(sides: [&[&Policy]; 2]) -> [Vec<Policy>; 2] {
    let lists: Vec<&Selection> = sides
        .iter()
        .copied()
        .flatten()
        .flat_map(|policy| &policy.statements)
        .map(|statement| &statement.action)
        .collect();
    let gone = undistinguished(&lists);
    sides.map(|policies| {
        let shorter = policies.iter().map(|&policy| {
            let mut policy = policy.clone();
            for statement in &mut policy.statements {
                let (Selection::Only(patterns) | Selection::AllExcept(patterns)) =
                    &mut statement.action;
                patterns.retain(|pattern| !gone.contains(&pattern.to_ascii_lowercase()));
            }
            policy
        });
        shorter.collect()
    })
}

/// The names, in lower case, for which another one stands.
fn undistinguished(lists: &[&Selection]) -> BTreeSet<String> {
    let mut names: BTreeMap<String, Lists> = BTreeMap::new();
    let mut wildcards: BTreeMap<&String, Lists> = BTreeMap::new();
    for (place, list) in lists.iter().enumerate() {
        for pattern in list.patterns() {
            match pattern.contains(['*', '?']) {
                true => wildcards.entry(pattern).or_default().insert(place),
                false => {
                    let name = names.entry(pattern.to_ascii_lowercase());
                    name.or_default().insert(place)
                }
            };
        }
    }
    let named = names.iter().map(|(name, listed)| (listed.clone(), name));
    let mut by_listing: BTreeMap<Lists, Vec<&String>> = BTreeMap::new();
    for (listed, name) in named {
        by_listing.entry(listed).or_default().push(name);
    }
    let mut gone = BTreeSet::new();
    for names in by_listing.into_values().filter(|names| names.len() > 1) {
        let mut seen = BTreeSet::new();
        for name in names {
            let matching = wildcards
                .iter()
                .filter(|(pattern, _)| may_match(pattern, name) && matches_wildcard(pattern, name));
            let matched: Lists = matching.flat_map(|(_, lists)| lists).copied().collect();
            if !seen.insert(matched) {
                gone.insert(name.clone());
            }
        }
    }
    gone
}

/// Whether both begin alike, as far as the pattern's first characters go.
fn may_match(pattern: &str, name: &str) -> bool {
    let prefix = pattern.split(['*', '?']).next().unwrap_or_default();
    name.get(..prefix.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Statement;

    #[test]
    fn names_in_the_same_lists_have_one_representative() {
        let one = Policy::new([
            Statement::allow(["s3:GetObject", "s3:GetBucketAcl", "s3:PutObject"]).on(["*"]),
            Statement::deny(["s3:*Bucket*"]).on(["*"]),
        ]);
        let other =
            Policy::new([
                Statement::allow(["S3:GETOBJECT", "s3:GetBucketAcl", "s3:PutObject"]).on(["*"]),
            ]);
        let [first, second] = representatives([&[&one], &[&other]]);
        let patterns = |policy: &Policy| policy.statements[0].action.clone();
        assert_eq!(
            patterns(&first[0]),
            Selection::only(["s3:GetBucketAcl", "s3:GetObject"])
        );
        assert_eq!(
            patterns(&second[0]),
            Selection::only(["s3:GetBucketAcl", "S3:GETOBJECT"])
        );
    }
}
