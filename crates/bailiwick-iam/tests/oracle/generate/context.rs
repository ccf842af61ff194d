//! Random circumstances of a request.

use bailiwick_iam::request::{Context, KeyValue};

use super::condition::KEYS;
use super::random::Random;
use super::words;

/// A context; when it is `open`, some keys are unknown.
pub(crate) fn context(random: &mut Random, open: bool) -> Context {
    let mut context = match open && random.percent(10) {
        true => Context::partial(),
        false => Context::complete(),
    };
    for key in KEYS {
        let derived = matches!(
            key.name,
            "aws:username" | "aws:PrincipalArn" | "aws:PrincipalIsAWSService"
        );
        let value = match random.below(100) {
            // What follows from the caller is mostly left to follow.
            _ if derived && random.percent(85) => continue,
            0..50 => KeyValue::Present(match key.multivalued {
                true if random.percent(10) => Vec::new(),
                true => random
                    .some(key.values, 3)
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                false => vec![value(random, key.values).to_owned()],
            }),
            50..65 if open => KeyValue::Unknown,
            65..75 => KeyValue::Absent,
            _ => continue,
        };
        context = context.with_value(key.name, value);
    }
    context
}

fn value(random: &mut Random, values: &'static [&'static str]) -> &'static str {
    match random.percent(2) {
        true => random.of(&words::MALFORMED[1..]),
        false => random.of(values),
    }
}
