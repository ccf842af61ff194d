//! Running other programs: out of sight until they fail, or in plain sight.

use std::io::{self, IsTerminal, Read};
use std::iter;
use std::os::fd::AsFd;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// A program that has ended.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) success: bool,
    /// Standard output and standard error, in the order they were written.
    pub(crate) output: String,
}

/// Runs a program to its end and keeps what it printed.
///
/// Takes the command by value: as long as it lives it holds the writing end of
/// the pipe, and the reader would wait for ever.
pub(crate) fn run_captured(mut command: Command) -> Result<Finished> {
    let name = name_of(&command);
    let (mut reader, writer) = io::pipe().context("cannot open a pipe")?;
    command
        .stdin(Stdio::null())
        .stdout(writer.try_clone().context("cannot share a pipe")?)
        .stderr(writer);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start `{name}`"))?;
    drop(command);
    let mut output = Vec::new();
    reader
        .read_to_end(&mut output)
        .with_context(|| format!("cannot read what `{name}` prints"))?;
    let status = child
        .wait()
        .with_context(|| format!("cannot wait for `{name}`"))?;
    let mut output = String::from_utf8_lossy(&output).into_owned();
    if !status.success() {
        output.push_str(&format!("\n`{name}` ended with {status}"));
    }
    Ok(Finished {
        success: status.success(),
        output,
    })
}

/// Runs a program for what it prints to standard output, apart from its warnings.
/// Returns that, or what it said when it failed.
pub(crate) fn run_for_output(mut command: Command) -> Result<Result<String, String>> {
    let name = name_of(&command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{name}`"))?;
    Ok(if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let errors = String::from_utf8_lossy(&output.stderr);
        Err(format!("{errors}\n`{name}` ended with {}", output.status))
    })
}

/// Runs a program that prints straight to standard output, its errors too:
/// in a log, two streams would lose their order. Returns whether it succeeded.
pub(crate) fn run_in_sight(mut command: Command) -> Result<bool> {
    let name = name_of(&command);
    if is_watched() {
        // The line that names the running gate is left alone.
        anstream::println!();
    }
    let errors = io::stdout()
        .as_fd()
        .try_clone_to_owned()
        .context("cannot share standard output")?;
    let status = command
        .stdin(Stdio::null())
        .stderr(errors)
        .status()
        .with_context(|| format!("cannot start `{name}`"))?;
    Ok(status.success())
}

/// Whether a person is watching, so that colour and progress are welcome.
pub(crate) fn is_watched() -> bool {
    io::stdout().is_terminal()
}

/// A program and its first argument, without their folders: `cargo clippy`.
fn name_of(command: &Command) -> String {
    let first = command.get_args().next();
    let words: Vec<_> = iter::once(command.get_program())
        .chain(first)
        .filter_map(|word| Path::new(word).file_name())
        .map(|word| word.to_string_lossy())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Finished {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run_captured(command).expect("a shell")
    }

    #[test]
    fn output_keeps_the_order_of_both_streams() {
        let finished = shell("echo one; echo two >&2; echo three");
        assert!(finished.success);
        assert_eq!(finished.output, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_warning_is_no_output() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo careful >&2; echo '{}'"]);
        let output = run_for_output(command).expect("a shell");
        assert_eq!(output.as_deref(), Ok("{}\n"));
    }

    #[test]
    fn a_failure_keeps_its_output_and_says_how_it_ended() {
        let finished = shell("echo wrong; exit 3");
        assert!(!finished.success);
        assert_eq!(
            finished.output,
            "wrong\n\n`sh -c` ended with exit status: 3"
        );
    }
}
