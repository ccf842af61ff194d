//! Which controls the register shows where.
//!
//! An environment shows the controls whose scope names it, and those that are about
//! everything. A control that names systems or accounts and no environment stands with
//! these.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Control, Scope, System};

use super::ControlEntry;
use super::build::Builder;

impl Builder<'_> {
    pub(super) fn controls_of_environment(&self, name: Option<&str>) -> Vec<ControlEntry> {
        self.controls(|scope| {
            let Some(scope) = scope.filter(|scope| !is_everything(scope)) else {
                return true;
            };
            let mut environments = scope.environments.iter();
            name.is_some_and(|name| environments.any(|one| one.as_str() == name))
        })
    }

    pub(super) fn controls_of_systems(&self, names: &[&Declared<System>]) -> Vec<ControlEntry> {
        self.controls(|scope| {
            scope.is_some_and(|scope| {
                let mut systems = scope.systems.iter();
                scope.environments.is_empty()
                    && systems.any(|one| names.iter().any(|known| *one.name() == known.name))
            })
        })
    }

    pub(super) fn controls_of_account(&self, name: &str) -> Vec<ControlEntry> {
        self.controls(|scope| {
            scope.is_some_and(|scope| {
                let mut accounts = scope.accounts.iter();
                scope.environments.is_empty() && accounts.any(|one| one.as_str() == name)
            })
        })
    }

    fn controls(&self, covers: impl Fn(Option<&Scope>) -> bool) -> Vec<ControlEntry> {
        let all = self.estate.controls.as_written();
        let covering = all
            .into_iter()
            .filter(|control| covers(control.applies_to.as_ref()));
        let entry = |control: &Declared<Control>| ControlEntry {
            name: control.name.to_string(),
            statement: control.statement.to_string(),
        };
        covering.map(entry).collect()
    }
}

fn is_everything(scope: &Scope) -> bool {
    scope.environments.is_empty()
        && scope.accounts.is_empty()
        && scope.classes.is_empty()
        && scope.units.is_empty()
        && scope.systems.is_empty()
        && scope.workloads.is_empty()
        && scope.networks.is_empty()
        && scope.tags.is_empty()
}
