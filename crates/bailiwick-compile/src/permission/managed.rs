//! Policies that AWS manages, by their names.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::model::ManagedAllowance;
use bailiwick_iam::service_data::{managed_policies_date, managed_policy, suggest_managed_policy};

/// The ARNs of the policies; names that AWS does not have are told, and kept.
pub(super) fn compile(
    allowance: &ManagedAllowance,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    for name in allowance
        .managed
        .iter()
        .filter(|name| managed_policy(name).is_none())
    {
        let message = format!("AWS manages no policy called `{name}` that can be attached");
        let help = suggest_managed_policy(name).map(|near| format!("did you mean `{near}`?"));
        let diagnostic = Diagnostic::warning(Code::UNKNOWN_MANAGED_POLICY, name.span, message);
        let dated = format!("not in the list of {}", managed_policies_date());
        diagnostics.push(diagnostic.label(dated).maybe_help(help));
    }
    let names = allowance.managed.iter();
    names
        .map(|name| format!("arn:aws:iam::aws:policy/{name}"))
        .collect()
}
