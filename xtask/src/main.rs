//! Bailiwick's developer commands: `cargo xtask --help`.
//!
//! One command per file. This crate is never shipped.

mod bench;
mod debian;
mod examples;
mod gate;
mod gates;
mod generate_estate;
mod metadata;
mod process;
mod python;
mod service_data;
mod test;
mod tree;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Bailiwick's developer commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs every gate: what CI runs, and all that it runs.
    Test(test::Arguments),
    /// Makes, or checks, the table of AWS services and actions.
    ServiceData(service_data::Arguments),
    /// Writes an estate of any size, for measuring.
    GenerateEstate(generate_estate::Arguments),
    /// Measures `check` and `build` on generated estates.
    Bench(bench::Arguments),
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Test(arguments) => test::run(&arguments),
        Command::ServiceData(arguments) => service_data::run(&arguments),
        Command::GenerateEstate(arguments) => generate_estate::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
    }
}
