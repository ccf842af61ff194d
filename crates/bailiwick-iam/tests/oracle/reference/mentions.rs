//! What policies say of condition keys: where values come from that could matter.

use std::collections::BTreeSet;

use bailiwick_iam::policy::{Operator, Policy, Quantifier};
use bailiwick_iam::request::{KeyValue, Request};

use super::{condition, variables};

/// Every key that `policies` name in a condition or a variable, in lower case.
pub(crate) fn keys(policies: &[&Policy]) -> BTreeSet<String> {
    let tests = tests(policies).map(|(_, key, _)| key.to_owned());
    let variables = texts(policies).flat_map(|text| variables::keys(text));
    tests
        .chain(variables)
        .map(|key| key.to_ascii_lowercase())
        .collect()
}

/// What a key could be, as far as these policies can tell values apart: absent, or one value,
/// or several where it is only ever asked for as one of many.
pub(crate) fn values(
    key: &str,
    policies: &[&Policy],
    request: &Request,
) -> Vec<Option<Vec<String>>> {
    let mut single = BTreeSet::from(["something-else".to_owned()]);
    let mut multivalued = true;
    for (operator, tested, values) in tests(policies) {
        if tested.eq_ignore_ascii_case(key) {
            multivalued &= operator.quantifier != Quantifier::Single;
            for value in values {
                single.extend(near(value));
            }
        } else if values.iter().any(|value| names(value, key)) {
            multivalued = false;
            single.extend(values.iter().flat_map(|value| near(value)));
            // It is compared with what the other key is.
            if let KeyValue::Present(values) = request.context.get(tested) {
                single.extend(values.iter().cloned());
            }
        }
    }
    if resources(policies).any(|pattern| names(pattern, key)) {
        multivalued = false;
        single.extend(
            request
                .resource
                .arn
                .split([':', '/', '-'])
                .map(str::to_owned),
        );
    }
    single.remove("");
    let several = single
        .iter()
        .zip(single.iter().skip(1))
        .filter(|_| multivalued)
        .map(|(left, right)| Some(vec![left.clone(), right.clone()]));
    std::iter::once(None)
        .chain(single.iter().map(|value| Some(vec![value.clone()])))
        .chain(several)
        .collect()
}

/// Of [`values`], those that every test of the key can read.
pub(crate) fn readable(
    key: &str,
    policies: &[&Policy],
    request: &Request,
) -> Vec<Option<Vec<String>>> {
    let reads = |value: &String| {
        tests(policies)
            .filter(|(_, tested, _)| tested.eq_ignore_ascii_case(key))
            .all(|(operator, _, _)| condition::reads(operator.comparison, value))
    };
    let mut values = values(key, policies, request);
    values.retain(|values| values.iter().flatten().all(reads));
    values
}

/// Values at and beside one that a policy names.
fn near(value: &str) -> Vec<String> {
    let filled = |by: &str| value.replace('*', by).replace('?', "z");
    if matches!(value, "true" | "false") {
        return vec!["true".to_owned(), "false".to_owned()];
    }
    let escaped = value
        .replace("${*}", "*")
        .replace("${?}", "?")
        .replace("${$}", "$");
    let mut near = vec![
        value.to_owned(),
        filled(""),
        filled("zz"),
        value.to_uppercase(),
        escaped,
    ];
    if let Some((before, rest)) = value.split_once("${") {
        let after = rest.split_once('}').map_or("", |(_, after)| after);
        near.extend(["a", "b", "red"].map(|word| format!("{before}{word}{after}")));
    }
    if let Ok(number) = value.parse::<i64>() {
        near.extend([number - 1, number + 1].map(|number| number.to_string()));
    }
    if let Some((base, _)) = value.split_once('/') {
        near.push(base.to_owned());
    }
    if value.parse::<std::net::IpAddr>().is_ok() || value.contains('/') {
        near.extend(["198.51.100.77".to_owned(), "2001:db8:ffff::1".to_owned()]);
    }
    if value.contains("-") && value.contains("T") {
        near.extend([
            "1971-01-01T00:00:00Z".to_owned(),
            "2099-01-01T00:00:00Z".to_owned(),
        ]);
    }
    near
}

fn names(text: &str, key: &str) -> bool {
    variables::keys(text)
        .iter()
        .any(|named| named.eq_ignore_ascii_case(key))
}

type Test<'p> = (Operator, &'p str, &'p BTreeSet<String>);

fn tests<'p>(policies: &[&'p Policy]) -> impl Iterator<Item = Test<'p>> {
    let statements = policies.iter().flat_map(|policy| &policy.statements);
    statements
        .flat_map(|statement| statement.condition.tests())
        .map(|(operator, key, values)| (operator.parse().expect("an operator"), key, values))
}

fn resources<'p>(policies: &[&'p Policy]) -> impl Iterator<Item = &'p String> {
    let statements = policies.iter().flat_map(|policy| &policy.statements);
    statements.flat_map(|statement| {
        statement
            .resource
            .iter()
            .flat_map(|selection| selection.patterns())
    })
}

fn texts<'p>(policies: &[&'p Policy]) -> impl Iterator<Item = &'p String> {
    let values = tests(policies).flat_map(|(_, _, values)| values);
    values.chain(resources(policies))
}
