//! Principals that AWS does not know, or knows no longer.

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::policy::{Principal, PrincipalKind, PrincipalName, Principals};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        let (element, principals) = match &judged.statement.principal {
            None => continue,
            Some(Principal::Only(principals)) => ("Principal", principals),
            Some(Principal::AllExcept(principals)) => ("NotPrincipal", principals),
        };
        let Principals::Named(kinds) = principals else {
            continue;
        };
        for (kind, names) in kinds {
            for name in names {
                let place = judged.element(element).within(kind.as_str()).within(name);
                findings.extend(match PrincipalName::parse(*kind, name) {
                    PrincipalName::Unrecognised(_) => {
                        let message =
                            format!("`{name}` is no principal of the kind `{}`", kind.as_str());
                        Some(
                            Finding::error(Code::PRINCIPAL, place, message).help(help(*kind, name)),
                        )
                    }
                    PrincipalName::Deleted { id } => {
                        let message = format!("`{id}` was a user or role, and is deleted");
                        let finding = Finding::warning(Code::DELETED_PRINCIPAL, place, message);
                        Some(finding.help("take it out, or name the new one by its ARN"))
                    }
                    _ => None,
                });
            }
        }
    }
}

fn help(kind: PrincipalKind, name: &str) -> &'static str {
    match kind {
        _ if name.contains(['*', '?']) => {
            "no wildcard matches a part of a name; for many principals write `*` and a condition on `aws:PrincipalArn`"
        }
        PrincipalKind::Aws => {
            "an account's id, or the ARN of an account, user, role or session; groups are no principals"
        }
        PrincipalKind::Service => "a service's name, such as `lambda.amazonaws.com`",
        PrincipalKind::Federated => {
            "the ARN of a SAML or OIDC provider, or a name such as `accounts.google.com`"
        }
        PrincipalKind::CanonicalUser => "S3's own id of an account",
    }
}
