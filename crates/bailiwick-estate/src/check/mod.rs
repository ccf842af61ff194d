//! What the parts of an estate must say together, one rule per file.
//!
//! Owns: the rules of the language that no single record can keep, with the AWS page
//! beside each rule that is AWS's. Refuses: to know what a permission compiles to.
//!
//! To add a rule, write a file with a function `check`, name it in [`RULES`], and add
//! its code to [`crate::code`] with a page.

mod account_emails;
mod account_ids;
mod alarm_thresholds;
mod allowance_kinds;
mod approvals;
mod attestations;
mod budgets;
mod compose_secrets;
mod control_evidence;
mod customers;
mod dockerfile_secrets;
mod entries;
mod exceptions;
mod guardrails;
mod held_nowhere;
mod iam_users;
mod linux_keys;
mod listed_twice;
mod log_destinations;
mod log_retention;
mod network_sizes;
mod networks;
mod oidc_subjects;
mod part_of;
mod people_emails;
mod permission_set_names;
mod repeated;
mod rule_ends;
mod scopes;
mod seats;
mod secret_values;
mod secret_words;
mod secrets;
mod sessions;
mod ssh_keys;
mod system_accounts;
mod system_parts;
mod tags;
mod units;
mod workload_parts;

pub use secret_words::{is_secret_name, is_secret_value, secret_words};
pub(crate) use secrets::find_secrets;
pub use secrets::secrets_in;

use crate::diagnostic::{Diagnostic, Severity};
use crate::estate::{Estate, Root};

/// A rule: it looks at an estate and says what is wrong. A record that could not be
/// read is absent from the estate, so a rule is silent about names it cannot follow.
type Rule = fn(&Estate, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    account_emails::check,
    account_ids::check,
    alarm_thresholds::check,
    allowance_kinds::check,
    approvals::check,
    attestations::check,
    budgets::check,
    control_evidence::check,
    customers::check,
    exceptions::check,
    guardrails::check,
    held_nowhere::check,
    iam_users::check,
    linux_keys::check,
    listed_twice::check,
    log_destinations::check,
    log_retention::check,
    network_sizes::check,
    networks::check,
    oidc_subjects::check,
    part_of::check,
    people_emails::check,
    permission_set_names::check,
    seats::check,
    sessions::check,
    ssh_keys::check,
    system_accounts::check,
    tags::check,
];

/// Runs every rule.
pub(crate) fn check(estate: &Estate, tree: &Root, diagnostics: &mut Vec<Diagnostic>) {
    let whole = diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity != Severity::Error);
    for rule in RULES {
        rule(estate, diagnostics);
    }
    entries::check(estate, tree, diagnostics);
    units::check(estate, tree, diagnostics);
    if whole {
        // With a record missing, a selection may look empty that is not, and a part unknown.
        scopes::check(estate, diagnostics);
        workload_parts::check(estate, diagnostics);
        system_parts::check(estate, diagnostics);
        rule_ends::check(estate, diagnostics);
    }
}
