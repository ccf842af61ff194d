//! What user data leaves on a machine.

use super::fill::fill;
use super::setting::plain;
use super::settings::settings;
use super::shell::quote;
use super::units::{Timer, units};
use super::{Job, Machine, Volume};

/// Where the scripts lie.
pub(super) const FOLDER: &str = "/opt/bailiwick";

/// The template of a job's script.
pub(super) const JOB: &str = include_str!("scripts/job.sh");

/// A file on a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineFile {
    /// The absolute path.
    pub path: String,
    /// The mode.
    pub mode: u32,
    /// The text.
    pub text: String,
}

/// The files of a machine with all their comments, which user data leaves out where it
/// has no room for them; references are `${Name}`.
#[must_use]
pub fn files(machine: &Machine) -> Vec<MachineFile> {
    let units = units(machine);
    let mut files = scripts(machine);
    files.extend(units.files);
    files.extend(units.timers.iter().map(Timer::file));
    files.extend(others(machine, JOB));
    for file in &mut files {
        file.text = plain(&file.text);
    }
    files
}

/// The scripts, with marked references.
pub(super) fn scripts(machine: &Machine) -> Vec<MachineFile> {
    let mut files = vec![
        readable("settings.sh", &settings(machine)),
        readable("common.sh", include_str!("scripts/common.sh")),
        executable("metrics", include_str!("scripts/metrics.sh")),
    ];
    if machine.volume.is_some() {
        files.push(executable("volume", include_str!("scripts/volume.sh")));
    }
    if machine.record.is_some() {
        files.push(executable("record", include_str!("scripts/record.sh")));
    }
    if machine.certificate.is_some() {
        files.push(executable(
            "certificate",
            include_str!("scripts/certificate.sh"),
        ));
    }
    if machine.backup.is_some() {
        files.push(executable("backup", include_str!("scripts/backup.sh")));
        files.push(executable(
            "backup-age",
            include_str!("scripts/backup-age.sh"),
        ));
        files.push(executable("restore", include_str!("scripts/restore.sh")));
    }
    files
}

/// The jobs, by their template, and the files of the workload's own.
pub(super) fn others(machine: &Machine, template: &str) -> Vec<MachineFile> {
    let jobs = machine
        .jobs
        .iter()
        .map(|job| executable(&job.script(), &job_script(job, template)));
    let files = machine.files.iter().map(|(path, text)| {
        // What belongs on the volume waits beside the scripts until it is mounted.
        let on_volume = machine
            .volume
            .as_ref()
            .and_then(|volume| path.strip_prefix(&volume.mount)?.strip_prefix('/'));
        MachineFile {
            path: match on_volume {
                Some(relative) => format!("{FOLDER}/volume-files/{relative}"),
                None => path.clone(),
            },
            mode: 0o644,
            text: text.clone(),
        }
    });
    jobs.chain(files).collect()
}

fn job_script(job: &Job, template: &str) -> String {
    let log = job
        .log
        .as_ref()
        .map(|log| format!("exec >>{} 2>&1\n", quote(log)));
    let run = match &job.container {
        Some(container) => format!(
            "container=$(container {})\ndocker exec \"$container\" sh -c {}\n",
            quote(container),
            quote(&job.command)
        ),
        None => format!("bash -c {}\n", quote(&job.command)),
    };
    fill(
        template,
        &[("log", &log.unwrap_or_default()), ("run", &run)],
    )
}

fn readable(name: &str, text: &str) -> MachineFile {
    MachineFile {
        path: format!("{FOLDER}/{name}"),
        mode: 0o644,
        text: text.to_owned(),
    }
}

fn executable(name: &str, text: &str) -> MachineFile {
    MachineFile {
        mode: 0o755,
        ..readable(name, text)
    }
}

impl Job {
    /// Its script's name, which no script of ours has.
    pub(super) fn script(&self) -> String {
        format!("job-{}", self.name)
    }
}

impl Volume {
    /// Whether a path lies on it.
    pub(super) fn holds(&self, path: &str) -> bool {
        path.strip_prefix(&self.mount)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
