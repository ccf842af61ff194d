//! What a command costs: wall time, CPU and memory.
//!
//! The operating system tells it of a child process; asking for it needs unsafe code in
//! Rust, so a few lines of Python ask.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

const MEASURE: &str = include_str!("measure.py");

/// What one run cost, or a median of runs.
#[derive(Debug, PartialEq)]
pub(super) struct Measurement {
    /// In seconds.
    pub(super) wall: f64,
    /// In seconds, of all cores, in the program and in the system for it.
    pub(super) cpu: f64,
    /// The most that was resident at a time, in bytes.
    pub(super) memory: f64,
}

/// Runs a command so many times, and once before that nobody counts: it brings the files
/// into the memory of the system.
pub(super) fn median_of_runs(line: &[PathBuf], runs: u16) -> Result<Measurement> {
    measure(line)?;
    let runs: Vec<Measurement> = (0..runs).map(|_| measure(line)).collect::<Result<_>>()?;
    let of = |part: fn(&Measurement) -> f64| median(runs.iter().map(part).collect());
    Ok(Measurement {
        wall: of(|run| run.wall),
        cpu: of(|run| run.cpu),
        memory: of(|run| run.memory),
    })
}

fn measure(line: &[PathBuf]) -> Result<Measurement> {
    let mut command = Command::new("python3");
    command.args(["-c", MEASURE]).args(line);
    match process::run_for_output(command)? {
        Ok(output) => parse(&output).with_context(|| format!("cannot read `{}`", output.trim())),
        Err(errors) => bail!(errors),
    }
}

fn parse(output: &str) -> Option<Measurement> {
    let numbers: Vec<f64> = output
        .split_whitespace()
        .map(|word| word.parse().ok())
        .collect::<Option<_>>()?;
    let [wall, cpu, memory] = numbers[..] else {
        return None;
    };
    Some(Measurement { wall, cpu, memory })
}

/// The one in the middle; the upper of two.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_run_changes_nothing() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
    }

    #[test]
    fn a_program_is_measured_alone() {
        let run = measure(&["true".into()]).expect("a program that does nothing");
        assert!(run.memory > 0.0, "{run:?}");
    }

    #[test]
    fn a_program_that_fails_has_no_figures() {
        assert!(measure(&["false".into()]).is_err());
    }
}
