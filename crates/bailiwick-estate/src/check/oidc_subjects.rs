//! Trust in an OpenID Connect provider names whose tokens are trusted.
//!
//! Source: "Identity-provider controls for shared OIDC providers" and "Create a role for
//! OpenID Connect federation", IAM User Guide: a shared provider gives tokens to anybody,
//! and only the subject tells one customer's from another's.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::model::{Authentication, OidcTrust};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for account in estate.technical_accounts.iter() {
        let Authentication::Oidc(trust) = &account.authentication else {
            continue;
        };
        if trust.subject.is_empty() {
            diagnostics.push(complaint(
                trust,
                trust.fields.head,
                format!(
                    "`{}` trusts every token of `{}`: it names no subject",
                    account.name, trust.oidc
                ),
            ));
        }
        for subject in trust.subject.iter().filter(|subject| is_anybody(subject)) {
            diagnostics.push(complaint(
                trust,
                subject.span,
                format!(
                    "the subject `{subject}` trusts everybody who has an account at `{}`",
                    trust.oidc
                ),
            ));
        }
    }
}

/// Whether a wildcard stands before anything that tells one customer of the provider
/// from another: `*`, `repo:*`, `organization:*:project:web`.
fn is_anybody(subject: &str) -> bool {
    let Some(wildcard) = subject.find(['*', '?']) else {
        return false;
    };
    let fixed = &subject[..wildcard];
    fixed.is_empty() || (fixed.ends_with(':') && fixed.matches(':').count() == 1)
}

fn complaint(trust: &OidcTrust, span: crate::source::Span, message: String) -> Diagnostic {
    let example = match trust.oidc.as_str() {
        "token.actions.githubusercontent.com" => "repo:acme/web:ref:refs/heads/main",
        "app.terraform.io" => "organization:acme:project:web:workspace:prod:run_phase:apply",
        "gitlab.com" => "project_path:acme/web:ref_type:branch:ref:main",
        _ => "organization:acme:project:web",
    };
    Diagnostic::error(Code::OIDC_SUBJECT, span, message).help(format!(
        "write out your organisation and project, such as `subject: \"{example}\"`; a `*` may stand only behind them"
    ))
}
