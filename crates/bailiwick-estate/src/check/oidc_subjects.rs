//! Trust in an OpenID Connect provider names whose tokens are trusted.
//!
//! Source: "Identity-provider controls for shared OIDC providers" and "Create a role for
//! OpenID Connect federation", IAM User Guide: a shared provider gives tokens to anybody,
//! and only the subject tells one customer's from another's.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::model::{Authentication, OidcTrust, ServiceTrust};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for account in estate.technical_accounts.iter() {
        let trust = match &account.authentication {
            Authentication::Oidc(trust) => trust,
            Authentication::Service(trust) => {
                diagnostics.extend(not_a_service(trust));
                continue;
            }
            _ => continue,
        };
        if trust.audience.contains(['*', '?']) {
            diagnostics.push(
                Diagnostic::error(
                    Code::OIDC_SUBJECT,
                    trust.audience.span,
                    format!(
                        "the audience `{}` has a wildcard, which is compared as it stands",
                        trust.audience
                    ),
                )
                .help("write the audience that the tokens name, such as `sts.amazonaws.com`"),
            );
        }
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
        let provider = trust.oidc.as_str();
        let strangers = trust.subject.iter().filter(|one| is_anybody(provider, one));
        for subject in strangers {
            diagnostics.push(complaint(
                trust,
                subject.span,
                format!(
                    "the subject `{subject}` trusts strangers who have an account at `{}`",
                    trust.oidc
                ),
            ));
        }
    }
}

/// The principal of a service of AWS ends in `amazonaws.com` ("AWS JSON policy elements:
/// Principal", IAM User Guide).
fn not_a_service(trust: &ServiceTrust) -> Option<Diagnostic> {
    let service = trust.service.as_str();
    let known = [".amazonaws.com", ".amazonaws.com.cn"];
    if known.iter().any(|end| service.ends_with(end)) {
        return None;
    }
    let message = format!("`{service}` is no service of AWS");
    let diagnostic = Diagnostic::error(Code::OIDC_SUBJECT, trust.fields.value("service"), message);
    Some(diagnostic.help("write the service's principal, such as `lambda.amazonaws.com`"))
}

/// Whether a wildcard stands before the end of what tells one customer of the provider
/// from another: `re*`, `repo:acme*/web`, `organization:*:project:web`.
///
/// Sources: "Example subject claims", GitHub Actions documentation; "OpenID Connect in
/// AWS", GitLab documentation; "Workload identity tokens", HCP Terraform documentation.
fn is_anybody(provider: &str, subject: &str) -> bool {
    let Some(wildcard) = subject.find(['*', '?']) else {
        return false;
    };
    let fixed = &subject[..wildcard];
    let owner_is_named = |before: &str, ends: char| {
        let owner = fixed
            .strip_prefix(before)
            .and_then(|rest| rest.split_once(ends));
        owner.is_some_and(|(owner, _)| !owner.is_empty())
    };
    !match provider {
        "token.actions.githubusercontent.com" => owner_is_named("repo:", '/'),
        "app.terraform.io" => owner_is_named("organization:", ':'),
        "gitlab.com" => owner_is_named("project_path:", '/'),
        // Elsewhere two whole fields have to come first, whatever they are.
        _ => fixed.matches([':', '/']).count() >= 2,
    }
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
