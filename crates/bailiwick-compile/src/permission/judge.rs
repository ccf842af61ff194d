//! What the IAM engine says of a statement that somebody wrote, at its place in the estate.
//!
//! The statement is judged as it is compiled; what the compiler says itself (actions and
//! operators that there are not, actions that come to nothing) is not said twice.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::model::{ActionAllowance, Conditions};
use bailiwick_estate::source::Span;
use bailiwick_iam::finding::{self, Finding, Place};
use bailiwick_iam::lint::lint;
use bailiwick_iam::policy::{Policy, PolicyKind, Statement};
use bailiwick_iam::service_data;

/// What is said of conditions, whoever they belong to.
const OF_CONDITIONS: &[finding::Code] = &[
    finding::Code::UNKNOWN_KEY,
    finding::Code::OPERATOR_TYPE,
    finding::Code::QUANTIFIER,
    finding::Code::FOR_ALL_VALUES,
    finding::Code::NEVER_MATCHES,
    finding::Code::VALUE,
    finding::Code::EQUALS_WILDCARD,
    finding::Code::PRIVATE_SOURCE_IP,
    finding::Code::MFA,
    finding::Code::MALFORMED_VARIABLE,
    finding::Code::VARIABLE_NOT_REPLACED,
];

/// What is said of actions and resources that were written out. Wildcards that reach
/// further than they look are for `bailiwick lint`: here somebody chose them.
const OF_EXACT: &[finding::Code] = &[
    finding::Code::S3_OBJECTS,
    finding::Code::REDUNDANT_VALUE,
    finding::Code::PASS_ROLE,
];

/// What is wrong with the conditions of a statement.
pub(super) fn conditions(when: Option<&Conditions>, statement: &Statement) -> Vec<Diagnostic> {
    let Some(when) = when else {
        return Vec::new();
    };
    findings(statement, OF_CONDITIONS)
        .map(|finding| diagnostic(finding.at(|place| in_conditions(when, &place))))
        .collect()
}

/// What is wrong with a statement of exact actions, its conditions included.
pub(super) fn exact(allowance: &ActionAllowance, statement: &Statement) -> Vec<Diagnostic> {
    let mut diagnostics = conditions(allowance.when.as_ref(), statement);
    let found = findings(statement, OF_EXACT);
    diagnostics
        .extend(found.map(|finding| diagnostic(finding.at(|place| in_exact(allowance, &place)))));
    diagnostics
}

/// A finding of the IAM engine, shown like any other.
#[must_use]
pub fn diagnostic(finding: Finding<Span>) -> Diagnostic {
    let code = Code::of_another_crate(finding.code.number());
    let diagnostic = match finding.severity {
        finding::Severity::Error => Diagnostic::error(code, finding.place, finding.message),
        finding::Severity::Warning => Diagnostic::warning(code, finding.place, finding.message),
    };
    let diagnostic = diagnostic.maybe_help(finding.help);
    finding
        .related
        .into_iter()
        .fold(diagnostic, |diagnostic, (span, message)| {
            diagnostic.related(span, message)
        })
}

fn findings(statement: &Statement, wanted: &[finding::Code]) -> impl Iterator<Item = Finding> {
    let policy = Policy::new([statement.clone()]);
    let findings = lint(&policy, PolicyKind::Identity, service_data());
    findings
        .into_iter()
        .filter(|finding| wanted.contains(&finding.code))
}

/// Where a test of a condition was written: in IAM's own words, or in the estate's.
fn in_conditions(when: &Conditions, place: &Place) -> Span {
    let [_, operator, key, value @ ..] = place.path() else {
        return when.fields.head;
    };
    let exactly = when
        .exactly
        .iter()
        .filter(|(written, _)| written.as_str() == operator)
        .flat_map(|(_, keys)| keys.iter())
        .find(|(written, _)| written.as_str() == key);
    if let Some((key, values)) = exactly {
        let wanted = value.first();
        let mut values = values.iter();
        let value = values.find(|value| wanted.is_some_and(|wanted| value.as_str() == wanted));
        return value.map_or(key.span, |value| value.span);
    }
    let field = match key.split_once('/').map_or(key.as_str(), |(key, _)| key) {
        "aws:MultiFactorAuthPresent" => "mfa",
        "aws:ResourceTag" => "tags",
        "aws:RequestTag" => "request_tags",
        "aws:PrincipalTag" => "principal_tags",
        "aws:RequestedRegion" => "regions",
        "aws:SourceIp" => "from",
        "aws:SourceVpc" => "from_vpc",
        _ => "until",
    };
    when.fields.value(field)
}

fn in_exact(allowance: &ActionAllowance, place: &Place) -> Span {
    match place.path() {
        [element, pattern, ..] if element == "Action" => {
            let mut actions = allowance.actions.iter();
            let written = actions.find(|action| action.eq_ignore_ascii_case(pattern));
            written.map_or(allowance.fields.value("actions"), |action| action.span)
        }
        [element, ..] if element == "Resource" => allowance.fields.value("on"),
        _ => allowance.fields.head,
    }
}
