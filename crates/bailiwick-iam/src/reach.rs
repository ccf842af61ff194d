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

use crate::overlap::arns_overlap;
use crate::service_data::{Action, ActionResource, ResourceType, Service};

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
    let mut shapes = kind.arn_patterns().iter();
    shapes.any(|shape| {
        resources
            .iter()
            .any(|resource| arns_overlap(shape, resource))
    })
}

#[cfg(test)]
mod tests;
