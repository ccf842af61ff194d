//! Policies that let everyone in.

use super::subject::{Judged, Subject, Test};
use crate::finding::{Code, Finding};
use crate::policy::{Principal, PrincipalName};

/// Keys that tell callers, or the networks they come from, apart.
const LIMITING: &[&str] = &[
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:userid",
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
];

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in subject.allowing() {
        let Some(Principal::Only(principals)) = &judged.statement.principal else {
            continue;
        };
        if !principals.names().contains(&PrincipalName::Everyone) || is_limited(judged) {
            continue;
        }
        let message = "everyone may do this, without signing in";
        let finding = Finding::warning(Code::PUBLIC, judged.element("Principal"), message);
        findings.push(finding.help(
            "name whom you mean, or add a condition such as `\"StringEquals\": {\"aws:PrincipalOrgID\": …}`",
        ));
    }
}

fn is_limited(judged: &Judged<'_>) -> bool {
    let limits = |test: Test<'_>| test.demands() && LIMITING.iter().any(|key| test.is_of(key));
    judged.tests().any(limits)
}
