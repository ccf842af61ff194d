//! `cargo xtask generate-estate`: writes an estate of any size, for measuring.
//!
//! The same number and seed give the same files. Start reading at [`generate`]; what is
//! in the estate is decided in [`plan`], the other modules write one kind of file each.

mod access;
mod account;
mod controls;
mod names;
mod network;
mod organization;
mod plan;
mod random;
mod shared_access;
mod team;
mod workload;

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use plan::Plan;

/// How many accounts there may be: 10.0.0.0/8 has room for the networks of 4,096.
pub(crate) const SIZES: RangeInclusive<i64> = 1..=4000;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How many accounts run products; the organisation has two more of its own.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(SIZES))]
    accounts: u32,
    /// The folder to write; it must be empty or not there yet.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Another seed gives other people, roles, regions and budgets.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// A file: its path below the estate's folder, and its text.
pub(crate) type File = (String, String);

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let files = generate(arguments.accounts, arguments.seed);
    write(&arguments.out, &files)?;
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let (count, folder) = (files.len(), arguments.out.display());
    anstream::println!("wrote {count} files with {bytes} bytes to {folder}");
    Ok(())
}

/// The files of an estate.
pub(crate) fn generate(accounts: u32, seed: u64) -> Vec<File> {
    let plan = Plan::of(accounts, seed);
    let mut files = organization::files(&plan);
    files.push(shared_access::file());
    for product in &plan.products {
        files.push(team::file(product));
        for account in &product.accounts {
            let text = [
                account::text(product, account),
                network::text(account),
                workload::text(product, account),
                access::text(product, account),
            ];
            let path = format!("accounts/{}.yaml", account.name);
            files.push((path, text.join("\n")));
        }
    }
    files
}

/// Writes files into an empty folder.
pub(crate) fn write(folder: &Path, files: &[File]) -> Result<()> {
    let context = || format!("cannot write to {}", folder.display());
    fs::create_dir_all(folder).with_context(context)?;
    if fs::read_dir(folder).with_context(context)?.next().is_some() {
        bail!("{} is not empty; name a new folder", folder.display());
    }
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder)).with_context(context)?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Items as a list within one line: `[ada, grace]`.
fn list<'i>(items: impl IntoIterator<Item = &'i str>) -> String {
    let items: Vec<&str> = items.into_iter().collect();
    format!("[{}]", items.join(", "))
}

#[cfg(test)]
mod tests;
