//! Plans and events as people read them: what may lose data first.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use bailiwick_aws::cloud::{Action, Event, Origin, PolicyAction, Replacement};
use bailiwick_aws::plan::{Plan, Risk, Step, Weighed};

use crate::render::printable;

const ALARMING: Style = AnsiColor::BrightRed.on_default().bold();
const GRAVE: Style = AnsiColor::Yellow.on_default().bold();
const CALM: Style = Style::new();

/// A plan with what it puts at risk.
pub(super) fn plan(plan: &Plan) -> String {
    let place = plan.deployment.place();
    let mut text = match &plan.step {
        Step::Nothing => format!("{place}: as declared, nothing to do\n"),
        Step::Execute { creates: true, .. } => format!("{place}: a new stack\n"),
        Step::Execute { changes, .. } if changes.is_empty() => {
            format!("{place}: only outputs, tags or descriptions change\n")
        }
        Step::Execute { .. } => format!("{place}: changes\n"),
    };
    if let Step::Execute { changes, .. } = &plan.step {
        for (risk, title, style) in SECTIONS {
            let of_risk: Vec<&Weighed> = changes.iter().filter(|it| it.risk == *risk).collect();
            if !of_risk.is_empty() {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "  {style}{title}{style:#}");
                text.extend(of_risk.into_iter().map(change));
            }
        }
    }
    for group in &plan.stopped {
        let _ = writeln!(
            text,
            "  `{}` was set to no machines, which stays so; to start it: `{}`",
            group.name, group.start
        );
    }
    for group in &plan.unseen {
        let _ = writeln!(text, "  nobody could say whether `{group}` has machines");
    }
    text + "\n"
}

const SECTIONS: &[(Risk, &str, Style)] = &[
    (Risk::LosesData, "may lose data", ALARMING),
    (Risk::LeavesData, "leaves data outside the stack", GRAVE),
    (Risk::Interrupts, "replaces or deletes", GRAVE),
    (Risk::Changes, "changes in place", CALM),
    (Risk::Adds, "adds", CALM),
];

fn change(weighed: &Weighed) -> String {
    let change = &weighed.change;
    let sign = match (change.action, change.replacement) {
        (Action::Add | Action::Import, _) => "+",
        (Action::Remove, _) => "-",
        (_, Replacement::Never) => "~",
        _ => "±",
    };
    let mut text = format!("    {sign} {} ({})", change.logical_id, change.kind);
    if let Some(name) = &change.physical_id {
        let _ = write!(text, " `{}`", printable(name));
    }
    text += what(weighed);
    text += match weighed.old_one {
        None => "",
        Some(PolicyAction::Delete) => ": it is deleted",
        Some(PolicyAction::Retain) => ": it stays in the account, outside the stack",
        Some(PolicyAction::Snapshot) => ": it is deleted, a snapshot stays",
    };
    text.push('\n');
    if change.action != Action::Add {
        let because: Vec<String> = change.origins.iter().map(origin).collect();
        if !because.is_empty() {
            let _ = writeln!(text, "        because of {}", because.join(", "));
        }
    }
    text
}

fn what(weighed: &Weighed) -> &'static str {
    match (weighed.change.action, weighed.change.replacement) {
        (Action::Remove, _) => " leaves the stack",
        (Action::Modify | Action::Dynamic, Replacement::Certain) => " is replaced by a new one",
        (Action::Modify, Replacement::Maybe) => " may be replaced by a new one",
        (Action::Dynamic, _) => " changes in a way that shows only then",
        (Action::Modify, _) if weighed.risk == Risk::LosesData => {
            " loses what it holds, or some of it, or sooner"
        }
        _ => "",
    }
}

fn origin(origin: &Origin) -> String {
    match &origin.because_of {
        Some(cause) => format!("{} (from {cause})", origin.property),
        None => origin.property.clone(),
    }
}

/// What happened, in one line.
pub(super) fn event(stack: &str, event: &Event) -> String {
    let mut line = format!("{stack}: {} {}", event.status, event.logical_id);
    let reason = event.reason.as_deref().unwrap_or_default();
    if event.is_failure() && !reason.is_empty() {
        let _ = write!(line, ": {}", printable(reason));
    }
    line
}
