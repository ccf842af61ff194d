//! What goes, what stays, and what that costs.

use std::fmt::Write;

use bailiwick_aws::cloud::StackResource;
use bailiwick_aws::destroy::{Destruction, Holding};
use bailiwick_aws::plan::holds_data;
use bailiwick_estate::estate::Estate;

use crate::render::{counted, printable};

/// A destruction, before it is agreed to.
pub(super) fn destruction(workload: &str, destruction: &Destruction, costs: &[String]) -> String {
    let mut text = String::new();
    if destruction.goes.is_empty() {
        text += &format!("{workload}: nothing is deployed that could go\n");
    }
    for holding in &destruction.goes {
        let count = counted(holding.resources.len(), "resource", "resources");
        let place = holding.deployment.place();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "goes: {place}, {count}");
        lines(&mut text, "-", &holding.resources);
        if !holding.retained.is_empty() {
            text += "  its template keeps these in the account, outside any stack:\n";
            lines(&mut text, "=", &holding.retained);
        }
    }
    for holding in &destruction.stays {
        stays(&mut text, holding);
    }
    if !destruction.stays.is_empty() {
        if costs.is_empty() {
            text += "the estate does not say what that costs\n";
        } else {
            text += "the estate says what the workload costs, and not which of it stays:\n";
            text.extend(costs.iter().map(|line| format!("  {line}\n")));
        }
    }
    text
}

fn stays(text: &mut String, holding: &Holding) {
    let place = holding.deployment.place();
    let _ = writeln!(text, "stays, and goes on costing: {place}");
    lines(text, "=", &holding.retained);
    lines(text, "=", &holding.resources);
}

fn lines(text: &mut String, sign: &str, resources: &[StackResource]) {
    for resource in resources {
        let StackResource {
            logical_id,
            physical_id,
            kind,
            ..
        } = resource;
        let physical_id = printable(physical_id);
        let content = match sign == "-" && holds_data(kind) {
            true => ", with all that is in it",
            false => "",
        };
        let _ = writeln!(
            text,
            "  {sign} {logical_id} ({kind}) `{physical_id}`{content}"
        );
    }
}

/// The lines of a workload's costs, as the estate writes them.
pub(super) fn costs(estate: &Estate, workload: &str) -> Vec<String> {
    let found = estate
        .workloads
        .iter()
        .find(|it| it.name.to_string() == workload);
    let costs = found.into_iter().flat_map(|it| it.costs.iter());
    costs
        .map(|cost| {
            let range = cost.up_to.as_ref().map(|most| format!(" to {most}"));
            let what = cost.r#for.as_ref().map(|what| format!(": {what}"));
            let (range, what) = (range.unwrap_or_default(), what.unwrap_or_default());
            format!("{}: {}{range}{what}", cost.name, cost.amount)
        })
        .collect()
}
