//! `cargo xtask bench`: how long `check` and `build` take, and how much memory, for
//! generated estates of several sizes.
//!
//! Prints a table in Markdown, for `docs/benchmarks.md`.

mod measure;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Result, bail};

use crate::generate_estate::{SIZES, generate, write};
use crate::metadata::Metadata;
use crate::process;
use crate::workspace::Workspace;
use measure::{Measurement, median_of_runs};

/// The seed of the estates: every run measures the same ones.
const SEED: u64 = 1;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How many accounts each estate has.
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = [10, 100, 1000], value_parser = clap::value_parser!(u32).range(SIZES))]
    accounts: Vec<u32>,
    /// How often each command runs; the table shows medians.
    #[arg(long, value_name = "K", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let bailiwick = build_release(&Workspace::here())?;
    let cores = thread::available_parallelism()?;
    let runs = arguments.runs;
    anstream::println!("Medians of {runs} runs on {cores} cores.\n");
    anstream::println!(
        "| accounts | files | size | command | wall | wall per account | CPU | peak memory |"
    );
    anstream::println!("|---:|---:|---:|---|---:|---:|---:|---:|");
    for accounts in &arguments.accounts {
        let folder = tempfile::tempdir()?;
        let estate = folder.path().join("estate");
        let files = generate(*accounts, SEED);
        write(&estate, &files)?;
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        for command in ["check", "build"] {
            let run = command_line(&bailiwick, command, &estate);
            let median = median_of_runs(&run, runs)?;
            let estate = (*accounts, files.len(), bytes);
            anstream::println!("{}", row(estate, command, &median));
        }
    }
    Ok(())
}

/// A command and its arguments. A build replaces what the one before wrote.
fn command_line(bailiwick: &Path, command: &str, estate: &Path) -> Vec<PathBuf> {
    let mut line = vec![bailiwick.to_owned(), command.into(), estate.to_owned()];
    if command == "build" {
        line.extend(["--output".into(), estate.with_file_name("out")]);
    }
    line
}

fn row((accounts, files, bytes): (u32, usize, usize), command: &str, run: &Measurement) -> String {
    const MEBIBYTE: f64 = 1_048_576.0;
    format!(
        "| {accounts} | {files} | {:.1} MiB | `{command}` | {:.0} ms | {:.2} ms | {:.0} ms | {:.0} MiB |",
        bytes as f64 / MEBIBYTE,
        run.wall * 1e3,
        run.wall * 1e3 / f64::from(accounts),
        run.cpu * 1e3,
        run.memory / MEBIBYTE,
    )
}

fn build_release(workspace: &Workspace) -> Result<PathBuf> {
    let mut command: Command = workspace.cargo();
    command.args([
        "build",
        "--release",
        "--locked",
        "--package",
        "bailiwick-cli",
    ]);
    if !process::run_in_sight(command)? {
        bail!("cannot build `bailiwick`");
    }
    let metadata = Metadata::read(workspace)?;
    Ok(metadata.target_directory.join("release/bailiwick"))
}
