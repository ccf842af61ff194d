//! Where machines mount the kept volume, and the folders in it: paths that shells, systemd and
//! `/etc/fstab` read as they are written, and none that hides the system itself.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::{Declared, Text};
use bailiwick_estate::model::Storage;

/// Folders at the top of the file system in which nothing is mounted: what a machine starts
/// from.
///
/// Source: "Filesystem Hierarchy Standard 3.0"
/// (<https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch03.html>).
const OF_THE_SYSTEM: [&str; 13] = [
    "bin", "boot", "dev", "etc", "lib", "lib64", "proc", "root", "run", "sbin", "sys", "tmp", "usr",
];
/// Folders at the top that are full already, while others may be mounted below them.
const FULL: [&str; 3] = ["home", "opt", "var"];

pub(super) fn check(storage: &Declared<Storage>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(mount) = &storage.mount {
        let relative = mount.strip_prefix('/');
        if !relative.is_some_and(plain) {
            let message = format!("`{mount}` is not a folder that can be mounted");
            let help = "write it from the top, of letters, digits, dots, hyphens and underscores: `/mnt/data`";
            diagnostics.push(bad(mount, message, help));
        } else if relative.is_some_and(hides_the_system) {
            let message = format!("a volume at `{mount}` would hide a part of the system");
            diagnostics.push(bad(mount, message, "mount it below `/mnt`: `/mnt/data`"));
        }
    }
    for (folder, _) in storage.folders.iter().filter(|(folder, _)| !plain(folder)) {
        let message = format!("`{folder}` is not a folder of the volume");
        let help = "write it without a `/` at its start, of letters, digits, dots, hyphens and underscores: `nginx/conf.d`";
        diagnostics.push(bad(folder, message, help));
    }
}

/// A path without a start that leads nowhere else, and that needs no quotes anywhere.
fn plain(path: &str) -> bool {
    path.split('/').all(|part| {
        let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        !part.is_empty() && part.chars().all(known) && part.chars().any(|c| c != '.')
    })
}

fn hides_the_system(path: &str) -> bool {
    let top = path.split_once('/').map_or(path, |(top, _)| top);
    OF_THE_SYSTEM.contains(&top) || FULL.contains(&path)
}

fn bad(written: &Text, message: String, help: &str) -> Diagnostic {
    Diagnostic::error(Code::BAD_VALUE, written.span, message).help(help)
}
