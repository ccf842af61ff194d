//! Debian packages: programs that tests and tools need, installed where that is allowed.

use std::env;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::run_captured;

/// A program and the package that brings it.
pub(crate) struct Package {
    program: &'static str,
    package: &'static str,
}

/// What the tests find installed when they start. Those that want something else say so.
pub(crate) const FOR_TESTS: &[Package] = &[
    Package {
        program: "nginx",
        package: "nginx-light",
    },
    // Not `mariadb-server`, which would start a server of its own.
    Package {
        program: "mariadbd",
        package: "mariadb-server-core",
    },
    Package {
        program: "mariadb-dump",
        package: "mariadb-client",
    },
    Package {
        program: "openssl",
        package: "openssl",
    },
    Package {
        program: "curl",
        package: "curl",
    },
    Package {
        program: "systemd-analyze",
        package: "systemd",
    },
];

/// Installs the packages whose programs are not there.
pub(crate) fn prepare(packages: &[Package]) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .filter(|package| !is_installed(package.program))
        .map(|package| package.package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !is_root()? {
        bail!(
            "install these Debian packages: `apt-get install {}`",
            missing.join(" ")
        );
    }
    install(&missing)
}

/// Installs packages. Only root may.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let mut update = Command::new("apt-get");
    update.args(["update", "--quiet"]);
    // An old list of packages may still do; the installation tells.
    let _ = run_captured(update);
    let mut install = Command::new("apt-get");
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]);
    install
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    let names = packages.join(" ");
    let finished = run_captured(install).with_context(|| format!("cannot install {names}"))?;
    if !finished.success {
        bail!("cannot install {names}\n{}", finished.output);
    }
    Ok(())
}

pub(crate) fn is_root() -> Result<bool> {
    let mut command = Command::new("id");
    command.arg("-u");
    Ok(run_captured(command)?.output.trim() == "0")
}

/// Servers lie in `sbin`, which the search path of a user may leave out.
fn is_installed(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(["/usr/sbin".into(), "/usr/local/sbin".into()])
        .any(|folder| folder.join(program).is_file())
}
