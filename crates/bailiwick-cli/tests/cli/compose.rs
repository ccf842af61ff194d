//! Compose files beside an estate: what is wrong with them is shown like anything else.

use crate::support::Folder;
use insta::assert_snapshot;

const ESTATE: &str = "estate: acme
accounts: { prod: { id: '111122223333', region: eu-west-1 } }
networks:
  web: { cidr: 10.0.0.0/24, subnets: { public: { cidr: 10.0.0.0/25, exposure: public } } }
workloads:
  web:
    account: prod
    network: web
    compose: compose.yaml
    host: { architecture: x86_64, memory: 1 GiB }
";

#[test]
fn what_ecs_does_not_do_is_shown_in_the_compose_file() {
    let compose = "services:\n  web:\n    image: nginx:stable\n    network_mode: host\n";
    let folder = Folder::with(&[("acme.yaml", ESTATE), ("compose.yaml", compose)]);
    assert_snapshot!(folder.run("check"), @r#"
    exit 1
    --- stdout
    error[BW0522]: ECS does not do `network_mode`
     --> compose.yaml:4:5
      |
    4 |     network_mode: host
      |     ^^^^^^^^^^^^
      |
      = help: leave it out: containers share a network of their own and publish what they must

    1 error in 1 file
    `bailiwick explain BW0522` tells more
    "#);
}

#[test]
fn a_secret_in_a_compose_file_is_told_and_not_shown() {
    let key = format!("AKIA{}", "ABCDEFGH23456777");
    let compose =
        format!("services:\n  web:\n    image: nginx:stable\n    environment: {{ KEY: {key} }}\n");
    let folder = Folder::with(&[("acme.yaml", ESTATE), ("compose.yaml", &compose)]);
    let said = folder.run("check");
    assert!(said.contains("BW0433"), "{said}");
    assert!(!said.contains(&key), "{said}");
}

#[test]
fn a_workload_is_built() {
    let compose = "services:\n  web:\n    image: nginx:stable\n    ports: ['80:80']\n";
    let folder = Folder::with(&[("acme.yaml", ESTATE), ("compose.yaml", compose)]);
    assert_snapshot!(folder.run("build -o out"), @r#"
    exit 0
    --- stdout
    acme: wrote 4 files to out
    "#);
    let template = folder
        .path()
        .join("out/accounts/prod/eu-west-1/web-service.template.yaml");
    assert!(template.exists());
}
