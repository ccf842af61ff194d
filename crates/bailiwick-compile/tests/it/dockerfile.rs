//! `dockerfile.md`: what is said of a Dockerfile.

use std::path::Path;

use bailiwick_compile::compile;
use bailiwick_literate::Case;

use super::support::{right, with_files};

/// What every case needs around its Dockerfile.
const ESTATE: &str = "
estate: test
accounts: { prod: { id: '111122223333', region: eu-west-1 } }
networks:
  web: { cidr: 10.0.0.0/24, subnets: { public: { cidr: 10.0.0.0/25, exposure: public } } }
teams: { web: { email: web@acme.example } }
workloads:
  web:
    account: prod
    owner: web
    network: web
    compose: web/compose.yaml
    image: { repository: web }
    host: { architecture: x86_64, memory: 1 GiB }
";
const COMPOSE: &str = "services: { web: { build: ., image: 'web:1.0', expose: ['8000'] } }";
const IGNORE: &str = ".git\n.env*\n";

#[test]
fn dockerfiles_are_read_as_the_document_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dockerfile.md");
    let cases = bailiwick_literate::check(&path, "text", said);
    assert!(cases >= 12, "only {cases} cases were read");
}

/// What is said of the case's Dockerfile, by place.
fn said(case: &Case) -> String {
    let block = |info: &str| case.block(info).map(|block| block.text.as_str());
    let beside = [
        ("web/compose.yaml", block("yaml").unwrap_or(COMPOSE)),
        ("web/Dockerfile", block("dockerfile").unwrap_or_default()),
        (
            "web/.dockerignore",
            block("text .dockerignore").unwrap_or(IGNORE),
        ),
    ];
    let sources = with_files(ESTATE, &beside);
    let (_, diagnostics) = compile(&right(&sources), &sources.attachments());
    if diagnostics.is_empty() {
        return "fine".to_owned();
    }
    let lines = diagnostics.iter().map(|found| {
        let place = sources.place(found.span);
        let help = found.help.as_deref().unwrap_or_default();
        let severity = format!("{:?}", found.severity).to_lowercase();
        format!(
            "{place} {severity} {}: {}\n  help: {help}",
            found.code, found.message
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}
