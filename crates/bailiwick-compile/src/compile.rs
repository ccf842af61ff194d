//! The order in which an estate is compiled.

use bailiwick_estate::diagnostic::{Diagnostic, Severity};
use bailiwick_estate::estate::Estate;
use bailiwick_estate::source::Attachments;
use bailiwick_iam::policy::SizeQuota;

use crate::blueprint::Blueprint;
use crate::permission::Compiled;
use crate::{
    access, guardrails, host, identity_center, logging, network, organization, saas, workload,
};

/// Compiles an estate, with the files that its workloads name. There is a blueprint only
/// when no diagnostic is an error.
#[must_use]
pub fn compile(estate: &Estate, attachments: &Attachments) -> (Option<Blueprint>, Vec<Diagnostic>) {
    let mut diagnostics = check_permissions(estate);
    let center = identity_center::compile(estate, &mut diagnostics);
    let mut stacks = access::compile(estate, &center, &mut diagnostics);
    let (more, scripts) = workload::compile(estate, attachments, &mut diagnostics);
    stacks.extend(more);
    stacks.extend(network::compile(estate));
    stacks.extend(logging::compile(estate));
    let guardrails = guardrails::compile(estate, &mut diagnostics);
    stacks.extend(guardrails.stacks);
    let hosts = host::compile(estate, &mut diagnostics);
    let blueprint = Blueprint {
        estate: estate.estate.to_string(),
        stacks,
        scripts,
        organization: organization::compile(estate),
        policies: guardrails.policies,
        center,
        hosts,
        saas: saas::compile(estate),
    };
    diagnostics.sort_by(|left, right| {
        (left.span, left.code, &left.message).cmp(&(right.span, right.code, &right.message))
    });
    diagnostics.dedup();
    let wrong = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    ((!wrong).then_some(blueprint), diagnostics)
}

/// What is wrong with the permissions of an estate, each looked at for its own sake, so
/// that one that nobody holds yet is checked as well. It needs no whole estate.
#[must_use]
pub fn check_permissions(estate: &Estate) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for permission in estate.permissions.iter() {
        let statements = Compiled::anywhere(permission, &mut diagnostics).statements;
        let quota = SizeQuota::ManagedPolicy;
        access::fitted(permission, statements, quota, &mut diagnostics);
    }
    diagnostics
}
