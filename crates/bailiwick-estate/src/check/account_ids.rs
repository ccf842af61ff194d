//! Two accounts cannot have one id.
//!
//! Source: "View AWS account identifiers", AWS Account Management Reference: the id
//! identifies one account alone.

use super::repeated::repeated;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let ids = estate.accounts.iter().filter_map(|account| {
        let id = account.id.as_ref()?;
        Some((id, account.fields.value("id"), (account, id)))
    });
    for (span, first, (account, id)) in repeated(ids) {
        diagnostics.push(
            Diagnostic::error(
                Code::SAME_ACCOUNT_ID,
                span,
                format!(
                    "`{}` has the id `{id}`, which another account has already",
                    account.name
                ),
            )
            .related(first, "the same id stands here")
            .help("correct one of the two; `aws organizations list-accounts` shows every account with its id"),
        );
    }
}
