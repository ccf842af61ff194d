//! A budget that never speaks up is not watched by anybody.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for budget in estate.budgets.iter() {
        if budget.alerts.is_empty() {
            diagnostics.push(
                Diagnostic::warning(
                    Code::SILENT_BUDGET,
                    budget.span,
                    format!("the budget `{}` has no alerts: nobody is told when it is spent", budget.name),
                )
                .help("add `alerts`, such as `[{ actual: 85% }, { forecast: 100% }]`, and `notify` with who is told"),
            );
        } else if budget.notify.is_empty() {
            diagnostics.push(
                Diagnostic::warning(
                    Code::SILENT_BUDGET,
                    budget.fields.value("alerts"),
                    format!(
                        "the budget `{}` has alerts, but nobody is told of them",
                        budget.name
                    ),
                )
                .help("add `notify` with the people, teams or channels to tell"),
            );
        }
    }
}
