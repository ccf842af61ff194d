//! The circumstances of a step, and the regions in which it may be taken.

use std::collections::BTreeSet;

use crate::policy::Policy;
use crate::request::Context;

/// The circumstances of a step: unknown but for what whoever takes it can see to.
pub(super) fn circumstances() -> Context {
    Context::partial()
        .with("aws:SecureTransport", ["true"])
        .with("aws:ViaAWSService", ["false"])
}

/// At most so many regions are tried for one name.
const REGIONS: usize = 5;

/// The regions that the conditions of some policies name: what is allowed is allowed there.
pub(super) fn named_regions<'p>(
    policies: impl IntoIterator<Item = &'p Policy>,
) -> BTreeSet<String> {
    let statements = policies.into_iter().flat_map(|policy| &policy.statements);
    let tests = statements.flat_map(|statement| statement.condition.tests());
    let about = tests.filter(|(_, key, _)| key.eq_ignore_ascii_case("aws:RequestedRegion"));
    let values = about.flat_map(|(_, _, values)| values);
    values
        .filter(|value| is_region(value))
        .take(REGIONS)
        .cloned()
        .collect()
}

/// Whether a text has the form of a region's name: `eu-west-1`.
fn is_region(text: &str) -> bool {
    let words: Vec<&str> = text.split('-').collect();
    match words.as_slice() {
        [area, .., place, number] => {
            let letters = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
            let digits = number.bytes().all(|byte| byte.is_ascii_digit());
            words.len() > 2 && letters(area) && letters(place) && place.len() > 2 && digits
        }
        _ => false,
    }
}

/// The circumstances of a call on a resource: its region is the one that the call goes to
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion>).
pub(super) fn circumstances_on(arn: &str) -> Context {
    let region = arn.split(':').nth(3).filter(|region| is_region(region));
    match region {
        Some(region) => circumstances().with("aws:RequestedRegion", [region]),
        None => circumstances(),
    }
}
