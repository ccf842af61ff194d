//! Every script is judged by shellcheck, and as user data shortens it, by bash.

use std::process::Command;

use bailiwick_compile::workload::machine::{Publication, files, publish_script, user_data};
use bailiwick_estate::model::Architecture;
use bailiwick_testbed::{python_tool, run};

use crate::championship::{bare, machine};
use crate::host::Host;

#[test]
fn shellcheck_finds_nothing() {
    let shellcheck = &python_tool("shellcheck", "shellcheck")[0];
    for machine in [machine(), bare()] {
        let host = Host::prepared(&machine);
        host.write("user-data.sh", &user_data(&machine));
        let publication = Publication {
            workload: "championship".into(),
            region: "us-east-1".into(),
            repository: "achampionship-webservice".into(),
            architecture: Architecture::X86,
        };
        host.write("publish.sh", &publish_script(&publication));
        let mut command = Command::new(shellcheck);
        command.args(["--enable=all", "--external-sources", "--shell=bash"]);
        // Style that this house does not follow: `${x}` for `$x`, and a call in a condition
        // or a pipe, which `set -e` leaves to the caller, is meant where it stands.
        command.arg("--exclude=SC2250,SC2310,SC2312");
        command.args(["--source-path", "SCRIPTDIR"]);
        for file in files(&machine) {
            if file.path.starts_with("/opt/bailiwick/") && !file.path.contains("volume-files") {
                command.arg(host.path(&file.path));
            }
        }
        command.args([host.path("user-data.sh"), host.path("publish.sh")]);
        let (succeeded, output) = run(&mut command);
        assert!(succeeded, "{output}");
    }
}

#[test]
fn a_job_runs_in_its_container_and_writes_its_own_log() {
    let host = Host::prepared(&machine());
    host.set("container-achampionship-webservice", "");
    let (succeeded, output) = host.run(&["/opt/bailiwick/job-usage-statistics"]);
    assert!(succeeded, "{output}");
    let calls = host.calls();
    assert_eq!(
        calls,
        [
            "docker ps --quiet --filter \
             label=com.amazonaws.ecs.container-name=achampionship-webservice",
            "docker exec 0123456789ab sh -c python manage.py shell < \
             scripts/analisi_iscrizioni.py; echo it's done",
        ]
    );
    let log = host.read("var/log/championship-jobs.log");
    assert!(log.contains("job-usage-statistics: is done"), "{log}");
}

#[test]
fn a_job_without_its_container_fails_and_says_so() {
    let host = Host::prepared(&machine());
    assert!(!host.run(&["/opt/bailiwick/job-usage-statistics"]).0);
    let log = host.read("var/log/championship-jobs.log");
    assert!(
        log.contains("no container achampionship-webservice runs here"),
        "{log}"
    );
}
