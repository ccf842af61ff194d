//! Two policies, of which the second often grants no more than the first.

use bailiwick_iam::policy::{Effect, Policy, Selection, Statement};
use bailiwick_iam::request::Request;

use super::condition::condition;
use super::policy::{Place, policy};
use super::random::Random;
use super::world::request;

/// An existing policy and a new one, mostly the existing one changed a little, and a request
/// that both are about.
pub(crate) fn pair(random: &mut Random) -> ([Policy; 2], Request) {
    let about = request(random, false);
    let existing = policy(random, Place::Attached, &about);
    let mut new = match random.percent(20) {
        true => policy(random, Place::Attached, &about),
        false => existing.clone(),
    };
    let changes = random.below(4);
    for _ in 0..changes {
        if random.percent(20) {
            let added = policy(random, Place::Attached, &about);
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

/// Makes a statement narrower, wider or other.
fn change(random: &mut Random, statement: &mut Statement, action: &str, arn: &str) {
    match random.below(7) {
        0 => statement.condition = condition(random),
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
