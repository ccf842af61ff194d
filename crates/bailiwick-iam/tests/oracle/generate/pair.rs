//! Two policies, of which the second often grants no more than the first.

use bailiwick_iam::policy::{Condition, Effect, Policy, Selection, Statement};
use bailiwick_iam::request::Request;

use super::condition::condition;
use super::policy::{Place, policy};
use super::random::Random;
use super::world::request;

/// An existing policy and a new one, mostly the existing one changed a little, and a request
/// that both are about.
pub(crate) fn pair(random: &mut Random) -> ([Policy; 2], Request) {
    let about = request(random, false);
    let place = random.of(&[
        Place::Attached,
        Place::Attached,
        Place::Attached,
        Place::Resource,
    ]);
    let existing = small(policy(random, place, &about));
    let mut new = match random.percent(20) {
        true => small(policy(random, place, &about)),
        false => existing.clone(),
    };
    let changes = random.below(4);
    for _ in 0..changes {
        if random.percent(20) {
            let added = small(policy(random, place, &about));
            new.statements.extend(added.statements.into_iter().take(1));
        } else if !new.statements.is_empty() {
            let position = random.below(new.statements.len());
            change(
                random,
                &mut new.statements[position],
                &about.action,
                &about.resource.arn,
            );
        }
    }
    ([existing, new], about)
}

/// The policy with two statements at most, of two patterns and one test each, and without
/// variables: so small that all requests around it can be tried.
fn small(mut policy: Policy) -> Policy {
    let few = |selection: &Selection| {
        let patterns = selection.patterns().iter().take(2).map(|text| plain(text));
        match selection {
            Selection::Only(_) => Selection::only(patterns),
            Selection::AllExcept(_) => Selection::all_except(patterns),
        }
    };
    policy.statements.truncate(2);
    for statement in &mut policy.statements {
        statement.action = few(&statement.action);
        statement.resource = statement.resource.as_ref().map(few);
        statement.condition = one_test(&statement.condition);
    }
    policy
}

/// Makes a statement narrower, wider or other.
fn change(random: &mut Random, statement: &mut Statement, action: &str, arn: &str) {
    match random.below(7) {
        0 => statement.condition = one_test(&condition(random)),
        1 => statement.action = Selection::only([action]),
        2 => statement.resource = Some(Selection::only([arn])),
        3 => statement.action = narrowed(random, &statement.action),
        4 => {
            if let Some(resource) = &statement.resource {
                statement.resource = Some(narrowed(random, resource));
            }
        }
        5 => statement.resource = Some(Selection::only(["*"])),
        _ => {
            statement.effect = match statement.effect {
                Effect::Allow => Effect::Deny,
                Effect::Deny => Effect::Allow,
            }
        }
    }
}

fn one_test(condition: &Condition) -> Condition {
    let mut tests = condition.tests();
    tests
        .next()
        .map_or_else(Condition::default, |(operator, key, values)| {
            Condition::test(
                operator,
                key,
                values.iter().take(2).map(|value| plain(value)),
            )
        })
}

/// The text with a letter in the place of every variable.
fn plain(text: &str) -> String {
    let mut parts = text.split("${");
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |text, part| {
        let after = part.split_once('}').map_or("", |(_, after)| after);
        text + "v" + after
    })
}

/// One pattern less, or one wildcard filled in.
fn narrowed(random: &mut Random, selection: &Selection) -> Selection {
    let mut patterns: Vec<String> = selection.patterns().iter().cloned().collect();
    let position = random.below(patterns.len());
    if patterns.len() > 1 && random.percent(50) {
        patterns.remove(position);
    } else {
        let filling = random.of(&["a", "Get*", "s3:", "?", "b/*"]);
        patterns[position] = patterns[position].replacen('*', filling, 1);
    }
    match selection {
        Selection::Only(_) => Selection::only(patterns),
        Selection::AllExcept(_) => Selection::all_except(patterns),
    }
}
