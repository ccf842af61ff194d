//! Names that become names in AWS fit there.
//!
//! Sources: "CreatePermissionSet", IAM Identity Center API Reference: 1 to 32 of
//! `[\w+=,.@-]`; "CreateGroup" and "CreatePolicy", IAM API Reference: 1 to 128 of the
//! same. Groups of Identity Center take nearly any name ("AWS::IdentityStore::Group").

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Name;
use crate::model::{Allowance, Member, Permission};
use crate::source::Span;

const POLICY_LENGTH: usize = 128;
const PERMISSION_SET_LENGTH: usize = 32;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let organization = estate.organization.as_ref();
    let identity_center = organization.is_some_and(|organization| organization.identity.is_some());
    let (becomes, length) = if identity_center {
        ("a permission set", PERMISSION_SET_LENGTH)
    } else {
        ("an IAM policy", POLICY_LENGTH)
    };
    for permission in estate.permissions.iter() {
        if allows_in_aws(permission) {
            let (name, span) = (&permission.name, permission.span);
            diagnostics.extend(complaint(name, span, becomes, length));
        }
    }
    if identity_center {
        return;
    }
    for group in estate.groups.iter() {
        let person = |member: &Member| matches!(member, Member::Person(_));
        let in_aws = || {
            let holdings = estate.holdings_of(group);
            holdings
                .iter()
                .any(|holding| allows_in_aws(holding.permission))
        };
        if group.members.iter().any(person) && in_aws() {
            let (name, span) = (&group.name, group.span);
            diagnostics.extend(complaint(name, span, "an IAM group", POLICY_LENGTH));
        }
    }
}

/// Whether IAM decides about any of what a permission allows.
pub(super) fn allows_in_aws(permission: &Permission) -> bool {
    let by_iam = |allowance: &Allowance| {
        matches!(
            allowance,
            Allowance::Access(_) | Allowance::Actions(_) | Allowance::Managed(_)
        )
    };
    permission.allow.iter().any(by_iam)
}

fn complaint(name: &Name, span: Span, becomes: &str, length: usize) -> Option<Diagnostic> {
    let allowed = |c: &char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(*c);
    let strange = name.as_str().chars().find(|character| !allowed(character));
    let count = name.as_str().chars().count();
    let message = match strange {
        Some(' ') => format!("`{name}` becomes the name of {becomes}, which has no spaces"),
        Some(strange) => {
            format!("`{name}` becomes the name of {becomes}, which cannot hold `{strange}`")
        }
        None if count > length => {
            format!(
                "`{name}` becomes the name of {becomes}, and with {count} characters is too long"
            )
        }
        None => return None,
    };
    Some(Diagnostic::error(Code::AWS_NAME, span, message).help(format!(
        "use up to {length} letters, digits and `_ + = , . @ -`, such as `{}`; what people call it goes into `title`",
        mended(name, length)
    )))
}

fn mended(name: &Name, length: usize) -> String {
    let spaced = name.as_str().replace([' ', '/'], "-");
    let fits = |c: &char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(*c);
    let mended: String = spaced.chars().filter(fits).take(length).collect();
    if mended.is_empty() {
        "stage-deployers".to_owned()
    } else {
        mended
    }
}
