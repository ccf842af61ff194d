//! That fitting changes nothing but the number of documents.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::policy::{Condition, Effect, Selection, Sid};

/// What a statement says, in the smallest parts: effect, action, resource and
/// condition. What is excluded stands as one part.
fn parts(statement: &Statement) -> BTreeSet<(Effect, Selection, Option<Selection>, Condition)> {
    let single = |selection: &Selection| -> Vec<Selection> {
        match selection {
            Selection::Only(patterns) => {
                patterns.iter().map(|one| Selection::only([one])).collect()
            }
            Selection::AllExcept(_) => vec![selection.clone()],
        }
    };
    let resources: Vec<Option<Selection>> = match &statement.resource {
        Some(resource) => single(resource).into_iter().map(Some).collect(),
        None => vec![None],
    };
    single(&statement.action)
        .into_iter()
        .flat_map(|action| {
            let resources = resources.iter().cloned();
            resources.map(move |resource| (action.clone(), resource))
        })
        .map(|(action, resource)| {
            (
                statement.effect,
                action,
                resource,
                statement.condition.clone(),
            )
        })
        .collect()
}

fn selection(letter: &'static str) -> impl Strategy<Value = Selection> {
    let patterns = proptest::collection::btree_set(0_u32..30, 1..12);
    (patterns, 0..8).prop_map(move |(numbers, kind)| {
        let patterns = numbers.iter().map(|number| format!("{letter}:{number:04}"));
        match kind {
            0 => Selection::all_except(patterns),
            _ => Selection::only(patterns),
        }
    })
}

fn statement() -> impl Strategy<Value = Statement> {
    let effect = prop_oneof![Just(Effect::Allow), Just(Effect::Deny)];
    let sid = proptest::option::of("[AB1 -]{1,2}");
    let condition = proptest::option::of("[xy]");
    (
        effect,
        selection("action"),
        selection("resource"),
        sid,
        condition,
    )
        .prop_map(|(effect, action, resource, sid, condition)| {
            let mut statement = Statement::new(effect, action);
            statement.resource = Some(resource);
            statement.sid = sid.map(Sid::as_observed);
            match condition {
                Some(value) => statement.when(Condition::test("StringEquals", "aws:k", [value])),
                None => statement,
            }
        })
}

proptest! {
    #[test]
    fn fitting_changes_only_the_number_of_documents(
        statements in proptest::collection::vec(statement(), 0..10),
        limit in 420_usize..1_500,
    ) {
        let before: BTreeSet<_> = statements.iter().flat_map(parts).collect();
        let policies = fit(statements, limit).unwrap();
        let after: BTreeSet<_> = policies.iter().flat_map(|policy| &policy.statements).flat_map(parts).collect();
        prop_assert_eq!(before, after);

        let sizes: Vec<usize> = policies.iter().map(|policy| policy.to_minified().len()).collect();
        prop_assert!(sizes.iter().all(|&size| size <= limit), "{sizes:?} for {limit}");
        for policy in &policies {
            let sids: Vec<_> = policy.statements.iter().filter_map(|one| one.sid.as_ref()).collect();
            prop_assert_eq!(sids.iter().collect::<BTreeSet<_>>().len(), sids.len());
            prop_assert!(sids.iter().all(|sid| Sid::new(sid.as_str()).is_ok()));
        }
        // No two of the policies would fit into one.
        for (position, one) in sizes.iter().enumerate() {
            for other in &sizes[position + 1..] {
                prop_assert!(one + other + 1 - envelope() > limit);
            }
        }
    }

    #[test]
    fn fitting_twice_changes_nothing(statements in proptest::collection::vec(statement(), 0..6)) {
        let once = fit(statements, 6_144).unwrap();
        let again = fit(once.iter().flat_map(|policy| policy.statements.clone()).collect(), 6_144);
        prop_assert_eq!(again, Ok(once));
    }
}

#[test]
fn statements_on_the_same_resource_become_one() {
    let policies = fit(
        vec![
            Statement::allow(["s3:GetObject"]).on(["a"]),
            Statement::allow(["s3:PutObject"]).on(["a"]),
            Statement::allow(["s3:GetObject", "s3:PutObject"]).on(["b"]),
            Statement::deny(["s3:GetObject"]).on(["a"]),
        ],
        6_144,
    )
    .unwrap();
    assert_eq!(
        policies,
        [Policy::new([
            Statement::allow(["s3:GetObject", "s3:PutObject"]).on(["a", "b"]),
            Statement::deny(["s3:GetObject"]).on(["a"]),
        ])]
    );
}

#[test]
fn different_conditions_keep_statements_apart() {
    let when = |value| Condition::test("Bool", "aws:MultiFactorAuthPresent", [value]);
    let statements = vec![
        Statement::allow(["a:B"]).on(["*"]).when(when("true")),
        Statement::allow(["a:C"]).on(["*"]).when(when("false")),
    ];
    assert_eq!(
        fit(statements.clone(), 6_144),
        Ok(vec![Policy::new(statements)])
    );
}

#[test]
fn the_pieces_of_a_labelled_statement_are_numbered() {
    let actions = (0..30).map(|number| format!("service:Action{number:02}"));
    let whole = Statement::allow(actions)
        .on(["*"])
        .with_sid(Sid::new("Read").unwrap());
    let policies = fit(vec![whole], 400).unwrap();
    let sids: Vec<_> = policies
        .iter()
        .flat_map(|policy| &policy.statements)
        .map(|statement| statement.sid.as_ref().unwrap().to_string())
        .collect();
    assert_eq!(sids, ["Read1", "Read2"]);
}

#[test]
fn what_allows_everything_comes_last_and_denials_first() {
    let actions =
        |letter: &'static str| (0..30).map(move |number| format!("{letter}:Action{number:02}"));
    let everything = Statement::allow(["*"]).on(["*"]);
    let statements = vec![
        everything.clone(),
        Statement::allow(actions("one")).on(["a"]),
        Statement::deny(actions("two")).on(["*"]),
        Statement::deny(actions("three")).on(["b"]),
    ];
    let policies = fit(statements, 700).unwrap();
    let effects: Vec<Vec<Effect>> = policies
        .iter()
        .map(|policy| policy.statements.iter().map(|one| one.effect).collect())
        .collect();
    assert_eq!(
        effects,
        [
            vec![Effect::Deny],
            vec![Effect::Deny],
            vec![Effect::Allow, Effect::Allow],
        ]
    );
    assert!(policies[2].statements.contains(&everything));
}

#[test]
fn what_cannot_be_cut_is_refused_with_its_size() {
    let mut statement = Statement::allow(["a:B"]).on(["*"]);
    statement.action = Selection::all_except((0..40).map(|number| format!("a:{number}")));
    let size = Policy::new([statement.clone()]).to_minified().len();
    assert!(fit(vec![statement.clone()], size).is_ok());
    assert_eq!(
        fit(vec![statement.clone()], size - 1),
        Err(TooLarge {
            statement: Box::new(statement),
            size,
            limit: size - 1
        })
    );
}

#[test]
fn long_lists_of_actions_and_resources_are_cut_both_ways() {
    let name = |letter: &str, number: usize| format!("{letter}:{}{number:03}", "x".repeat(30));
    let actions: Vec<_> = (0..500).map(|number| name("action", number)).collect();
    let resources: Vec<_> = (0..120).map(|number| name("resource", number)).collect();
    let policies = fit(vec![Statement::allow(actions).on(resources)], 6_144).unwrap();
    // 500 actions of 43 characters and 120 resources of 45 at half a policy each.
    assert!(policies.len() <= 16, "{} policies", policies.len());
}
