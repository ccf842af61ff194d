//! The person at the terminal, or the machine in their place.

use std::io::{IsTerminal, stderr, stdin};

use bailiwick_aws::apply::Attendant;
use bailiwick_aws::cloud::Event;
use bailiwick_aws::deployment::Deployment;
use bailiwick_aws::plan::{Plan, Risk, Step};
use indicatif::{ProgressBar, ProgressStyle};

use super::show;
use crate::console::{self, WriteError};

/// How plans are agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Consent {
    /// Somebody is asked.
    Asked,
    /// Beforehand, to all that leaves data where it is, and to the loss of what these
    /// resources hold.
    Beforehand { losing: Vec<String> },
    /// To none: only the plans are wanted.
    Never,
}

/// Shows plans and progress, and asks.
#[derive(Debug)]
pub(super) struct Terminal {
    consent: Consent,
    unplanned: Vec<String>,
    bar: Option<ProgressBar>,
    failure: Option<WriteError>,
    refused: Option<Vec<String>>,
}

impl Terminal {
    pub(super) fn new(consent: Consent, deployments: &[Deployment]) -> Self {
        Self {
            consent,
            unplanned: deployments.iter().map(|it| it.name.clone()).collect(),
            bar: None,
            failure: None,
            refused: None,
        }
    }

    /// Says whether everything could be shown, and names the resources whose data a stage
    /// would have put at risk without anybody's consent, if one was refused for that.
    pub(super) fn finish(self) -> Result<Option<Vec<String>>, WriteError> {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        self.failure.map_or(Ok(self.refused), Err)
    }

    fn print(&mut self, text: &str) {
        if let Err(error) = console::print(text) {
            self.failure = Some(error);
        }
    }

    fn planned(&mut self, plan: &Plan) {
        self.unplanned.retain(|name| *name != plan.deployment.name);
        self.print(&show::plan(plan));
    }
}

/// The resources of a plan whose data may be lost, or is left outside the stack.
fn at_risk(plan: &Plan) -> Vec<String> {
    let Step::Execute { changes, .. } = &plan.step else {
        return Vec::new();
    };
    let risked = changes.iter().filter(|it| it.risk <= Risk::LeavesData);
    risked.map(|it| it.change.logical_id.clone()).collect()
}

impl Attendant for Terminal {
    fn agrees(&mut self, stage: &[Plan]) -> bool {
        for plan in stage {
            self.planned(plan);
        }
        if !self.unplanned.is_empty() {
            let later = self.unplanned.join(", ");
            self.print(&format!("planned once these are there: {later}\n\n"));
        }
        // What nobody could read, nobody can have agreed to.
        if self.failure.is_some() {
            return false;
        }
        match &self.consent {
            Consent::Beforehand { losing } => {
                let risked = stage.iter().flat_map(at_risk);
                let refused: Vec<String> = risked.filter(|it| !losing.contains(it)).collect();
                let agrees = refused.is_empty();
                self.refused = (!agrees).then_some(refused);
                agrees
            }
            Consent::Never => false,
            Consent::Asked => {
                console::remark("Do this? Only `yes` does it: ");
                let mut answer = String::new();
                let read = stdin().read_line(&mut answer);
                let agrees = read.is_ok() && answer.trim() == "yes";
                if !agrees {
                    console::remark("nothing of this was done\n");
                }
                agrees
            }
        }
    }

    fn unchanged(&mut self, plan: &Plan) {
        self.planned(plan);
    }

    fn begins(&mut self, plan: &Plan) {
        let Step::Execute { changes, .. } = &plan.step else {
            return;
        };
        if stderr().is_terminal() {
            let bar = ProgressBar::new(changes.len() as u64);
            // INVARIANT: the template is a constant that indicatif accepts.
            let style = ProgressStyle::with_template("{spinner} {prefix} {pos}/{len} {wide_msg}")
                .expect("a valid template");
            bar.set_style(style);
            bar.set_prefix(plan.deployment.name.clone());
            bar.enable_steady_tick(std::time::Duration::from_millis(120));
            self.bar = Some(bar);
        } else {
            console::remark(&format!("{}: begins\n", plan.deployment.name));
        }
    }

    fn happened(&mut self, plan: &Plan, event: &Event) {
        let line = show::event(&plan.deployment.name, event);
        let line = console::without_secrets(&line).into_owned();
        let over = !event.status.is_in_progress();
        match &self.bar {
            Some(bar) => {
                if event.is_failure() {
                    bar.println(&line);
                } else if over && !event.is_of_stack(&plan.basis.stack_id) {
                    bar.inc(1);
                }
                bar.set_message(line);
            }
            None if over => console::remark(&format!("{line}\n")),
            None => {}
        }
    }

    fn done(&mut self, plan: &Plan) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        let name = &plan.deployment.name;
        self.print(&format!("{name}: done\n"));
    }
}
