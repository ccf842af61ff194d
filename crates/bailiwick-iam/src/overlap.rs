//! Whether two patterns can match the same text, and whether one matches all
//! that another does.
//!
//! Owns quick answers for reading and judging policies; proofs have their own
//! algebra ([`crate::prove`]). Resources are compared by case, `*` and `?` crossing every character, as
//! IAM does
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>).

use crate::arn_pattern::ArnPattern;
use crate::policy::{Piece, Template, Version};
use crate::template;

/// The fields of an ARN; the last one, the resource, may hold colons
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>).
const FIELDS: usize = 6;

/// One step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// This character.
    Exactly(char),
    /// Any one character.
    One,
    /// Any text.
    Any,
    /// Any text without this character: the name of a bucket has no slash.
    AnyWithout(char),
    /// A policy variable: one text, unknown which.
    Variable(String),
}

/// The steps of a value of `Resource`; `None` when a variable is malformed.
pub(crate) fn steps_of(text: &str, version: Version) -> Option<Vec<Step>> {
    let template = Template::parse(text, version).ok()?;
    let steps = template.pieces().iter().flat_map(|piece| match piece {
        Piece::Text(text) => text.chars().map(Step::Exactly).collect(),
        Piece::Any => vec![Step::Any],
        Piece::One => vec![Step::One],
        Piece::Variable(variable) => vec![Step::Variable(variable.key.to_ascii_lowercase())],
    });
    Some(steps.collect())
}

/// Whether some ARN matches both the shape of a resource type's ARNs and a
/// value of `Resource`. Partition, service, region and account hold no colon,
/// so that they are compared each for itself; where the value has no such
/// fields, one wildcard stands for several of them.
pub(crate) fn arns_overlap(shape: &ArnPattern<'_>, resource: &str) -> bool {
    let shape: Vec<&str> = shape.as_str().splitn(FIELDS, ':').collect();
    let resource = with_wildcards(resource);
    let resource: Vec<&str> = resource.splitn(FIELDS, ':').collect();
    if (shape.len(), resource.len()) == (FIELDS, FIELDS) {
        let mut fields = shape.iter().zip(&resource);
        return fields.all(|(shape, written)| overlap(&steps_of_shape(shape), &loosely(written)));
    }
    let (shape, resource) = (shape.join(":"), resource.join(":"));
    overlap(&steps_of_shape(&shape), &loosely(&resource))
}

/// The steps of a part of an ARN's shape.
fn steps_of_shape(shape: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for piece in template::pieces(shape) {
        match piece {
            template::Piece::Variable("BucketName") => steps.push(Step::AnyWithout('/')),
            template::Piece::Variable(_) => steps.push(Step::Any),
            template::Piece::Literal(text) => steps.extend(text.chars().map(literal)),
        }
    }
    steps
}

/// A value of `Resource` with `*` for each variable: what is in one has no
/// part in the fields of the ARN.
fn with_wildcards(text: &str) -> String {
    let pieces = template::pieces(text).into_iter();
    let texts = pieces.map(|piece| match piece {
        template::Piece::Literal(literal) => literal,
        template::Piece::Variable(_) => "*",
    });
    texts.collect()
}

/// The steps of a text without variables.
fn loosely(text: &str) -> Vec<Step> {
    text.chars()
        .map(|character| match character {
            '?' => Step::One,
            other => literal(other),
        })
        .collect()
}

/// AWS writes a `*` into some of its ARN patterns.
fn literal(character: char) -> Step {
    match character {
        '*' => Step::Any,
        other => Step::Exactly(other),
    }
}

/// Whether some text matches both patterns, a variable being any text.
pub(crate) fn overlap(one: &[Step], other: &[Step]) -> bool {
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
pub(crate) fn covers(wide: &[Step], narrow: &[Step]) -> bool {
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
        if !next.contains(&true) {
            return false;
        }
        close(&mut next, wide, may_be_nothing);
        reached = next;
    }
    reached[wide.len()]
}

#[cfg(test)]
mod tests;
