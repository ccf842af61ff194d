//! The person at the terminal, or the machine in their place.

use std::io::{IsTerminal, stderr, stdin};

use bailiwick_aws::apply::Attendant;
use bailiwick_aws::cloud::Event;
use bailiwick_aws::deployment::Deployment;
use bailiwick_aws::plan::{Plan, Step};
use indicatif::{ProgressBar, ProgressStyle};

use super::show;
use crate::console::{self, WriteError};

/// How plans are agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consent {
    /// Somebody is asked.
    Asked,
    /// Beforehand, to all.
    Always,
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
}

impl Terminal {
    pub(super) fn new(consent: Consent, deployments: &[Deployment]) -> Self {
        Self {
            consent,
            unplanned: deployments.iter().map(|it| it.name.clone()).collect(),
            bar: None,
            failure: None,
        }
    }

    /// Says whether everything could be shown.
    pub(super) fn finish(self) -> Result<(), WriteError> {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        self.failure.map_or(Ok(()), Err)
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
        match self.consent {
            Consent::Always => true,
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
