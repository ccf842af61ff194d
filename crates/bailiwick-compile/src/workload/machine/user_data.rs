//! User data: the script that a machine runs at its first start.

use serde_json::{Value, json};

use super::files::{FOLDER, JOB, others, scripts};
use super::fill::fill;
use super::setting::{plain, references, substituted};
use super::shell::{here_document, quote, shorten};
use super::units::{self, units};
use super::{Machine, MachineFile};

/// The most bytes of user data, before they are encoded.
///
/// Source: "Run commands when you launch an EC2 instance with user data input", Amazon EC2
/// User Guide: "User data is limited to 16 KB, in raw form, before it is base64-encoded."
pub const MOST_USER_DATA: usize = 16_384;

/// The user data of a machine, with references as `${Name}`.
#[must_use]
pub fn user_data(machine: &Machine) -> String {
    plain(&marked(machine))
}

/// The property `UserData` of a launch template, with references that CloudFormation
/// resolves.
#[must_use]
pub fn user_data_property(machine: &Machine) -> Value {
    json!({ "Fn::Base64": substituted(&marked(machine)) })
}

/// The most bytes that the user data may come to once CloudFormation has put in its
/// references, of which none is longer than 64 bytes.
#[must_use]
pub fn user_data_length(machine: &Machine) -> usize {
    let marked = marked(machine);
    marked.len() + references(&marked) * 64
}

fn marked(machine: &Machine) -> String {
    let units = units(machine);
    let ours = scripts(machine).into_iter().chain(units.files);
    let all = ours.map(shortened).chain(others(machine, &shorten(JOB)));
    let mut files: Vec<String> = all.map(|file| put(&file)).collect();
    for timer in &units.timers {
        let words = [&timer.name, &timer.when, timer.persistence()].map(quote);
        files.push(format!("timer {}", words.join(" ")));
    }
    let hostname = machine
        .hostname
        .as_ref()
        .map(|name| format!("hostnamectl set-hostname {}", quote(name)));
    let enabled: Vec<String> = units.enabled.iter().map(|unit| quote(unit)).collect();
    fill(
        include_str!("scripts/user-data.sh"),
        &[
            ("workload", &machine.workload),
            ("files", files.join("\n").trim_end()),
            ("hostname", &hostname.unwrap_or_default()),
            ("cluster", &quote(&machine.cluster.marked())),
            ("units", &enabled.join(" ")),
        ],
    )
}

fn shortened(file: MachineFile) -> MachineFile {
    MachineFile {
        text: shorten(&file.text),
        ..file
    }
}

/// The command that makes a file, in the words of `user-data.sh`.
fn put(file: &MachineFile) -> String {
    let below = |folder| file.path.strip_prefix(folder)?.strip_prefix('/');
    let command = match (below(FOLDER), below(units::FOLDER)) {
        (Some(name), _) if file.mode == 0o755 => format!("script {}", quote(name)),
        (_, Some(name)) => format!("unit {}", quote(name)),
        _ => format!("put {}", quote(&file.path)),
    };
    here_document(&command, &file.text)
}
