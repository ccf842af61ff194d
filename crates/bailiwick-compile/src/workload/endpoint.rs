//! The names of a workload lie in the zone that it says. It is asked of every workload,
//! with or without a compose file, whoever answers for the zone.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::Workload;

pub(super) fn check(estate: &Estate, workload: &Workload, diagnostics: &mut Vec<Diagnostic>) {
    let Some(endpoint) = &workload.endpoint else {
        return;
    };
    let Some(zone) = endpoint.zone.of(&estate.zones) else {
        return;
    };
    let also = endpoint.also.iter().map(|name| ("also", name));
    for (field, name) in std::iter::once(("domain", &endpoint.domain)).chain(also) {
        if lies_in(name.as_str(), zone.domain.as_str()) {
            continue;
        }
        let message = format!("`{name}` does not lie in `{}`", zone.domain);
        let complaint =
            Diagnostic::error(Code::OUTSIDE_ZONE, endpoint.fields.value(field), message)
                .related(zone.fields.value("domain"), "the domain of its zone")
                .help(format!(
                    "let it end in `.{}`, or name the zone that it lies in",
                    zone.domain
                ));
        diagnostics.push(complaint);
    }
}

/// Whether a name is a domain or below it. Case does not matter to DNS.
fn lies_in(name: &str, domain: &str) -> bool {
    let (name, domain) = (name.to_ascii_lowercase(), domain.to_ascii_lowercase());
    name.strip_suffix(&domain)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::lies_in;

    #[test]
    fn a_name_lies_in_its_domain_label_by_label() {
        for name in ["acme.example", "WWW.acme.example", "*.acme.example"] {
            assert!(lies_in(name, "Acme.example"), "{name}");
        }
        for name in ["notacme.example", "example", "acme.example.org"] {
            assert!(!lies_in(name, "acme.example"), "{name}");
        }
    }
}
