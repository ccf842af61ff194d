//! The `bailiwick` binary. Everything is in the library; start reading at
//! [`bailiwick_cli::run`].

use std::process::ExitCode;

fn main() -> ExitCode {
    bailiwick_cli::run()
}
