//! The walk: from every principal along the steps, until nothing new is reached.

use std::collections::{BTreeSet, VecDeque};

use super::administrator::Administrator;
use super::graph::Graph;
use super::node::Node;
use super::report::{Escalation, Report, Step, Unjudged};
use crate::account::{Account, Accounts};
use crate::decide::Known;

/// Who can become an administrator in these accounts, and how.
pub fn escalations(accounts: &Accounts) -> Report {
    let graph = Graph::new(accounts);
    let mut report = Report {
        principals: graph.principals.len(),
        ..Report::default()
    };
    for (place, (_, principal)) in graph.principals.iter().enumerate() {
        let start = Node::new(place);
        let here = graph.place(&start);
        if !here.missing.is_empty() {
            report.unjudged.push(Unjudged {
                principal: principal.arn.clone(),
                missing: here.missing.clone(),
            });
        }
        if !here.administrator.is_no() {
            report.administrators.push(Administrator {
                principal: principal.arn.clone(),
                depends_on: here.administrator.depends_on.clone(),
            });
            continue;
        }
        let certain = chain(&graph, &start, |step| step.depends_on.is_empty());
        if let Some(steps) = certain.or_else(|| chain(&graph, &start, |_| true)) {
            report.escalations.push(Escalation {
                principal: principal.arn.clone(),
                steps,
            });
        }
    }
    report.escalations.sort_by_key(|one| !one.is_certain());
    let without = |account: &&Account| matches!(account.service_control, Known::Unknown(_));
    let accounts = accounts.iter().filter(without);
    report.without_organization = accounts.map(|account| account.id).collect();
    report
}

/// The shortest chain of steps that pass, to an administrator: those at one distance are
/// all looked at before those further away, and no node twice.
fn chain(graph: &Graph<'_>, start: &Node, passes: fn(&Step) -> bool) -> Option<Vec<Step>> {
    let mut seen = BTreeSet::from([start.clone()]);
    let mut open = VecDeque::from([(start.clone(), Vec::new())]);
    while let Some((node, steps)) = open.pop_front() {
        let here = graph.place(&node);
        for (to, step) in graph.steps(&node, &here) {
            if seen.contains(to) {
                continue;
            }
            let there = graph.place(to);
            let mut step = step.clone();
            step.depends_on
                .extend(there.administrator.depends_on.clone());
            if !passes(&step) {
                continue;
            }
            seen.insert(to.clone());
            let mut steps: Vec<Step> = steps.clone();
            steps.push(step);
            if !there.administrator.is_no() {
                return Some(steps);
            }
            open.push_back((to.clone(), steps));
        }
    }
    None
}
