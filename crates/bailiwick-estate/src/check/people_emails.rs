//! Two people cannot have one e-mail address: the identity provider knows them by it.

use super::repeated::repeated;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let emails = estate.people.iter().filter_map(|person| {
        let email = person.email.as_ref()?;
        let key = email.as_str().to_lowercase();
        Some((key, person.fields.value("email"), (person, email)))
    });
    for (span, first, (person, email)) in repeated(emails) {
        diagnostics.push(
            Diagnostic::error(
                Code::SAME_PERSON_EMAIL,
                span,
                format!("`{}` has the e-mail address `{email}`, which somebody else has already", person.name),
            )
            .related(first, "the same address stands here")
            .help("people sign in by their address, so each has one of their own; if both are the same person, keep one of them"),
        );
    }
}
