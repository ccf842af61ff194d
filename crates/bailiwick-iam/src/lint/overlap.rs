//! Whether two patterns can match the same text, and whether one matches all
//! that another does.
//!
//! Resources are compared by case, `*` and `?` crossing every character, as
//! IAM does
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>).

use crate::arn_pattern::ArnPattern;
use crate::policy::{Piece, Template, Version};
use crate::template;

/// One step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// This character.
    Exactly(char),
    /// Any one character.
    One,
    /// Any text.
    Any,
    /// Any text without this character: a field of an ARN, the name of a bucket.
    AnyWithout(char),
    /// A policy variable: one text, unknown which.
    Variable(String),
}

/// The steps of a value of `Resource`; `None` when a variable is malformed.
pub(super) fn steps_of(text: &str, version: Version) -> Option<Vec<Step>> {
    let template = Template::parse(text, version).ok()?;
    let steps = template.pieces().iter().flat_map(|piece| match piece {
        Piece::Text(text) => text.chars().map(Step::Exactly).collect(),
        Piece::Any => vec![Step::Any],
        Piece::One => vec![Step::One],
        Piece::Variable(variable) => vec![Step::Variable(variable.key.to_ascii_lowercase())],
    });
    Some(steps.collect())
}

/// The steps of the shape of a resource type's ARNs.
pub(super) fn steps_of_arn(pattern: &ArnPattern<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for (position, field) in pattern.as_str().splitn(6, ':').enumerate() {
        if position > 0 {
            steps.push(Step::Exactly(':'));
        }
        for piece in template::pieces(field) {
            match piece {
                template::Piece::Variable("BucketName") => steps.push(Step::AnyWithout('/')),
                template::Piece::Variable(_) if position < 5 => steps.push(Step::AnyWithout(':')),
                template::Piece::Variable(_) => steps.push(Step::Any),
                template::Piece::Literal(text) => steps.extend(text.chars().map(literal)),
            }
        }
    }
    steps
}

/// AWS writes a `*` into some of its ARN patterns.
fn literal(character: char) -> Step {
    match character {
        '*' => Step::Any,
        other => Step::Exactly(other),
    }
}

/// Whether some text matches both patterns, a variable being any text.
pub(super) fn overlap(one: &[Step], other: &[Step]) -> bool {
    // `reached[i]`: some text matches the steps of `one` so far and the first
    // `i` of `other`.
    let repeats = |step: &Step| !matches!(step, Step::Exactly(_) | Step::One);
    let mut reached = vec![false; other.len() + 1];
    reached[0] = true;
    close(&mut reached, other, repeats);
    for step in one {
        let mut next = vec![false; other.len() + 1];
        if repeats(step) {
            next.clone_from(&reached);
            // It may take what any further steps of `other` stand for.
            for position in 0..other.len() {
                next[position + 1] |= next[position] && fits(step, &other[position]);
            }
        } else {
            for position in 0..other.len() {
                if reached[position] && fits(step, &other[position]) {
                    next[position + 1] = true;
                    next[position] |= repeats(&other[position]);
                }
            }
        }
        close(&mut next, other, repeats);
        reached = next;
    }
    reached[other.len()]
}

/// A step that may stand for nothing may be passed over.
fn close(reached: &mut [bool], steps: &[Step], repeats: impl Fn(&Step) -> bool) {
    for (position, step) in steps.iter().enumerate() {
        reached[position + 1] |= reached[position] && repeats(step);
    }
}

/// Whether one character, or one stretch, can be both.
fn fits(one: &Step, other: &Step) -> bool {
    match (one, other) {
        (Step::Exactly(one), Step::Exactly(other)) => one == other,
        (Step::Exactly(character), Step::AnyWithout(refused))
        | (Step::AnyWithout(refused), Step::Exactly(character)) => character != refused,
        _ => true,
    }
}

/// Whether `wide` matches every text that `narrow` does. `false` may be a
/// mistake, `true` is none.
pub(super) fn covers(wide: &[Step], narrow: &[Step]) -> bool {
    let mut reached = vec![false; wide.len() + 1];
    reached[0] = true;
    let may_be_nothing = |step: &Step| *step == Step::Any;
    close(&mut reached, wide, may_be_nothing);
    for step in narrow {
        let mut next = vec![false; wide.len() + 1];
        for (position, wider) in wide
            .iter()
            .enumerate()
            .filter(|(position, _)| reached[*position])
        {
            match wider {
                Step::Any => next[position] = true,
                Step::One => next[position + 1] |= matches!(step, Step::One | Step::Exactly(_)),
                same => next[position + 1] |= same == step,
            }
        }
        close(&mut next, wide, may_be_nothing);
        reached = next;
    }
    reached[wide.len()]
}

#[cfg(test)]
mod tests;
