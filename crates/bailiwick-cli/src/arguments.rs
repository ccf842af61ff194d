//! The arguments, and the way from them to a command.

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::command::{
    apply, build, can, check, completions, destroy, diff, escalation, explain, init, lint,
    minimise, profiles, prove, reach, register, schema, show, what_can, who_can,
};
use crate::failure::{Outcome, describe};
use crate::{console, exit_code};

/// The source of truth for an AWS estate.
///
/// An estate is a folder of YAML files. Bailiwick reads it as a whole, says what is
/// wrong with it, explains it, and makes everything else from it.
#[derive(Debug, Parser)]
#[command(name = "bailiwick", version, max_term_width = 100, after_help = after_help())]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Check(check::Arguments),
    Show(show::Arguments),
    Build(build::Arguments),
    Apply(apply::Arguments),
    Destroy(destroy::Arguments),
    Diff(diff::Arguments),
    Register(register::Arguments),
    Reach(reach::Arguments),
    Profiles(profiles::Arguments),
    Prove(prove::Arguments),
    Minimise(minimise::Arguments),
    Can(can::Arguments),
    WhoCan(who_can::Arguments),
    WhatCan(what_can::Arguments),
    Escalation(escalation::Arguments),
    Lint(lint::Arguments),
    Explain(explain::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
}

impl Command {
    fn run(&self) -> Outcome {
        match self {
            Self::Init(arguments) => init::run(arguments),
            Self::Check(arguments) => check::run(arguments),
            Self::Show(arguments) => show::run(arguments),
            Self::Build(arguments) => build::run(arguments),
            Self::Apply(arguments) => apply::run(arguments),
            Self::Destroy(arguments) => destroy::run(arguments),
            Self::Diff(arguments) => diff::run(arguments),
            Self::Register(arguments) => register::run(arguments),
            Self::Reach(arguments) => reach::run(arguments),
            Self::Profiles(arguments) => profiles::run(arguments),
            Self::Prove(arguments) => prove::run(arguments),
            Self::Minimise(arguments) => minimise::run(arguments),
            Self::Can(arguments) => can::run(arguments),
            Self::WhoCan(arguments) => who_can::run(arguments),
            Self::WhatCan(arguments) => what_can::run(arguments),
            Self::Escalation(arguments) => escalation::run(arguments),
            Self::Lint(arguments) => lint::run(arguments),
            Self::Explain(arguments) => explain::run(arguments),
            Self::Schema(arguments) => schema::run(arguments),
            Self::Completions(arguments) => completions::run(arguments, Arguments::command()),
        }
    }
}

/// Reads the arguments, runs the command, and reports its failure.
#[must_use]
pub fn run() -> ExitCode {
    let code = Arguments::parse().command.run().unwrap_or_else(|failure| {
        console::remark(&describe(&*failure));
        failure.exit_code()
    });
    ExitCode::from(code)
}

fn after_help() -> String {
    let codes: Vec<String> = exit_code::ALL
        .iter()
        .map(|(code, meaning)| format!("  {code}  {meaning}"))
        .collect();
    format!("Exit codes:\n{}", codes.join("\n"))
}
