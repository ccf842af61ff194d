//! Names of permissions that AWS takes as names of permission sets.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::permission_set::{NameRefusal, permission_set_name};

/// Where people sign in by Identity Center, a permission becomes a permission set.
pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let organization = estate.organization.as_ref();
    if organization.is_none_or(|organization| organization.identity.is_none()) {
        return;
    }
    let needed = estate.permissions.iter().filter(|one| one.needs_role());
    for permission in needed {
        let Err(refusal) = permission_set_name(permission) else {
            continue;
        };
        let help = match refusal {
            NameRefusal::TooLong { .. } => "give it a shorter name; longer words go into `title`",
            NameRefusal::Character { .. } => {
                "use letters A to Z, digits and any of `_ + = , . @ -`; other words go into `title`"
            }
        };
        diagnostics.push(
            Diagnostic::error(
                Code::PERMISSION_SET_NAME,
                permission.span,
                refusal.to_string(),
            )
            .help(help),
        );
    }
}
