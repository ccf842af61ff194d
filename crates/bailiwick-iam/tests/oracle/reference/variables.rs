//! Policy variables: what is put in their place.
//!
//! Rules: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>.

use bailiwick_iam::policy::Version;

use super::facts::Facts;
use super::text::{Piece, literal, wild};

/// `text` with its variables replaced, and its own `*` and `?` as wildcards or not.
///
/// `None`: a variable has no value, so that "there is no equal or like value" and "the
/// resource […] will not match any resource". What is put in is literal: a `*` in the value
/// of a key is no wildcard, and neither is `${*}`.
pub(crate) fn replaced(
    version: Version,
    text: &str,
    facts: &Facts,
    wildcards: bool,
) -> Option<Vec<Piece>> {
    let plain = if wildcards { wild } else { literal };
    // "If you don't include the Version element and set it to an appropriate version date,
    // variables like ${aws:username} are treated as literal strings in the policy."
    if version == Version::Old {
        return Some(plain(text));
    }
    let Some(start) = text.find("${") else {
        return Some(plain(text));
    };
    let Some(length) = text[start..].find('}') else {
        return Some(plain(text));
    };
    let name = &text[start + 2..start + length];
    let mut pieces = plain(&text[..start]);
    pieces.extend(literal(&value(name, facts)?));
    pieces.extend(replaced(
        version,
        &text[start + length + 1..],
        facts,
        wildcards,
    )?);
    Some(pieces)
}

/// The keys that the variables of `text` name.
pub(crate) fn keys(text: &str) -> Vec<String> {
    text.split("${")
        .skip(1)
        .filter_map(|rest| Some(key_and_default(&rest[..rest.find('}')?]).0.to_owned()))
        .filter(|key| !matches!(key.as_str(), "*" | "?" | "$"))
        .collect()
}

fn value(name: &str, facts: &Facts) -> Option<String> {
    // "There are a few special predefined policy variables that have fixed values".
    if matches!(name, "*" | "?" | "$") {
        return Some(name.to_owned());
    }
    let (key, default) = key_and_default(name);
    match facts.values(key) {
        Some([only]) => Some(only.clone()),
        // "You can use any available single-valued context key as a policy variable, but you
        // cannot use a multivalued context key", and what AWS does with one is not said
        // (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>).
        Some(values) if facts.undocumented => Some(values[0].clone()),
        _ => default.map(str::to_owned),
    }
}

/// "Surround the default value with single quotes (' '), and separate the variable text and
/// the default value with a comma and space (, )."
fn key_and_default(name: &str) -> (&str, Option<&str>) {
    match name.split_once(", '") {
        Some((key, default)) => (key, default.strip_suffix('\'')),
        None => (name, None),
    }
}
