//! Bailiwick's developer commands: `cargo xtask --help`.
//!
//! One command per file. This crate is never shipped.

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Bailiwick's developer commands.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {}

fn main() -> Result<()> {
    match Arguments::parse().command {}
}
