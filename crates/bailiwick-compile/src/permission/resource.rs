//! Resources as people write them: ARNs, or `type/name`.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::{Scalar, Text};
use bailiwick_estate::value::Arn;
use bailiwick_iam::actions::matches_wildcard;
use bailiwick_iam::arn_pattern::{ShortFormError, resource_arns, resource_type};
use bailiwick_iam::service_data::{ResourceType, Service};

use super::Setting;

/// What a written resource means in one service.
#[derive(Debug)]
pub(super) struct Found {
    /// The prefix of the service.
    pub(super) service: &'static str,
    /// The resource types it can be.
    pub(super) types: Vec<&'static str>,
    /// The ARNs it stands for.
    pub(super) arns: Vec<String>,
}

/// What a written resource means in each of the services that has such a thing.
pub(super) fn resolve(
    written: &Text,
    services: &[&'static Service],
    setting: &Setting,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Found> {
    if written.as_str() == "*" {
        return services.iter().map(|service| everything(service)).collect();
    }
    if written.starts_with("arn:") {
        return match Arn::parse(written) {
            Ok(_) => by_arn(written, services),
            Err(complaint) => {
                diagnostics.push(
                    Diagnostic::error(Code::UNKNOWN_RESOURCE, written.span, complaint.message)
                        .maybe_help(complaint.help),
                );
                Vec::new()
            }
        };
    }
    let placement = setting.placement();
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for service in services {
        match resource_arns(service, written, &placement) {
            Ok(arns) => found.push(Found {
                arns: log_groups_and_streams(service, arns),
                service: service.prefix(),
                types: resource_type(service, written)
                    .map(ResourceType::name)
                    .into_iter()
                    .collect(),
            }),
            Err(problem) => problems.push(problem),
        }
    }
    if found.is_empty() && !services.is_empty() {
        diagnostics.push(unknown_resource(written, services, &problems));
    }
    found
}

/// CloudWatch Logs takes a log group's ARN with `:*` for most actions, and without for
/// those about its tags; a name that ends in a wildcard takes both already.
///
/// Source: "Using identity-based policies (IAM policies) for CloudWatch Logs" and
/// "CloudWatch Logs resources and operations", Amazon CloudWatch Logs User Guide.
fn log_groups_and_streams(service: &Service, arns: Vec<String>) -> Vec<String> {
    if service.prefix() != "logs" {
        return arns;
    }
    arns.into_iter()
        .flat_map(|arn| {
            let whole_group = arn.contains(":log-group:") && !arn.contains(":log-stream:");
            let streams = (whole_group && !arn.ends_with('*')).then(|| format!("{arn}:*"));
            [Some(arn), streams].into_iter().flatten()
        })
        .collect()
}

fn everything(service: &'static Service) -> Found {
    Found {
        service: service.prefix(),
        types: service
            .resource_types()
            .iter()
            .map(ResourceType::name)
            .collect(),
        arns: vec!["*".to_owned()],
    }
}

/// The types whose pattern an ARN fits best. `*` in the pattern of a bucket would take
/// an object's ARN as well, so the patterns with the most of their own text win.
fn by_arn(arn: &str, services: &[&'static Service]) -> Vec<Found> {
    let mut best = 0;
    let mut fits: Vec<(usize, &'static str, &'static str)> = Vec::new();
    for service in services {
        for kind in service.resource_types() {
            for pattern in kind.arn_patterns() {
                let (glob, own) = glob(pattern.as_str());
                if matches_wildcard(&glob, arn) {
                    best = best.max(own);
                    fits.push((own, service.prefix(), kind.name()));
                }
            }
        }
    }
    let mut found: Vec<Found> = Vec::new();
    for (own, service, kind) in fits {
        if own != best {
            continue;
        }
        match found.iter_mut().find(|found| found.service == service) {
            Some(known) => known.types.push(kind),
            None => found.push(Found {
                service,
                types: vec![kind],
                arns: vec![arn.to_owned()],
            }),
        }
    }
    if found.is_empty() {
        // An ARN that no pattern fits is still what the user said.
        let service = services.first().map_or("", |service| service.prefix());
        found.push(Found {
            service,
            types: Vec::new(),
            arns: vec![arn.to_owned()],
        });
    }
    found
}

/// A pattern with `*` for each variable, and how many characters are its own.
fn glob(pattern: &str) -> (String, usize) {
    let mut glob = String::new();
    let mut own = 0;
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("${") {
        glob.push_str(before);
        own += before.len();
        glob.push('*');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    own += rest.len();
    (glob + rest, own)
}

fn unknown_resource(
    written: &Text,
    services: &[&'static Service],
    problems: &[ShortFormError],
) -> Diagnostic {
    let names: Vec<String> = services
        .iter()
        .map(|service| format!("`{}`", service.prefix()))
        .collect();
    let suggestion = problems.iter().find_map(|problem| match problem {
        ShortFormError::UnknownResourceType { suggestion, .. } => *suggestion,
        ShortFormError::Fill(_) => None,
    });
    let fill = problems.iter().find_map(|problem| match problem {
        ShortFormError::Fill(fill) => Some(fill.to_string()),
        ShortFormError::UnknownResourceType { .. } => None,
    });
    let help = match (fill, suggestion) {
        (Some(fill), _) => fill,
        (None, Some(near)) => {
            let name = written.split_once('/').map_or("*", |(_, name)| name);
            format!("did you mean `{near}/{name}`?")
        }
        (None, None) => match services {
            [only] => {
                let kinds: Vec<String> = only
                    .resource_types()
                    .iter()
                    .take(8)
                    .map(|kind| format!("`{}/…`", kind.name()))
                    .collect();
                format!("write an ARN, or one of {}", kinds.join(", "))
            }
            _ => "write an ARN, or `type/name` with a resource type of one of these services"
                .to_owned(),
        },
    };
    Diagnostic::error(
        Code::UNKNOWN_RESOURCE,
        written.span,
        format!("`{written}` is no resource of {}", names.join(" or ")),
    )
    .help(help)
}
