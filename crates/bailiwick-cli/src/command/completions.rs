//! `bailiwick completions`: lets a shell complete commands and options.

use clap::{Args, Command};
use clap_complete::Shell;

use crate::failure::Outcome;
use crate::{console, exit_code};

/// Print a script that lets your shell complete commands and options.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick completions bash > ~/.local/share/bash-completion/completions/bailiwick
  bailiwick completions zsh > ~/.zfunc/_bailiwick
  bailiwick completions fish > ~/.config/fish/completions/bailiwick.fish")]
pub struct Arguments {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// Runs the command; `command` describes the whole command line.
pub(crate) fn run(arguments: &Arguments, mut command: Command) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "bailiwick", &mut script);
    console::print(&String::from_utf8_lossy(&script))?;
    Ok(exit_code::FINE)
}
