//! Backups that machines can make: one, of a database whose dump they know how to take.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Backup, Workload};

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
    }
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
    Some(Diagnostic::error(Code::WORKLOAD_LACKS, named.span, message).help(help))
}
