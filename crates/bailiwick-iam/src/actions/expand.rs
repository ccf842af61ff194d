//! From a pattern to the actions it matches.

use std::collections::BTreeSet;

use super::{ActionName, matches_wildcard};
use crate::service_data::{Action, Service, ServiceData};

/// Every action of `data` that `pattern` matches: `s3:Get*`, `s3:GetObject`,
/// or `*` for all. Wildcards may stand anywhere in the name; the prefix is a
/// service's own, or `*`. Empty when nothing matches, which
/// [`ServiceData::suggest_action`] may explain.
pub fn expand(data: &ServiceData, pattern: &str) -> BTreeSet<ActionName> {
    let (prefix, name) = match pattern.split_once(':') {
        Some(parts) => parts,
        None if pattern == "*" => ("*", "*"),
        None => return BTreeSet::new(),
    };
    if prefix == "*" {
        return data
            .services()
            .flat_map(|service| expand_name(service, name))
            .collect();
    }
    data.service(prefix)
        .into_iter()
        .flat_map(|service| expand_name(service, name))
        .collect()
}

fn expand_name(service: &Service, name: &str) -> Vec<ActionName> {
    if !name.contains(['*', '?']) {
        let action = service.action(name).into_iter();
        return action.map(Action::full_name).collect();
    }
    service
        .actions()
        .iter()
        .filter(|action| matches_wildcard(name, action.name()))
        .map(Action::full_name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service_data;

    #[test]
    fn a_full_name_expands_to_itself() {
        let found: Vec<_> = expand(service_data(), "S3:getobject")
            .into_iter()
            .map(|name| name.to_string())
            .collect();
        assert_eq!(found, ["s3:GetObject"]);
    }

    #[test]
    fn everything_is_every_action() {
        let data = service_data();
        assert_eq!(expand(data, "*").len(), data.action_count());
        assert_eq!(expand(data, "*:*").len(), data.action_count());
    }

    #[test]
    fn wildcards_stand_anywhere() {
        let found = expand(service_data(), "iam:*AccessKey*");
        assert!(found.iter().any(|name| name.name() == "UpdateAccessKey"));
        assert!(found.iter().all(|name| name.name().contains("AccessKey")));
        assert!(expand(service_data(), "nosuch:*").is_empty());
        assert!(expand(service_data(), "s3").is_empty());
    }
}
