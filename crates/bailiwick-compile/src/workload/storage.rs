//! Where the volumes of a compose file are kept.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Storage, Workload};

use super::compose::Mount;

/// A volume of the task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Volume {
    /// Its name, in the compose file and in the task.
    pub(crate) name: String,
    /// Where it is kept.
    pub(crate) kept: Kept,
}

/// Where a volume is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// In a folder of the machine, which lies on the kept volume.
    Folder(String),
    /// By Docker, until the machine goes.
    Machine,
    /// By Docker, until the task ends: what its containers share.
    Task,
}

/// Where machines mount a kept volume when the estate does not say.
pub(crate) fn mount_of(storage: &Declared<Storage>, called: &str) -> String {
    match &storage.mount {
        Some(mount) => mount.to_string(),
        None => format!("/mnt/{called}"),
    }
}

/// The storage, and the folder in it, that a volume of the compose file stands for: the
/// storage of the same name, or one of whose folders has it, `/` written as `-`.
pub(crate) fn storage_of<'w>(
    workload: &'w Workload,
    volume: &str,
) -> Option<(&'w Declared<Storage>, Option<&'w str>)> {
    if let Some(storage) = workload.storage.get(volume) {
        return Some((storage, None));
    }
    workload.storage.iter().find_map(|storage| {
        let mut folders = storage.folders.iter().map(|(folder, _)| folder.as_str());
        let folder = folders.find(|folder| {
            let plain = folder.replace('/', "-");
            volume == plain || volume == format!("{}-{plain}", storage.name)
        })?;
        Some((storage, Some(folder)))
    })
}

/// The volume that a mount needs.
pub(super) fn volume(
    workload: &Workload,
    called: &str,
    mount: &Mount,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Volume> {
    let Some((storage, folder)) = storage_of(workload, &mount.volume) else {
        let message = format!("the estate does not say where `{}` is kept", mount.volume);
        let help = format!(
            "add it to the workload's `storage`: as a folder of a kept volume, or as `{}: {{ shared: true, keep: false }}` if it may go with the task",
            mount.volume
        );
        let code = Code::VOLUME_WITHOUT_STORAGE;
        diagnostics.push(Diagnostic::error(code, mount.span, message).help(help));
        return None;
    };
    let kept = match (storage.keep, storage.shared) {
        (true, _) => {
            let mount = mount_of(storage, called);
            Kept::Folder(match folder {
                Some(folder) => format!("{mount}/{folder}"),
                None => mount,
            })
        }
        (false, Some(true)) => Kept::Task,
        (false, _) => Kept::Machine,
    };
    Some(Volume {
        name: mount.volume.clone(),
        kept,
    })
}
