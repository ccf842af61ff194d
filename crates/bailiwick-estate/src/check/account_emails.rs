//! Two accounts cannot have one e-mail address.
//!
//! Source: "CreateAccountStatus", AWS Organizations API Reference: creation fails with
//! `EMAIL_ALREADY_EXISTS` when another AWS account has the address.

use super::repeated::repeated;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let emails = estate.accounts.iter().filter_map(|account| {
        let email = account.email.as_ref()?;
        let key = email.as_str().to_lowercase();
        Some((key, account.fields.value("email"), (account, email)))
    });
    for (span, first, (account, email)) in repeated(emails) {
        let (user, host) = email.as_str().split_once('@').unwrap_or_default();
        let user = user.split('+').next().unwrap_or(user);
        diagnostics.push(
            Diagnostic::error(
                Code::SAME_ACCOUNT_EMAIL,
                span,
                format!("another account has the e-mail address `{email}` already"),
            )
            .related(first, "the same address stands here")
            .help(format!(
                "AWS wants an address of its own for every account; many mail servers deliver `{user}+{}@{host}` to `{user}@{host}`",
                account.name
            )),
        );
    }
}
