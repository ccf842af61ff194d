//! A weaker claim: that two sides decide alike on the actions of the service data.
//!
//! Owns [`equivalent_for_known_actions`]. Every list of actions is replaced by
//! the known actions it selects, and what comes out is proved as usual. Nothing
//! is lost: a request for a known action is decided on as before, and no other
//! request matches anything any more. Known actions that no list tells apart
//! have one that stands for them, since all else about a request is open.

use std::collections::{BTreeMap, BTreeSet};

use super::proof::Proof;
use super::query::{equivalent, surely_equivalent};
use crate::actions::{ActionName, expand, matches_wildcard};
use crate::policy::{Policy, Selection};
use crate::service_data::{Action, ServiceData};

/// Whether both sides decide every request alike whose action `data` has. This
/// says nothing of the actions that AWS adds later: what it proves is less than
/// what [`equivalent`] proves, and is to be told with the date of the data.
pub fn equivalent_for_known_actions(
    data: &ServiceData,
    one: &[&Policy],
    other: &[&Policy],
) -> Proof {
    let known = Known::of(data, [one, other]);
    let [one, other] = [one, other].map(|side| known.restrict(side));
    let one: Vec<&Policy> = one.iter().collect();
    let other: Vec<&Policy> = other.iter().collect();
    match surely_equivalent(&one, &other) {
        true => Proof::Proved,
        false => equivalent(&one, &other),
    }
}

/// The known actions that stand for all, and which list selects which.
struct Known<'p> {
    selected: BTreeMap<&'p Selection, BTreeSet<ActionName>>,
}

impl<'p> Known<'p> {
    fn of(data: &ServiceData, sides: [&[&'p Policy]; 2]) -> Self {
        let policies = sides.into_iter().flatten().copied();
        let statements = policies.flat_map(|policy| &policy.statements);
        let lists: BTreeSet<&Selection> = statements.map(|statement| &statement.action).collect();
        let mut of_action: BTreeMap<ActionName, BTreeSet<usize>> = BTreeMap::new();
        for (place, list) in lists.iter().enumerate() {
            for pattern in list.patterns() {
                for action in matched(data, pattern) {
                    of_action.entry(action).or_default().insert(place);
                }
            }
        }
        let mut standing: BTreeMap<BTreeSet<usize>, ActionName> = BTreeMap::new();
        for action in data.services().flat_map(|service| service.actions()) {
            let name = action.full_name();
            let matching = of_action.remove(&name).unwrap_or_default();
            standing.entry(matching).or_insert(name);
        }
        let selects = |place: usize, list: &Selection| -> BTreeSet<ActionName> {
            let wanted = matches!(list, Selection::Only(_));
            let standing = standing.iter();
            let chosen = standing.filter(|(matching, _)| matching.contains(&place) == wanted);
            chosen.map(|(_, name)| *name).collect()
        };
        let numbered = lists.iter().enumerate();
        Self {
            selected: numbered
                .map(|(place, &list)| (list, selects(place, list)))
                .collect(),
        }
    }

    /// The policies with the actions that stand for all. Statements that
    /// select none are left out, for they match no request.
    fn restrict(&self, policies: &[&Policy]) -> Vec<Policy> {
        let restricted = policies.iter().map(|&policy| {
            let mut policy = policy.clone();
            for statement in &mut policy.statements {
                let names = self.selected.get(&statement.action).into_iter().flatten();
                statement.action = Selection::only(names.map(ActionName::to_string));
            }
            policy
                .statements
                .retain(|statement| !statement.action.patterns().is_empty());
            policy
        });
        restricted.collect()
    }
}

/// The known actions that `pattern` matches, with wildcards in the name of the
/// service as well.
fn matched(data: &ServiceData, pattern: &str) -> BTreeSet<ActionName> {
    match pattern.split_once(':') {
        Some((service, _)) if !service.contains(['*', '?']) => expand(data, pattern),
        _ => data
            .services()
            .flat_map(|service| service.actions())
            .map(Action::full_name)
            .filter(|name| matches_wildcard(pattern, &name.to_string()))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Statement;
    use crate::service_data;

    fn policy(action: Selection) -> Policy {
        let mut statement = Statement::allow(["s3:*"]).on(["*"]);
        statement.action = action;
        Policy::new([statement])
    }

    fn all_of(pattern: &str) -> Vec<String> {
        let actions = expand(service_data(), pattern);
        actions.iter().map(ActionName::to_string).collect()
    }

    fn judged(one: Selection, other: Selection) -> Proof {
        equivalent_for_known_actions(service_data(), &[&policy(one)], &[&policy(other)])
    }

    #[test]
    fn a_list_of_all_is_its_wildcard_for_known_actions_only() {
        let (list, wildcard) = (
            Selection::only(all_of("s3:Get*")),
            Selection::only(["s3:Get*"]),
        );
        assert_eq!(judged(list.clone(), wildcard.clone()), Proof::Proved);
        let all = equivalent(&[&policy(list)], &[&policy(wildcard)]);
        let Proof::Refuted(witness) = all else {
            panic!("{all:?}")
        };
        assert!(!witness.known_to_service_data);
    }

    #[test]
    fn one_action_more_or_less_refutes() {
        let mut fewer = all_of("s3:Get*");
        fewer.pop();
        let refuted = judged(Selection::only(fewer), Selection::only(["s3:Get*"]));
        assert!(matches!(refuted, Proof::Refuted(_)), "{refuted:?}");
        let refuted = judged(
            Selection::only(all_of("s3:Get*")),
            Selection::only(["s3:Get*", "s3:ListBucket"]),
        );
        assert!(matches!(refuted, Proof::Refuted(_)), "{refuted:?}");
    }

    #[test]
    fn what_is_excluded_counts_among_known_actions() {
        let all_but_lists = Selection::all_except(["s3:List*"]);
        let listed = Selection::all_except(all_of("s3:List*"));
        assert_eq!(judged(all_but_lists.clone(), listed), Proof::Proved);
        let refuted = judged(all_but_lists, Selection::only(["*"]));
        assert!(matches!(refuted, Proof::Refuted(_)), "{refuted:?}");
    }

    #[test]
    fn wildcards_in_the_name_of_a_service_match_known_actions() {
        let one = Selection::only(["s?:GetObject", "s3:getobject"]);
        assert_eq!(
            judged(one, Selection::only(["s3:GetObject"])),
            Proof::Proved
        );
    }
}
