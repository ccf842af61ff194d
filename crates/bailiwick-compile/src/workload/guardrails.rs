//! The guardrails stack: what it may cost, who is told, and what stops it. It lies in
//! us-east-1, whatever the region of the workload, because billing metrics live there only.
//!
//! Source: "Create a billing alarm to monitor your estimated AWS charges", Amazon
//! CloudWatch User Guide.

mod billing_alarms;
mod budget;
mod kill_switch;
mod topic;

pub(super) use billing_alarms::of_workload;
pub(crate) use budget::number;

use super::facts::Facts;
use crate::template::Template;

/// The region of billing metrics.
pub(super) const REGION: &str = "us-east-1";

/// The template of the guardrails stack.
pub(super) fn compile(facts: &Facts<'_>) -> Template {
    let name = &facts.workload.name;
    let mut template = Template::new(format!("What {name} may cost, and what stops it"));
    let told = topic::Topics::default();
    budget::add(facts, &mut template);
    let told = billing_alarms::add(facts, told, &mut template);
    kill_switch::add(facts, told, &mut template);
    template
}
