//! Backups that machines can make: one, of a database whose dump they know how to take.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Backup, Workload};

use super::lacks;
use crate::workload::containers::{Container, Image};

/// What the name of an image has in it when it is MySQL or MariaDB: theirs, and that of a
/// distribution of MySQL.
const DATABASES: [&str; 3] = ["mysql", "mariadb", "percona"];

pub(super) fn check(
    workload: &Declared<Workload>,
    containers: &[Container],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for backup in workload.backups.iter() {
        diagnostics.extend(not_a_database(workload, containers, backup));
        diagnostics.extend(made_by_nobody(backup));
    }
    let backups = workload.backups.iter();
    let mut by_machines = backups.filter(|one| one.container.is_some());
    if let (Some(first), Some(second)) = (by_machines.next(), by_machines.next()) {
        let message = "machines make one backup by themselves, and this is the second";
        diagnostics.push(
            Diagnostic::error(Code::MACHINES, second.span, message)
                .related(first.span, "the first")
                .help("take its `container` away and say under `manual` how it is made"),
        );
    }
}

/// A time at which nothing would happen.
fn made_by_nobody(backup: &Declared<Backup>) -> Option<Diagnostic> {
    let timed = backup.every.is_some() || backup.cron.is_some();
    if !timed || backup.container.is_some() || backup.manual.is_some() {
        return None;
    }
    let message = format!("it is not said who makes the backup `{}`", backup.name);
    let help = "name the `container` of its MySQL or MariaDB database, or say under `manual` what is done by hand";
    Some(lacks(backup.span, message).help(help))
}

/// A dump that would always fail.
fn not_a_database(
    workload: &Workload,
    containers: &[Container],
    backup: &Declared<Backup>,
) -> Option<Diagnostic> {
    let named = backup.container.as_ref()?;
    let mut containers = containers.iter();
    let container = containers.find(|one| one.service.name == named.as_str())?;
    let own = workload.image.as_ref();
    let names = match &container.image {
        Image::Own { .. } => [
            own.map(|image| image.repository.as_str()),
            own.and_then(|image| Some(image.base.as_ref()?.as_str())),
        ],
        Image::Public(name) => [Some(name.as_str()), None],
    };
    let is_database = names.into_iter().flatten().any(|name| {
        let name = name.to_ascii_lowercase();
        DATABASES.iter().any(|database| name.contains(database))
    });
    if is_database {
        return None;
    }
    let image = names.into_iter().flatten().next().unwrap_or_default();
    let message = format!("machines back up MySQL and MariaDB, and `{named}` runs `{image}`");
    let help = "name the container of such a database, or take `container` away and say under `manual` how another one is backed up";
    Some(lacks(named.span, message).help(help))
}
