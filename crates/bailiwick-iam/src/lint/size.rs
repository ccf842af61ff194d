//! A policy larger than AWS takes.

use super::subject::Subject;
use crate::finding::{Code, Finding, Place};
use crate::policy::{PolicyKind, SizeQuota};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let quota = match subject.kind {
        // The largest there is for one document: a role's inline policies
        // have more room than a managed policy.
        PolicyKind::Identity => SizeQuota::RoleInline,
        PolicyKind::Trust => SizeQuota::TrustPolicy,
        PolicyKind::ServiceControl => SizeQuota::ServiceControlPolicy,
        PolicyKind::ResourceControl => SizeQuota::ResourceControlPolicy,
        // Every service has its own.
        PolicyKind::Resource => return,
    };
    let size = quota.size_of(subject.policy);
    let kind = subject.kind;
    if size > quota.limit() {
        let limit = quota.limit();
        let message = format!("this {kind} has {size} characters, and AWS takes {limit}");
        let finding = Finding::error(Code::TOO_LARGE, Place::document(), message);
        findings.push(finding.help(format!(
            "split it, or put wildcards for lists; see {}",
            quota.source()
        )));
    } else if kind == PolicyKind::Identity && size > SizeQuota::ManagedPolicy.limit() {
        let limit = SizeQuota::ManagedPolicy.limit();
        let message =
            format!("this policy has {size} characters, and a managed policy {limit} at most");
        let finding = Finding::warning(Code::TOO_LARGE, Place::document(), message);
        findings.push(
            finding.help("split it, or make it the inline policy of a role or permission set"),
        );
    }
}
