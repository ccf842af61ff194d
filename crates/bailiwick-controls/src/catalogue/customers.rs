//! Whose data an account holds, as far as anybody says so.
//!
//! Not a control: what [`super::data_classes_held`] and [`super::one_customer_per_account`]
//! both ask. An account lists its customers; and the tag `Customer`, in whatever case, of an
//! account, a workload, a network or a resource of AWS names one.

use bailiwick_estate::lower::{Declared, Text};
use bailiwick_estate::model::Account;
use bailiwick_estate::selection::Selection;
use bailiwick_estate::source::Span;
use bailiwick_estate::value::TagKey;
use serde_json::Value;

use super::text;
use crate::observed::in_each_region;
use crate::verdict::Reason;
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

const TAG: &str = "customer";

/// A place that names a customer.
pub(super) struct Named {
    /// The customer: the name in the estate, or what is written where no such is declared.
    pub(super) customer: String,
    /// Whether the estate declares the customer.
    pub(super) declared: bool,
    /// What names it: `the tag of the workload `shop``.
    pub(super) by: String,
    /// Where, if the estate does.
    pub(super) span: Option<Span>,
}

impl Named {
    /// A witness that this place names the customer.
    pub(super) fn witness(&self, what: String) -> Witness {
        match self.span {
            Some(span) => Witness::new(WitnessKind::Declaration, what).at(span),
            None => Witness::new(WitnessKind::Resource, what),
        }
    }
}

/// The customers that the estate names in an account.
pub(super) fn declared(world: &World<'_>, account: &Declared<Account>) -> Vec<Named> {
    let estate = world.estate;
    let name = account.name.as_str();
    let mut named: Vec<Named> = account
        .customers
        .iter()
        .map(|customer| Named {
            customer: customer.to_string(),
            declared: true,
            by: format!("the account `{name}`"),
            span: Some(customer.span),
        })
        .collect();
    let mut tagged = |tags: &[(TagKey, Text)], by: String| {
        for (key, value) in tags {
            if key.as_str().eq_ignore_ascii_case(TAG) {
                let (customer, declared) = customer(world, value.as_str());
                named.push(Named {
                    customer,
                    declared,
                    by: by.clone(),
                    span: Some(value.span),
                });
            }
        }
    };
    tagged(&account.tags, format!("a tag of the account `{name}`"));
    for workload in estate.workloads.iter() {
        if workload.account.as_str() == name {
            let by = format!("a tag of the workload `{}`", workload.name);
            tagged(&workload.tags, by);
        }
    }
    for network in estate.networks.iter() {
        let here = network.account.as_ref().map(|account| account.as_str());
        if here == Some(name) {
            tagged(
                &network.tags,
                format!("a tag of the network `{}`", network.name),
            );
        }
    }
    named
}

/// Hands the customer that each resource of AWS names, by the account, to `look`. The
/// resources are those of `aws resourcegroupstaggingapi get-resources`, which lists what is
/// tagged or was
/// (<https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html>).
pub(super) fn tagged<'w>(
    world: &World<'w>,
    selection: &Selection<'w>,
    mut look: impl FnMut(&str, Named),
) -> Vec<Reason> {
    let mut missing = Vec::new();
    let mut reasons = in_each_region(world, selection, |place| {
        let command = "aws resourcegroupstaggingapi get-resources";
        let resources = match place.list("ResourceTagMappingList", command) {
            Ok(resources) => resources,
            Err(reason) => return missing.push(reason),
        };
        for resource in resources {
            let tags = resource.get("Tags").and_then(Value::as_array);
            for tag in tags.into_iter().flatten() {
                if text(tag, "Key").eq_ignore_ascii_case(TAG) {
                    let (customer, declared) = customer(world, text(tag, "Value"));
                    let named = Named {
                        customer,
                        declared,
                        by: format!("a tag of `{}`", text(resource, "ResourceARN")),
                        span: None,
                    };
                    look(place.account, named);
                }
            }
        }
    });
    reasons.extend(missing);
    reasons
}

/// The customer that a value names, by name or title, and whether there is one.
fn customer(world: &World<'_>, value: &str) -> (String, bool) {
    let is_it = |title: &str| title.eq_ignore_ascii_case(value);
    let customers = &world.estate.customers;
    let found = customers.iter().find(|customer| {
        is_it(customer.name.as_str()) || customer.title.as_ref().is_some_and(|one| is_it(one))
    });
    match found {
        Some(customer) => (customer.name.to_string(), true),
        None => (value.to_owned(), false),
    }
}
