//! A permission is held somewhere: on its own systems, or on accounts that the grant names.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::model::Grant;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for group in estate.groups.iter() {
        for grant in &group.grants {
            let Grant::Permission(grant) = grant else {
                continue;
            };
            let Some(permission) = grant.permission.of(&estate.permissions) else {
                continue;
            };
            if permission.on.is_empty() && grant.on.is_empty() {
                diagnostics.push(
                    Diagnostic::error(
                        Code::HELD_NOWHERE,
                        grant.permission.span,
                        format!(
                            "nothing says where `{}` hold `{}`",
                            group.name, permission.name
                        ),
                    )
                    .related(permission.span, "this permission is on no system")
                    .help("add `on` with accounts to the grant, or `on` with systems to the permission"),
                );
            }
        }
    }
}
