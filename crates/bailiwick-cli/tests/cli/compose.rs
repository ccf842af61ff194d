//! Compose files beside an estate: what is wrong with them is shown like anything else.

use crate::support::Folder;
use insta::assert_snapshot;

const ESTATE: &str = "estate: acme
accounts: { prod: { id: '111122223333', region: eu-west-1 } }
networks:
  web: { cidr: 10.0.0.0/24, subnets: { public: { cidr: 10.0.0.0/25, exposure: public } } }
teams: { web: { email: web@acme.example } }
workloads:
  web:
    account: prod
    owner: web
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

#[test]
fn a_value_that_its_name_makes_secret_is_told_and_not_shown() {
    let stripe = format!("sk_live_{}", "4eC39HqLyjWDarjtT1zdp7dc");
    let compose = format!(
        "services:
  web:
    image: nginx:stable
    command: serve --password=hunter5hunter5
    environment:
      DB_PASSWORD: hunter1hunter1
      AWS_SECRET_ACCESS_KEY: wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY
      STRIPE: {stripe}
      APP_TOKEN: ${{DBPW:-hunter2hunter2}}
      ADDRESS: postgres://me:${{DB_PASSWORD:-hunter3hunter3}}@db
      SESSION_SECRET: ${{SESSION_SECRET}}
      MAIL_PASSWORD: ${{MAIL_PASSWORD:-}}
  db:
    image: postgres:16
    environment: [POSTGRES_PASSWORD=hunter4hunter4, 'OTHER_PASSWORD=${{OTHER}}']
"
    );
    let folder = Folder::with(&[("acme.yaml", ESTATE), ("compose.yaml", &compose)]);
    assert_snapshot!(folder.run("check"), @r#"
    exit 1
    --- stdout
    error[BW0433]: the value of `--password` stands here in clear
     --> compose.yaml:4:31
      |
    4 |     command: serve --password=**************
      |                               ^^^^^^^^^^^^^^
      |
      = help: read it from an environment variable that is a secret, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `DB_PASSWORD` stands here in clear
     --> compose.yaml:6:20
      |
    6 |       DB_PASSWORD: **************
      |                    ^^^^^^^^^^^^^^
      |
      = help: write `${DB_PASSWORD}`, declare it in the workload's `secrets` and name that in the container's `secrets`, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `AWS_SECRET_ACCESS_KEY` stands here in clear
     --> compose.yaml:7:30
      |
    7 |       AWS_SECRET_ACCESS_KEY: **************************************
      |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `${AWS_SECRET_ACCESS_KEY}`, declare it in the workload's `secrets` and name that in the container's `secrets`, and replace it now, since whoever read this file has it

    error[BW0433]: a Stripe key stands here in clear
     --> compose.yaml:8:15
      |
    8 |       STRIPE: ********************************
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: replace it now, since whoever read this file has it; keep the new one in a secret store, and write here only where it is kept

    error[BW0433]: the value of `APP_TOKEN` stands here in clear
     --> compose.yaml:9:26
      |
    9 |       APP_TOKEN: ${DBPW:-**************}
      |                          ^^^^^^^^^^^^^^
      |
      = help: write `${APP_TOKEN}`, declare it in the workload's `secrets` and name that in the container's `secrets`, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `DB_PASSWORD` stands here in clear
      --> compose.yaml:10:45
       |
    10 |       ADDRESS: postgres://me:${DB_PASSWORD:-**************}@db
       |                                             ^^^^^^^^^^^^^^
       |
       = help: write `${DB_PASSWORD}`, declare it in the workload's `secrets` and name that in the container's `secrets`, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `POSTGRES_PASSWORD` stands here in clear
      --> compose.yaml:15:37
       |
    15 |     environment: [POSTGRES_PASSWORD=**************, 'OTHER_PASSWORD=${OTHER}']
       |                                     ^^^^^^^^^^^^^^
       |
       = help: write `${POSTGRES_PASSWORD}`, declare it in the workload's `secrets` and name that in the container's `secrets`, and replace it now, since whoever read this file has it

    7 errors in 1 file
    `bailiwick explain BW0433` tells more
    "#);
    for run in [
        "check",
        "check --format json",
        "check --format sarif",
        "build -o out",
    ] {
        let said = folder.run(run);
        assert!(said.contains("BW0433"), "{run}: {said}");
        for secret in ["hunter", "wJalr", "4eC39"] {
            assert!(!said.contains(secret), "{run}: {said}");
        }
    }
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_password_in_the_command_of_a_schedule_is_told_and_not_shown() {
    let schedule = "    schedules:
      dump: { description: Keeps it, cron: '0 3 * * *', command: dump --password=hunter2hunter2 }
";
    let estate = format!("{ESTATE}{schedule}");
    let compose = "services:\n  web:\n    image: nginx:stable\n";
    let folder = Folder::with(&[("acme.yaml", &estate), ("compose.yaml", compose)]);
    let said = folder.run("check");
    assert!(
        said.contains("the value of `--password` stands here in clear"),
        "{said}"
    );
    assert!(!said.contains("hunter2"), "{said}");
}

#[test]
fn a_dockerfile_is_checked_where_the_compose_file_builds() {
    let compose = "services:\n  web:\n    build: .\n    image: web:1.0\n";
    let estate = format!("{ESTATE}    image: {{ repository: web }}\n")
        .replace("compose: compose.yaml", "compose: web/stack.yaml");
    let dockerfile = "FROM python:3.9
ENV DOCKERHOME=/home/app/webapp
RUN mkdir -p DOCKERHOME
COPY . $DOCKERHOME
USER app
";
    let folder = Folder::with(&[
        ("acme.yaml", &estate),
        ("web/stack.yaml", compose),
        ("web/Dockerfile", dockerfile),
        ("web/.dockerignore", ".git\n"),
    ]);
    assert_snapshot!(folder.run("check"), @"
    exit 1
    --- stdout
    warning[BW0546]: `.env` goes into the image
     --> web/.dockerignore:1:1
      |
    1 | .git
      | ^
      |
     ::: web/Dockerfile:4:6
      |
    4 | COPY . $DOCKERHOME
      |      - everything is copied here
      |
      = help: add a line `.env`, after any `!` that takes it in again

    error[BW0542]: `DOCKERHOME` is a path of that name here, and not what it stands for
     --> web/Dockerfile:3:14
      |
    2 | ENV DOCKERHOME=/home/app/webapp
      |     ---------- set here
    3 | RUN mkdir -p DOCKERHOME
      |              ^^^^^^^^^^
      |
      = help: write `$DOCKERHOME`

    1 error, 1 warning in 1 file
    `bailiwick explain BW0542` tells more
    ");
}

#[test]
fn a_secret_in_a_dockerfile_is_told_and_not_shown() {
    let compose = "services:\n  web:\n    build: .\n    image: web:1.0\n";
    let estate = format!("{ESTATE}    image: {{ repository: web }}\n");
    let dockerfile = "FROM node:24-slim
ARG NPM_TOKEN=hunter1hunter1
ENV A=b \\
    DB_PASSWORD='hunter2hunter2'
ENV API_TOKEN hunter3 hunter3
RUN curl --password=hunter4hunter4 https://example.com \\
    && login --token hunter5hunter5
UNKNOWN hunter6hunter6
";
    let folder = Folder::with(&[
        ("acme.yaml", &estate),
        ("compose.yaml", compose),
        ("Dockerfile", dockerfile),
    ]);
    assert_snapshot!(folder.run("check"), @r#"
    exit 1
    --- stdout
    error[BW0433]: the value of `NPM_TOKEN` stands here in clear
     --> Dockerfile:2:15
      |
    2 | ARG NPM_TOKEN=**************
      |               ^^^^^^^^^^^^^^
      |
      = help: take it away: a build gets a secret by `RUN --mount=type=secret`, a container by the estate's `secrets`, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `DB_PASSWORD` stands here in clear
     --> Dockerfile:4:18
      |
    4 |     DB_PASSWORD='**************'
      |                  ^^^^^^^^^^^^^^
      |
      = help: take it away: a build gets a secret by `RUN --mount=type=secret`, a container by the estate's `secrets`, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `API_TOKEN` stands here in clear
     --> Dockerfile:5:15
      |
    5 | ENV API_TOKEN ***************
      |               ^^^^^^^^^^^^^^^
      |
      = help: take it away: a build gets a secret by `RUN --mount=type=secret`, a container by the estate's `secrets`, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `--password` stands here in clear
     --> Dockerfile:6:21
      |
    6 | RUN curl --password=************** https://example.com \
      |                     ^^^^^^^^^^^^^^
      |
      = help: take it away: a build gets a secret by `RUN --mount=type=secret`, a container by the estate's `secrets`, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `--token` stands here in clear
     --> Dockerfile:7:22
      |
    7 |     && login --token **************
      |                      ^^^^^^^^^^^^^^
      |
      = help: take it away: a build gets a secret by `RUN --mount=type=secret`, a container by the estate's `secrets`, and replace it now, since whoever read this file has it

    5 errors in 1 file
    `bailiwick explain BW0433` tells more
    "#);
}

#[test]
fn a_file_that_cannot_be_read_is_not_shown() {
    let compose = "services:
  web:
    build: .
    image: web:1.0
    environment:
      DB_PASSWORD: \"hunter1hunter1
";
    let estate = format!("{ESTATE}    image: {{ repository: web }}\n");
    let folder = Folder::with(&[("acme.yaml", &estate), ("compose.yaml", compose)]);
    assert_snapshot!(folder.run("check"), @"
    exit 1
    --- stdout
    error[BW0001]: the quote that opens here is not closed on its line
     --> compose.yaml:6:20
      |
    6 | **********************************
      |                    ^
      |
      = help: add the same quote at the end of the text; to have a quote inside, use the other kind around it

    1 error in 1 file
    `bailiwick explain BW0001` tells more
    ");
    let compose = "services:\n  web:\n    build: .\n    image: web:1.0\n";
    let dockerfile = "FROM node:24-slim\nUSER node\nRNU login hunter2hunter2\n";
    let folder = Folder::with(&[
        ("acme.yaml", &estate),
        ("compose.yaml", compose),
        ("Dockerfile", dockerfile),
    ]);
    assert_snapshot!(folder.run("check"), @"
    exit 1
    --- stdout
    error[BW0541]: no Dockerfile is written like this
     --> Dockerfile:3:1
      |
    3 | ************************
      | ^
      |
      = help: run `docker build --check .`, which says what Docker does not understand in this instruction

    1 error in 1 file
    `bailiwick explain BW0541` tells more
    ");
}

#[test]
fn a_password_in_two_words_or_in_a_health_check_is_told_and_not_shown() {
    let compose = "services:
  web:
    image: nginx:stable
    command: serve --password hunter1hunter1 --token $$TOKEN
    entrypoint: [serve, --api-key, hunter2hunter2, --password]
    healthcheck: { test: [CMD, mysqladmin, ping, --password=hunter3hunter3] }
  db:
    image: mysql:8.0
    healthcheck: { test: mysqladmin ping --password hunter4hunter4 }
    build: { args: { NPM_TOKEN: hunter5hunter5, GIVEN_TOKEN: } }
";
    let folder = Folder::with(&[("acme.yaml", ESTATE), ("compose.yaml", compose)]);
    assert_snapshot!(folder.run("check"), @"
    exit 1
    --- stdout
    error[BW0433]: the value of `--password` stands here in clear
     --> compose.yaml:4:31
      |
    4 |     command: serve --password ************** --token $$TOKEN
      |                               ^^^^^^^^^^^^^^
      |
      = help: read it from an environment variable that is a secret, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `--api-key` stands here in clear
     --> compose.yaml:5:36
      |
    5 |     entrypoint: [serve, --api-key, **************, --password]
      |                                    ^^^^^^^^^^^^^^
      |
      = help: read it from an environment variable that is a secret, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `--password` stands here in clear
     --> compose.yaml:6:61
      |
    6 |     healthcheck: { test: [CMD, mysqladmin, ping, --password=**************] }
      |                                                             ^^^^^^^^^^^^^^
      |
      = help: read it from an environment variable that is a secret, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `--password` stands here in clear
     --> compose.yaml:9:53
      |
    9 |     healthcheck: { test: mysqladmin ping --password ************** }
      |                                                     ^^^^^^^^^^^^^^
      |
      = help: read it from an environment variable that is a secret, and replace it now, since whoever read this file has it

    error[BW0433]: the value of `NPM_TOKEN` stands here in clear
      --> compose.yaml:10:33
       |
    10 |     build: { args: { NPM_TOKEN: **************, GIVEN_TOKEN: } }
       |                                 ^^^^^^^^^^^^^^
       |
       = help: write `${NPM_TOKEN}`, declare it in the workload's `secrets` and name that in the container's `secrets`, and replace it now, since whoever read this file has it

    5 errors in 1 file
    `bailiwick explain BW0433` tells more
    ");
}
