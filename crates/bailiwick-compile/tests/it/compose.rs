//! `compose.md`: what is said of a compose file.

use std::path::Path;

use bailiwick_compile::compile;
use bailiwick_estate::source::{Source, Sources};
use bailiwick_literate::Case;

use super::support::right;

/// What every case needs around its compose file; the workload goes on with [`IMAGE`] or
/// with what the case says.
const AROUND: &str = "
estate: test
accounts: { prod: { id: '111122223333', region: eu-west-1 } }
networks:
  web: { cidr: 10.0.0.0/24, subnets: { public: { cidr: 10.0.0.0/25, exposure: public } } }
zones: { web: { domain: web.example } }
teams: { web: { email: web@acme.example } }
workloads:
  web:
    account: prod
    owner: web
    network: web
    compose: compose.yaml
    host: { architecture: x86_64, memory: 1 GiB }
    storage:
      data: { size: 2 GiB, keep: true, folders: { db: the database } }
      statics: { shared: true, keep: false }
    secrets: { key: { generate: { length: 32 } } }
";
const IMAGE: &str = "image: { repository: web }";

#[test]
fn compose_files_are_read_as_the_document_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compose.md");
    let cases = bailiwick_literate::check(&path, "text", said);
    assert!(cases >= 14, "only {cases} cases were read");
}

#[test]
fn no_dockerfile_is_offered_as_a_compose_file() {
    let file = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let estate = format!("{AROUND}    {IMAGE}\n");
    let said = |attached: Vec<Source>| {
        let sources = Sources::new(vec![file("estate.yaml", &estate)]).attach(attached);
        let (_, diagnostics) = compile(&right(&sources), &sources.attachments());
        let found = diagnostics.iter();
        let mut found = found.filter(|one| one.code.to_string() == "BW0520");
        found.next().and_then(|one| one.help.clone())
    };
    let dockerfile = || file("Dockerfile", "FROM scratch\nUSER 1000\n");
    let help = said(vec![dockerfile()]).unwrap_or_default();
    assert!(help.starts_with("put the compose file into"), "{help}");
    let help = said(vec![
        dockerfile(),
        file("web/compose.yml", "services: {}\n"),
    ]);
    assert_eq!(help.as_deref(), Some("use `web/compose.yml`"));
}

#[test]
fn a_volume_hides_no_part_of_the_system() {
    let said = |mount: &str, folder: &str| {
        let around = AROUND.replace("keep: true", &format!("keep: true, mount: {mount}"));
        let estate = around.replace("{ db:", &format!("{{ {folder}:"));
        let file = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let sources = Sources::new(vec![file("estate.yaml", &format!("{estate}    {IMAGE}\n"))]);
        let compose = "services: { web: { image: nginx:1.28 } }\n";
        let sources = sources.attach(vec![file("compose.yaml", compose)]);
        let (_, diagnostics) = compile(&right(&sources), &sources.attachments());
        let lines = diagnostics.iter().map(|found| found.message.clone());
        lines.collect::<Vec<_>>().join("; ")
    };
    for mount in ["/mnt/data", "/data", "/var/lib/data", "/opt/web-1.0"] {
        assert_eq!(said(mount, "nginx/conf.d"), "", "{mount}");
    }
    for mount in ["/etc", "/usr/share/data", "/var"] {
        let hides = format!("a volume at `{mount}` would hide a part of the system");
        assert_eq!(said(mount, "db"), hides);
    }
    for mount in ["/", "mnt/data", "/mnt/../etc", "/mnt/my data", "/mnt/data/"] {
        let bad = format!("`{mount}` is not a folder that can be mounted");
        assert_eq!(said(mount, "db"), bad);
    }
    for folder in ["../db", "/db", "my db", "a//b"] {
        let bad = format!("`{folder}` is not a folder of the volume");
        assert_eq!(said("/mnt/data", folder), bad);
    }
}

/// What is said of the case's compose file, by place.
fn said(case: &Case) -> String {
    let text = case.block("yaml").map_or("", |block| &block.text);
    let file = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let workload = case.block("yaml workload");
    let workload = workload.map_or(IMAGE, |block| &block.text);
    let lines = workload.lines().map(|line| format!("    {line}\n"));
    let estate = AROUND.to_owned() + &lines.collect::<String>();
    let sources = Sources::new(vec![file("estate.yaml", &estate)]);
    let sources = sources.attach(vec![
        file("Dockerfile", "FROM scratch\nUSER 1000\n"),
        file("compose.yaml", text),
    ]);
    let (blueprint, diagnostics) = compile(&right(&sources), &sources.attachments());
    assert_eq!(blueprint.is_some(), diagnostics.is_empty());
    if diagnostics.is_empty() {
        return "fine".to_owned();
    }
    let lines = diagnostics.iter().map(|found| {
        let place = sources.place(found.span);
        let help = found.help.as_deref().unwrap_or_default();
        format!("{place} {}: {}\n  help: {help}", found.code, found.message)
    });
    lines.collect::<Vec<_>>().join("\n")
}
