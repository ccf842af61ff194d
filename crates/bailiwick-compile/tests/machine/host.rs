//! A machine that is none: folders of a scratch root where the real ones would be, in a
//! mount namespace, and stand-ins for programs that only a machine in AWS has.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use bailiwick_compile::workload::machine::{Machine, files, user_data};
use bailiwick_testbed::{program, run};
use tempfile::TempDir;

/// What the stand-in plays at first; `aws` comes with `dnf`.
const PLAYED: &[&str] = &[
    "blkid",
    "curl",
    "dnf",
    "docker",
    "hostnamectl",
    "mkfs.xfs",
    "mount",
    "mountpoint",
    "sleep",
    "systemctl",
];

pub(crate) struct Host {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

impl Host {
    /// A machine before its first start: its disk is blank, and nothing is attached.
    pub(crate) fn new() -> Self {
        let host = Self {
            folder: TempDir::new().expect("a scratch folder"),
            environment: Vec::new(),
        };
        for folder in [
            "state",
            "stand-ins",
            "etc/ecs",
            "mnt",
            "opt",
            "run",
            "var/log",
            "dev",
        ] {
            fs::create_dir_all(host.path(folder)).expect("a folder");
        }
        host.write("etc/fstab", "UUID=root / xfs defaults 0 1\n");
        host.write("etc/ecs/ecs.config", "");
        host.play("stand-in.sh", include_str!("stand-in.sh"));
        for name in PLAYED {
            symlink("stand-in.sh", host.path("stand-ins").join(name)).expect("a link");
        }
        host.set("disk", "blank");
        host
    }

    /// One whose files are there already, as if user data had run.
    pub(crate) fn prepared(machine: &Machine) -> Self {
        let host = Self::new();
        host.prepare(machine);
        host
    }

    /// Writes the files of a machine.
    pub(crate) fn prepare(&self, machine: &Machine) {
        for file in files(machine) {
            self.write(&file.path, &file.text);
            let mode = fs::Permissions::from_mode(file.mode);
            fs::set_permissions(self.path(&file.path), mode).expect("a mode");
        }
    }

    /// A path of the machine, as the tests see it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path.trim_start_matches('/'))
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    /// A stand-in of a test's own.
    pub(crate) fn play(&self, name: &str, script: &str) {
        let path = self.path("stand-ins").join(name);
        // What stands there may be a link to the common one.
        let _ = fs::remove_file(&path);
        fs::write(&path, script).expect("a stand-in");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
    }

    /// The AWS CLI, there before anybody installs it.
    pub(crate) fn play_aws(&self) {
        symlink("stand-in.sh", self.path("stand-ins/aws")).expect("a link");
    }

    /// Says what AWS or the machine is like.
    pub(crate) fn set(&self, state: &str, value: &str) {
        self.write(&format!("state/{state}"), value);
    }

    pub(crate) fn unset(&self, state: &str) {
        fs::remove_file(self.path("state").join(state)).expect("this was the state");
    }

    pub(crate) fn environment(&mut self, name: &str, value: &str) {
        self.environment.push((name.into(), value.into()));
    }

    /// The calls since the last time this was asked, without those that only look.
    pub(crate) fn calls(&self) -> Vec<String> {
        let calls = self.read("state/calls");
        self.set("calls", "");
        let looks = ["curl ", "mountpoint ", "blkid ", "aws ec2 describe-"];
        let is_look = |call: &&str| looks.iter().any(|look| call.starts_with(look));
        calls
            .lines()
            .filter(|call| !is_look(call))
            .map(str::to_owned)
            .collect()
    }

    /// Runs user data as cloud-init would, and then the agent, which waits for its end.
    pub(crate) fn first_start(&self, machine: &Machine) -> bool {
        self.first_start_with(&user_data(machine))
    }

    /// The same, with user data of another making.
    pub(crate) fn first_start_with(&self, user_data: &str) -> bool {
        self.write("etc/user-data", user_data);
        let (succeeded, output) = self.run(&["bash", "/etc/user-data"]);
        assert_eq!(output, "", "user data writes to its log alone");
        self.run(&["systemctl", "start", "ecs.service"]);
        succeeded
    }

    /// Starts the machine again: what user data enabled runs, and user data does not.
    pub(crate) fn start_again(&self) {
        fs::remove_file(self.path("state/mounted")).ok();
        fs::remove_dir_all(self.path("run")).expect("the folder");
        fs::create_dir(self.path("run")).expect("a folder");
        for unit in self.read("state/enabled").lines() {
            if unit.ends_with(".service") {
                self.run(&["systemctl", "start", unit]);
            }
        }
        self.run(&["systemctl", "start", "ecs.service"]);
    }

    /// Runs a command on the machine. Returns whether it succeeded, and what it printed.
    pub(crate) fn run(&self, command: &[&str]) -> (bool, String) {
        run(&mut self.command(command))
    }

    pub(crate) fn command(&self, command: &[&str]) -> Command {
        let mut unshare = Command::new(program("unshare", "util-linux"));
        unshare.arg("--mount");
        // Whoever is not root becomes it, in a namespace of his own.
        if !is_root() {
            unshare.arg("--map-root-user");
        }
        let enter = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/machine/enter.sh");
        unshare.arg("sh").arg(enter).arg(self.folder.path());
        unshare.arg(self.path("stand-ins")).args(command);
        unshare.env("STATE", self.path("state")).env("TZ", "UTC");
        unshare.envs(self.environment.iter().cloned());
        unshare
    }
}

fn is_root() -> bool {
    let (_, user) = run(Command::new("id").arg("-u"));
    user.trim() == "0"
}
