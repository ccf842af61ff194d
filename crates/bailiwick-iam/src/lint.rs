//! Judging policies: what AWS would refuse, what does nothing, and what does
//! more than it seems.
//!
//! Owns the rules, one file each, and what they share: `subject` is a policy
//! with what the service data says of it. The codes and their pages are in
//! [`crate::finding`]. Nothing here decides requests, and silence proves
//! nothing: a rule speaks when it is sure enough to be worth reading. Proofs
//! ([`crate::prove`]) are not used: of large policies they take seconds.
//!
//! To add a rule, copy a neighbour, name it in `RULES`, and write its page.
//! Start reading at [`lint`] and `unknown_action.rs`.

mod subject;

mod confused_deputy;
mod equals_wildcard;
mod for_all_values;
mod ignored_key;
mod kind;
mod mfa;
mod negative;
mod never_matches;
mod off_resource;
mod operator;
mod operator_type;
mod pass_role;
mod principal;
mod public;
mod quantifier;
mod redundant;
mod redundant_value;
mod s3_objects;
mod sid;
mod size;
mod source_ip;
mod unknown_action;
mod unknown_key;
mod value;
mod variable;
mod wide_wildcard;

use crate::finding::{Finding, Span};
use crate::policy::{Policy, PolicyKind};
use crate::service_data::ServiceData;

use self::subject::Subject;

type Rule = fn(&Subject<'_>, &mut Vec<Finding>);

/// Every rule; findings are sorted by place afterwards.
const RULES: &[Rule] = &[
    confused_deputy::judge,
    equals_wildcard::judge,
    for_all_values::judge,
    ignored_key::judge,
    kind::judge,
    mfa::judge,
    negative::judge,
    never_matches::judge,
    off_resource::judge,
    operator::judge,
    operator_type::judge,
    pass_role::judge,
    principal::judge,
    public::judge,
    quantifier::judge,
    redundant::judge,
    redundant_value::judge,
    s3_objects::judge,
    sid::judge,
    size::judge,
    source_ip::judge,
    unknown_action::judge,
    unknown_key::judge,
    value::judge,
    variable::judge,
    wide_wildcard::judge,
];

/// What is wrong with a policy that stands where `kind` says.
pub fn lint(policy: &Policy, kind: PolicyKind, data: &ServiceData) -> Vec<Finding> {
    let subject = Subject::new(policy, kind, data);
    let mut findings = Vec::new();
    for rule in RULES {
        rule(&subject, &mut findings);
    }
    findings.sort();
    findings.dedup();
    findings
}

/// What is wrong with the text of a policy, its reading included. Without a
/// `kind` it is taken for what it looks like.
pub fn lint_text(text: &str, kind: Option<PolicyKind>, data: &ServiceData) -> Vec<Finding<Span>> {
    let reading = Policy::read(text);
    let kind = kind.unwrap_or_else(|| PolicyKind::guess(&reading.partial));
    let mut findings = reading.findings;
    let judged = lint(&reading.partial, kind, data);
    findings.extend(
        judged
            .into_iter()
            .map(|finding| finding.at(|place| reading.spans.of(&place))),
    );
    findings.sort();
    findings
}
