//! Names that become names in IAM fit there.
//!
//! Sources: "CreateGroup" and "CreatePolicy", IAM API Reference: 1 to 128 of
//! `[\w+=,.@-]`. Where people sign in by Identity Center, permissions are permission
//! sets, which [`super::permission_set_names`] looks at, and groups take nearly any name
//! ("AWS::IdentityStore::Group", AWS CloudFormation).

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Name;
use crate::model::{Allowance, Member, Permission};
use crate::source::Span;

const LONGEST: usize = 128;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let organization = estate.organization.as_ref();
    if organization.is_some_and(|organization| organization.identity.is_some()) {
        return;
    }
    for permission in estate.permissions.iter() {
        if allows_in_aws(permission) {
            let (name, span) = (&permission.name, permission.span);
            diagnostics.extend(complaint(name, span, "an IAM policy"));
        }
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
            diagnostics.extend(complaint(name, span, "an IAM group"));
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

fn complaint(name: &Name, span: Span, becomes: &str) -> Option<Diagnostic> {
    let allowed = |c: &char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(*c);
    let strange = name.as_str().chars().find(|character| !allowed(character));
    let count = name.as_str().chars().count();
    let message = match strange {
        Some(' ') => format!("`{name}` becomes the name of {becomes}, which has no spaces"),
        Some(strange) => {
            format!("`{name}` becomes the name of {becomes}, which cannot hold `{strange}`")
        }
        None if count > LONGEST => {
            format!(
                "`{name}` becomes the name of {becomes}, and with {count} characters is too long"
            )
        }
        None => return None,
    };
    Some(Diagnostic::error(Code::AWS_NAME, span, message).help(format!(
        "use up to {LONGEST} letters, digits and `_ + = , . @ -`, such as `{}`; what people call it goes into `title`",
        mended(name)
    )))
}

fn mended(name: &Name) -> String {
    let spaced = name.as_str().replace([' ', '/'], "-");
    let fits = |c: &char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(*c);
    let mended: String = spaced.chars().filter(fits).take(LONGEST).collect();
    if mended.is_empty() {
        "stage-deployers".to_owned()
    } else {
        mended
    }
}
