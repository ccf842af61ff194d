//! An allowance names a system of the kind it is about: Kubernetes a cluster, Linux a
//! host, a product's role a product. So does a log that flows to a product.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Ref;
use crate::model::{Allowance, Destination, System, SystemKind};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for permission in estate.permissions.iter() {
        for allowance in permission.allow.iter().chain(&permission.deny) {
            let (word, system, wanted) = match allowance {
                Allowance::Kubernetes(allowance) => {
                    ("kubernetes", &allowance.cluster, SystemKind::Cluster)
                }
                Allowance::Linux(allowance) => ("linux", &allowance.host, SystemKind::Host),
                Allowance::Saas(allowance) => ("saas", &allowance.saas, SystemKind::Saas),
                Allowance::Access(_) | Allowance::Actions(_) | Allowance::Managed(_) => continue,
            };
            diagnostics.extend(complaint(estate, word, system, wanted));
        }
    }
    for log in estate.logs.iter() {
        for destination in &log.to {
            if let Destination::Saas(to) = destination {
                diagnostics.extend(complaint(estate, "saas", &to.saas, SystemKind::Saas));
            }
        }
    }
}

fn complaint(
    estate: &Estate,
    word: &str,
    reference: &Ref<System>,
    wanted: SystemKind,
) -> Option<Diagnostic> {
    let system = reference.of(&estate.systems)?;
    if system.kind == wanted {
        return None;
    }
    let kind = system.kind;
    let near = estate
        .systems
        .iter()
        .find(|other| other.kind == wanted)
        .map_or_else(String::new, |other| format!(", such as `{}`", other.name));
    Some(
        Diagnostic::error(
            Code::WRONG_KIND_OF_SYSTEM,
            reference.span,
            format!("`{word}` is about a system of the kind `{wanted}`, but `{reference}` is of the kind `{kind}`"),
        )
        .related(system.fields.value("kind"), format!("`{reference}` says its kind here"))
        .help(format!(
            "name a system of the kind `{wanted}`{near}, or correct the kind of `{reference}`"
        )),
    )
}
