//! Elements that a kind of policy does not take, or cannot do without.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
//! for identity, resource and trust policies,
//! <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html>
//! and <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html>
//! for those of organizations. Since September 2025 service control policies
//! take every element but the principal.

use super::subject::{Judged, Subject};
use crate::finding::{Code, Finding, Place};
use crate::policy::{Effect, PolicyKind, Principal, Principals, Selection, Version};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let kind = subject.kind;
    if subject.policy.id.is_some() && kind == PolicyKind::Identity {
        findings.push(refused(kind, Place::document().within("Id"), "Id"));
    }
    if kind == PolicyKind::ResourceControl && subject.version() == Version::Old {
        let message = "a resource control policy must have the version `2012-10-17`";
        let place = Place::document().within("Version");
        findings.push(Finding::error(Code::ELEMENT_NEEDED, place, message).help("write it"));
    }
    for judged in &subject.statements {
        principal(kind, judged, findings);
        resource(kind, judged, findings);
        if kind == PolicyKind::ResourceControl {
            if judged.statement.effect == Effect::Allow {
                let message = "AWS takes no `Allow` in a resource control policy of your own";
                let finding =
                    Finding::error(Code::ELEMENT_REFUSED, judged.element("Effect"), message);
                findings.push(
                    finding.help("deny what must not be; `RCPFullAWSAccess` allows the rest"),
                );
            }
            if matches!(judged.statement.action, Selection::AllExcept(_)) {
                findings.push(refused(kind, judged.element("NotAction"), "NotAction"));
            }
        }
    }
}

fn principal(kind: PolicyKind, judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    let takes = !matches!(kind, PolicyKind::Identity | PolicyKind::ServiceControl);
    match &judged.statement.principal {
        None if takes => findings.push(needed(kind, judged, "Principal")),
        Some(Principal::Only(_)) if !takes => {
            findings.push(refused(kind, judged.element("Principal"), "Principal"));
        }
        // "You cannot use the NotPrincipal element in an IAM identity-based
        // policy nor in an IAM role trust policy", nor in organization policies:
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
        Some(Principal::AllExcept(_)) if kind != PolicyKind::Resource => {
            findings.push(refused(
                kind,
                judged.element("NotPrincipal"),
                "NotPrincipal",
            ));
        }
        Some(Principal::Only(Principals::Named(_))) if kind == PolicyKind::ResourceControl => {
            let message = "a resource control policy speaks of every principal";
            let finding =
                Finding::error(Code::ELEMENT_REFUSED, judged.element("Principal"), message);
            findings.push(
                finding
                    .help("write `\"Principal\": \"*\"`, and a condition that says whom you mean"),
            );
        }
        _ => {}
    }
}

fn resource(kind: PolicyKind, judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    match (&judged.statement.resource, kind) {
        // Some services, such as ECR, take none.
        (None, PolicyKind::Trust | PolicyKind::Resource) => {}
        (Some(_), PolicyKind::Trust) => {
            let element = judged.resource_element();
            findings.push(refused(kind, judged.element(element), element));
        }
        (None, _) => findings.push(needed(kind, judged, "Resource")),
        (Some(_), _) => {}
    }
}

fn refused(kind: PolicyKind, place: Place, element: &str) -> Finding {
    let message = format!("no {kind} takes `{element}`");
    let help = match (element, kind) {
        ("Principal", PolicyKind::Identity) => {
            "the principal is whoever the policy is attached to; `--type resource` if it belongs to a resource"
        }
        ("Resource" | "NotResource", PolicyKind::Trust) => "the resource is the role itself",
        _ => "take it out",
    };
    Finding::error(Code::ELEMENT_REFUSED, place, message).help(help)
}

fn needed(kind: PolicyKind, judged: &Judged<'_>, element: &str) -> Finding {
    let message = format!("every statement of a {kind} needs `{element}`");
    let finding = Finding::error(Code::ELEMENT_NEEDED, judged.place(), message);
    finding.help(format!("add `{element}`"))
}
