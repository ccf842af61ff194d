//! Which action somebody may have meant.

use bailiwick_iam::service_data;
use bailiwick_iam::service_data::{Action, Service};

/// The action nearest to what was written, in full: of a name without its service, that of the
/// services people write most of; of a service without a name, all of its actions.
pub(in super::super) fn near_action(written: &str) -> Option<String> {
    let data = service_data();
    let squeezed: String = written.split_whitespace().collect();
    let squeezed = match squeezed.contains(':') {
        true => squeezed,
        false => squeezed.replacen('.', ":", 1),
    };
    match squeezed.split_once(':') {
        Some((service, "")) => data.service(service).map(all),
        Some(_) => data.suggest_action(&squeezed),
        None => data
            .service(&squeezed)
            .map(all)
            .or_else(|| of_any_service(&squeezed)),
    }
}

fn all(service: &Service) -> String {
    format!("{}:*", service.prefix())
}

fn of_any_service(name: &str) -> Option<String> {
    let data = service_data();
    let common = ["s3", "ec2", "iam", "lambda", "dynamodb"];
    let common = common.iter().filter_map(|prefix| data.service(prefix));
    let mut services = common.chain(data.services());
    let action: &Action = services.find_map(|service| service.action(name))?;
    Some(action.full_name().to_string())
}
