//! What an allowance on some resources, under a condition, lets through.
//!
//! Owns the question whether an action can be granted at all by a statement that names
//! resources and asks for a condition key, as the service data answers it. Refuses: to
//! decide requests, which other statements, boundaries and resource policies may decide
//! otherwise.
//!
//! Source: "Actions, resources, and condition keys for AWS services", Service Authorization
//! Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>).

use crate::service_data::{Action, ActionResource, ResourceType, Service};
use crate::template::{Piece, pieces};

/// The fields of an ARN; the last one, the resource, may hold colons
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>).
const FIELDS: usize = 6;

/// What a statement lets through of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It is granted on the resources that the statement names, where the keys agree.
    Granted,
    /// No resource that the action works on is among those of the statement.
    NoResource,
    /// It works on these, too, and the statement names none of them: another one must.
    NeedsMore(Vec<&'static str>),
    /// The requests do not carry the key, so that the condition is never met.
    NoKey,
}

/// What a statement that allows `action` on `resources` lets through when its condition asks
/// for `keys` (as written: `aws:ResourceTag/Project`), all of which must be there.
pub fn reach(service: &Service, action: &Action, resources: &[&str], keys: &[&str]) -> Reach {
    let everywhere = resources.contains(&"*");
    let named = |kind: &&ActionResource| {
        everywhere
            || service
                .resource_type(kind.name())
                .is_some_and(|kind| is_named(kind, resources))
    };
    let carries = |kind: Option<&str>| {
        let knows = |key: &&str| action.supports_condition_key(key, kind);
        keys.iter().all(knows)
    };
    if action.resource_types().is_empty() {
        return match (everywhere, carries(None)) {
            (false, _) => Reach::NoResource,
            (true, false) => Reach::NoKey,
            (true, true) => Reach::Granted,
        };
    }
    let kinds = action.resource_types().iter();
    let (named, others): (Vec<_>, Vec<_>) = kinds.partition(|kind| named(kind));
    if named.is_empty() {
        return Reach::NoResource;
    }
    if !named.iter().any(|kind| carries(Some(kind.name()))) {
        return Reach::NoKey;
    }
    let missing: Vec<_> = others
        .into_iter()
        .filter(|kind| kind.required())
        .map(ActionResource::name)
        .collect();
    match missing.is_empty() {
        true => Reach::Granted,
        false => Reach::NeedsMore(missing),
    }
}

/// Whether any resource of a type can be among those that a statement names.
fn is_named(kind: &ResourceType, resources: &[&str]) -> bool {
    kind.arn_patterns().iter().any(|pattern| {
        let shape = with_wildcards(pattern.as_str());
        let mut resources = resources.iter();
        resources.any(|resource| arns_overlap(&shape, &with_wildcards(resource)))
    })
}

/// Whether some ARN matches both patterns. Partition, service, region and account hold no
/// colon, so that they are compared each for itself; where a pattern has no such fields, one
/// wildcard stands for several of them.
fn arns_overlap(shape: &str, resource: &str) -> bool {
    let left: Vec<&str> = shape.splitn(FIELDS, ':').collect();
    let right: Vec<&str> = resource.splitn(FIELDS, ':').collect();
    match (left.len(), right.len()) {
        (FIELDS, FIELDS) => left
            .iter()
            .zip(&right)
            .all(|(one, other)| overlap(one, other)),
        _ => overlap(shape, resource),
    }
}

/// A text with `*` for each variable: those of a shape, and policy variables such as
/// `${aws:username}`.
fn with_wildcards(text: &str) -> String {
    let parts = pieces(text).into_iter();
    let parts = parts.map(|piece| match piece {
        Piece::Literal(literal) => literal,
        Piece::Variable(_) => "*",
    });
    parts.collect()
}

/// Whether some text matches both patterns, in time that is the product of their lengths.
fn overlap(left: &str, right: &str) -> bool {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    // Whether what follows in `left` can be met by each rest of `right`.
    let mut below: Vec<bool> = Vec::new();
    for row in (0..=left.len()).rev() {
        let mut here = vec![false; right.len() + 1];
        for column in (0..=right.len()).rev() {
            let (first, second) = (left.get(row), right.get(column));
            here[column] = match (first, second) {
                (None, None) => true,
                (Some('*'), _) if below[column] => true,
                (_, Some('*')) if here[column + 1] => true,
                (Some('*'), Some(_)) => here[column + 1],
                (Some(_), Some('*')) => below[column],
                (Some(one), Some(other)) => {
                    (one == other || *one == '?' || *other == '?') && below[column + 1]
                }
                (None, Some(_)) | (Some(_), None) => false,
            };
        }
        below = here;
    }
    below[0]
}

#[cfg(test)]
mod tests;
