//! `guardrails.md`: what guardrails come to, and that AWS would take it.

use std::path::Path;

use bailiwick_compile::guardrails::PolicyType;
use bailiwick_compile::{Blueprint, compile};
use bailiwick_estate::source::Attachments;
use bailiwick_iam::lint::lint_text;
use bailiwick_iam::policy::{PolicyKind, SizeQuota};
use bailiwick_iam::service_data;
use bailiwick_literate::Case;

use super::support::{estate, messages};

/// What every case needs around its guardrails.
const AROUND: &str = "
estate: acme
organization: { id: o-a1b2c3d4e5, management_account: main, defaults: { budget: 100 USD/month } }
units: { workloads: {}, workloads/production: {}, sandbox: {} }
account_classes:
  keyless: { description: No keys., data: none, iam_users: never }
  keyed: { description: Keys., data: none, iam_users: discouraged }
accounts:
  main: { id: '000011112222', class: keyless }
  shop: { id: '111122223333', class: keyless, unit: workloads/production, email: shop@acme.example }
  legacy: { id: '222233334444', class: keyed, unit: workloads }
  play: { class: keyless, unit: sandbox }
";

#[test]
fn guardrails_compile_as_the_document_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guardrails.md");
    let cases = bailiwick_literate::check(&path, "text", compiled);
    assert!(cases >= 12, "only {cases} cases were read");
}

/// The files that the case's estate comes to beyond the one around it, or what is wrong.
fn compiled(case: &Case) -> String {
    let body = case.block("yaml").map_or("", |block| &block.text);
    let (blueprint, diagnostics) = compile(&estate(&[AROUND, body]), &Attachments::default());
    let problems = messages(&diagnostics);
    let Some(blueprint) = blueprint else {
        return problems.join("\n");
    };
    judge(&blueprint);
    let around = [
        "organization/accounts",
        "organization/units",
        "bailiwick.json",
    ];
    let files = blueprint.files().into_iter();
    let new = files.filter(|(path, _)| !around.iter().any(|known| path.starts_with(known)));
    let shown = new.map(|(path, text)| format!("{path}\n{}", text.trim_end()));
    problems
        .into_iter()
        .chain(shown)
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Each policy is read by the engine's own reader, has nothing wrong with it and fits.
fn judge(blueprint: &Blueprint) {
    for policy in &blueprint.policies {
        let Some(document) = policy.statements() else {
            continue;
        };
        let (kind, quota) = match policy.kind {
            PolicyType::ServiceControl => {
                (PolicyKind::ServiceControl, SizeQuota::ServiceControlPolicy)
            }
            PolicyType::ResourceControl => (
                PolicyKind::ResourceControl,
                SizeQuota::ResourceControlPolicy,
            ),
            PolicyType::Tag => continue,
        };
        let findings = lint_text(
            &format!("{:#}", document.to_json()),
            Some(kind),
            service_data(),
        );
        assert_eq!(findings, [], "{}", policy.name);
        assert!(quota.fits(document), "{}", policy.name);
    }
}
