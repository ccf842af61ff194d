//! Which controls the register shows where.
//!
//! An environment shows the controls whose scope names it, and those that are about
//! everything. A control that names systems, accounts or account classes and no
//! environment stands with these.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Control, Scope, System};

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

    /// The controls of an entry: those that name one of its systems, or the account it
    /// stands for, or that account's class.
    pub(super) fn controls_of_entry(
        &self,
        systems: &[&Declared<System>],
        account: Option<&Declared<Account>>,
    ) -> Vec<ControlEntry> {
        self.controls(|scope| {
            let Some(scope) = scope.filter(|scope| scope.environments.is_empty()) else {
                return false;
            };
            let names_system = |system: &&Declared<System>| {
                let mut named = scope.systems.iter();
                named.any(|one| *one.name() == system.name)
            };
            let names_account = account.is_some_and(|account| {
                let mut named = scope.accounts.iter();
                let class = account.class.as_ref();
                named.any(|one| *one.name() == account.name)
                    || class.is_some_and(|class| scope.classes.contains(class))
            });
            systems.iter().any(names_system) || names_account
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
