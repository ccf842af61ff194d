//! `cargo xtask test`: runs every gate, locally and in CI alike.
//!
//! A gate that fails does not stop the others: one run shows everything.
//! The last line, `N passed, N failed`, is what CI counts.

use std::io::Write;
use std::process;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::gate::{Gate, Outcome};
use crate::gates;
use crate::process::is_watched;
use crate::workspace::Workspace;

const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// What may be asked of `cargo xtask test`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Runs this gate alone.
    #[arg(long, value_name = "NAME", value_parser = gate_names())]
    only: Option<String>,
    /// Names the gates and what each asks, and runs none.
    #[arg(long, conflicts_with = "only")]
    list: bool,
}

/// Runs the gates and ends the process with 1 if one failed.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let wanted = |gate: &&Gate| arguments.only.as_ref().is_none_or(|only| only == gate.name);
    let chosen: Vec<&Gate> = gates::ALL.iter().filter(wanted).collect();
    if arguments.list {
        list(&chosen);
        return Ok(());
    }
    let workspace = Workspace::here();
    let mut failed = Vec::new();
    for gate in &chosen {
        if !run_gate(gate, &workspace) {
            failed.push(gate.name);
        }
    }
    if failed.is_empty() {
        anstream::println!();
    }
    for name in &failed {
        anstream::println!("{BAD}✗{BAD:#} {name}: again with `cargo xtask test --only {name}`");
    }
    let passed = chosen.len() - failed.len();
    anstream::println!("{passed} passed, {} failed", failed.len());
    if !failed.is_empty() {
        process::exit(1);
    }
    Ok(())
}

fn gate_names() -> PossibleValuesParser {
    PossibleValuesParser::new(gates::ALL.iter().map(|gate| gate.name))
}

fn list(chosen: &[&Gate]) {
    for gate in chosen {
        anstream::println!("{:10} {}", gate.name, gate.asks);
    }
}

fn run_gate(gate: &Gate, workspace: &Workspace) -> bool {
    let name = gate.name;
    if is_watched() {
        anstream::print!("{FAINT}… {name}{FAINT:#}");
        // The mark is only for a person's eyes: if it cannot be shown, so be it.
        let _ = std::io::stdout().flush();
    }
    let start = Instant::now();
    let outcome =
        (gate.judge)(workspace).unwrap_or_else(|error| Outcome::failed(format!("{error:#}")));
    let took = format_duration(start.elapsed());
    if is_watched() {
        anstream::print!("\r\x1b[2K");
    }
    match outcome {
        Outcome::Passed { note } => {
            anstream::print!("{GOOD}✓{GOOD:#} {name:10} {took:>12}");
            if !note.is_empty() {
                anstream::print!("  {FAINT}{note}{FAINT:#}");
            }
            anstream::println!();
            true
        }
        Outcome::Failed { output } => {
            anstream::println!("{BAD}✗{BAD:#} {name:10} {took:>12}");
            anstream::println!("\n{}\n", output.trim());
            false
        }
    }
}

fn format_duration(duration: Duration) -> String {
    let tenths = duration.as_millis().div_ceil(100);
    if tenths < 600 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        format!("{} min {:02} s", tenths / 600, tenths % 600 / 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_write_them() {
        let cases = [(0, "0.0 s"), (350, "0.4 s"), (59_900, "59.9 s")];
        for (milliseconds, expected) in cases {
            assert_eq!(
                format_duration(Duration::from_millis(milliseconds)),
                expected
            );
        }
        assert_eq!(format_duration(Duration::from_secs(75)), "1 min 15 s");
    }
}
