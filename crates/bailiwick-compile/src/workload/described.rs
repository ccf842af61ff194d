//! A workload with machines and without a compose file is described and not compiled: that
//! is said, unless the estate says what else deploys it.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Workload;

pub(super) fn check(workload: &Declared<Workload>, diagnostics: &mut Vec<Diagnostic>) {
    if workload.host.is_none() || workload.compose.is_some() || workload.deployed_by.is_some() {
        return;
    }
    let message = format!(
        "`{}` has machines and no compose file, so that nothing of it is built",
        workload.name
    );
    diagnostics.push(
        Diagnostic::warning(Code::NOT_BUILT, workload.span, message).help(
            "say what runs: `compose: compose.yaml`; or, when something else puts it into AWS, what: `deployed_by: …`",
        ),
    );
}
