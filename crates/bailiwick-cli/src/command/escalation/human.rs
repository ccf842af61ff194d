//! The report for people.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use bailiwick_controls::accounts::Directory;
use bailiwick_iam::escalation::{Escalation, Gain, Report, Step};

use crate::command::asking::Dates;
use crate::render::{counted, printable};

const CERTAIN: Style = AnsiColor::Red.on_default().bold();
const POSSIBLE: Style = AnsiColor::Yellow.on_default().bold();
const QUIET: Style = Style::new().dimmed();

/// Every chain, then who is left out and why.
pub(super) fn render(report: &Report, directory: &Directory) -> String {
    let mut text = String::new();
    for escalation in &report.escalations {
        text += &chain(escalation);
    }
    for one in &report.administrators {
        for reason in &one.depends_on {
            text += &format!(
                "{} is an administrator, which depends on {}.\n",
                printable(&one.principal),
                printable(reason)
            );
        }
    }
    for (missing, count) in missing(report) {
        let judged = match count {
            1 => "1 user or role was".to_owned(),
            count => format!("{count} users and roles were"),
        };
        text += &format!("{judged} judged without {}.\n", printable(missing));
    }
    for account in &report.without_organization {
        text += &format!(
            "Of {account}, service control policies were not read; they could stop a chain.\n"
        );
    }
    for stand_in in &directory.stand_ins {
        text += &format!("{}.\n", printable(stand_in));
    }
    text + &summary(report) + &Dates::of(directory.accounts.principals()).lines()
}

/// What is not known, and of how many users and roles.
fn missing(report: &Report) -> BTreeMap<&str, usize> {
    let mut missing = BTreeMap::new();
    for one in report.unjudged.iter().flat_map(|one| &one.missing) {
        *missing.entry(one.as_str()).or_default() += 1;
    }
    missing
}

fn summary(report: &Report) -> String {
    let (certain, possible) = (report.certain().count(), report.possible().count());
    let asked = counted(report.principals, "user or role", "users and roles");
    format!(
        "Of {asked}, {} administrators; {certain} can become one, {possible} possibly can.\n\n",
        match report.administrators.len() {
            1 => "1 is among the".to_owned(),
            count => format!("{count} are"),
        }
    )
}

fn chain(escalation: &Escalation) -> String {
    let (style, can) = match escalation.is_certain() {
        true => (CERTAIN, "can become an administrator"),
        false => (POSSIBLE, "possibly can become an administrator"),
    };
    let principal = printable(&escalation.principal);
    let mut text = format!("{style}{principal}{style:#} {can}\n");
    for (number, one) in (1..).zip(&escalation.steps) {
        text += &step(number, one);
    }
    text + "\n"
}

fn step(number: usize, step: &Step) -> String {
    let id = step.path.id;
    let mut text = format!(
        "  {number}. {} {} {QUIET}({id}){QUIET:#}\n",
        printable(name(&step.by)),
        step.path.does
    );
    for (action, resource) in &step.calls {
        text += &format!("       {action} on {}\n", printable(resource));
    }
    text += &match &step.gain {
        Gain::Principal(arn) => format!("     and acts as {}\n", printable(arn)),
        Gain::Anything(arn) => format!("     and {} may do anything\n", printable(arn)),
        Gain::Groups(groups) => {
            format!(
                "     and has what {} gives\n",
                printable(&groups.join(", "))
            )
        }
    };
    for reason in &step.depends_on {
        text += &format!("     depends on {}\n", printable(reason));
    }
    if !step.also.is_empty() {
        text += &format!("     {QUIET}or by {}{QUIET:#}\n", step.also.join(", "));
    }
    text
}

fn name(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}
