//! What a denial on all resources of a type lets through.
//!
//! Some actions take no resource at all, such as `ec2:PurchaseReservedInstancesOffering`,
//! so that a denial on `reserved-instances/*` does not deny them. Which of them are about
//! that type only their names tell.

use std::collections::BTreeSet;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::model::AccessAllowance;
use bailiwick_iam::actions::ActionName;
use bailiwick_iam::service_data::{Action, Service};

use super::access::some_of;
use super::resource::Found;

/// Whether an action that cannot be limited to a resource is about one of the types of
/// which the denial names all: by the longest name of a type that is in the action's.
pub(super) fn is_about(
    action: &Action,
    service: &Service,
    allowance: &AccessAllowance,
    resources: &[Found],
) -> bool {
    if !action.resource_types().is_empty() {
        return false;
    }
    let said = words_of_camel_case(action.name());
    let types = service.resource_types().iter().map(|kind| kind.name());
    let about = types
        .filter(|kind| mentions(&said, &words(kind)))
        .max_by_key(|kind| words(kind).len());
    about.is_some_and(|kind| {
        let all = format!("{kind}/*");
        let named = allowance.on.iter().any(|written| written.as_str() == all);
        let mut found = resources.iter();
        named && found.any(|one| one.service == service.prefix() && one.types.contains(&kind))
    })
}

/// The warning that these actions are not denied.
pub(super) fn not_denied(
    allowance: &AccessAllowance,
    actions: &BTreeSet<ActionName>,
) -> Diagnostic {
    Diagnostic::warning(
        Code::NOT_DENIED,
        allowance.fields.value("on"),
        format!(
            "{} cannot be limited to resources, so they are not denied",
            some_of(actions)
        ),
    )
    .help("deny them by name as well, under `actions`, or leave them out with `except`")
}

fn mentions(said: &[String], kind: &[String]) -> bool {
    !kind.is_empty() && said.windows(kind.len()).any(|words| words == kind)
}

/// `reserved-instances` as `reserved`, `instance`.
fn words(kind: &str) -> Vec<String> {
    let words = kind.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words = words.flat_map(words_of_camel_case);
    words.filter(|word| !word.is_empty()).collect()
}

/// `PurchaseReservedInstances` as `purchase`, `reserved`, `instance`.
fn words_of_camel_case(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut after_small = true;
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && after_small || words.is_empty() {
            words.push(String::new());
        }
        after_small = !letter.is_ascii_uppercase();
        if let Some(word) = words.last_mut() {
            word.push(letter.to_ascii_lowercase());
        }
    }
    for word in &mut words {
        if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
            word.pop();
        }
    }
    words
}
