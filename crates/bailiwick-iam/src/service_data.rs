//! What AWS's services can be asked to do: the Service Authorization Reference
//! as values.
//!
//! Owns the reading of the checked-in table `data/service-data.txt` (made by
//! `cargo xtask service-data`; its format is described in `data/README.md`).
//! The table is compiled in and every name borrows from it. The first call
//! finds where each service begins; a service is parsed when it is first
//! asked for anything but its prefix and display name, and kept. What the
//! policies that AWS manages say stands in a table of its own, read likewise
//! (`managed_policy`).
//!
//! Measured in release on a 2-core machine: first answer after 1.2 ms,
//! everything parsed after 12 ms (`docs/decisions/0003-service-data-table.md`).
//!
//! Source: AWS publishes the same facts at
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>.

mod access_level;
mod action;
mod condition_key;
mod global_key;
mod managed_policy;
mod resource_type;
mod service;
mod suggest;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

pub use access_level::{AccessLevel, UnknownAccessLevel};
pub use action::{Action, ActionResource};
pub use condition_key::{ConditionKey, ConditionValueType};
pub use global_key::{GlobalKey, Presence};
pub use managed_policy::{
    ManagedPolicy, managed_policies, managed_policies_date, managed_policy, suggest_managed_policy,
};
pub use resource_type::ResourceType;
pub use service::Service;
pub(crate) use suggest::nearest;

/// The service data this build carries; indexed at the first call, then shared.
pub fn service_data() -> &'static ServiceData {
    static DATA: OnceLock<ServiceData> = OnceLock::new();
    DATA.get_or_init(|| ServiceData::read(include_str!("../data/service-data.txt")))
}

/// Whether a request may carry several values for the condition key `name`, as far as known.
pub(crate) fn may_have_several_values(name: &str) -> bool {
    GlobalKey::find(name)
        .map(GlobalKey::value_type)
        .or_else(|| service_data().value_type(name))
        .is_some_and(ConditionValueType::is_multivalued)
}

/// Every AWS service with its actions, resource types and condition keys, on
/// one day.
#[derive(Debug)]
pub struct ServiceData {
    version: &'static str,
    date: &'static str,
    action_count: usize,
    services: Vec<Service>,
    by_prefix: BTreeMap<&'static str, usize>,
    rcp_supported: BTreeSet<&'static str>,
}

impl ServiceData {
    fn read(text: &'static str) -> Self {
        let table = table::index(text);
        let by_prefix = table
            .services
            .iter()
            .enumerate()
            .map(|(position, service)| (service.prefix(), position))
            .collect();
        Self {
            version: table.version,
            date: table.date,
            action_count: table.actions,
            services: table.services,
            by_prefix,
            rcp_supported: table.rcp_supported,
        }
    }

    /// The version of the package the table was made from.
    pub fn version(&self) -> &str {
        self.version
    }

    /// The day the data was collected from AWS, as `2026-09-26`.
    pub fn date(&self) -> &str {
        self.date
    }

    /// How many actions all services have together; no service is parsed for it.
    pub fn action_count(&self) -> usize {
        self.action_count
    }

    /// All services, by prefix.
    pub fn services(&self) -> impl ExactSizeIterator<Item = &Service> {
        self.services.iter()
    }

    /// The service whose prefix is `prefix`, without regard to case: "the
    /// prefix and the action name are case insensitive"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>).
    pub fn service(&self, prefix: &str) -> Option<&Service> {
        self.by_prefix
            .get(prefix.to_ascii_lowercase().as_str())
            .map(|&position| &self.services[position])
    }

    /// The action named as in a policy, such as `s3:GetObject`, without regard
    /// to case. Wildcards name no action; see [`crate::actions::expand`].
    pub fn action(&self, qualified: &str) -> Option<(&Service, &Action)> {
        let (prefix, name) = qualified.split_once(':')?;
        let service = self.service(prefix)?;
        Some((service, service.action(name)?))
    }

    /// The type of the values of the condition key `name`, as written in a policy, when the key
    /// is known.
    pub fn value_type(&self, name: &str) -> Option<ConditionValueType> {
        if let Some(global) = GlobalKey::find(name) {
            return Some(global.value_type());
        }
        // Keys of identity providers and a few others stand under services
        // with another prefix.
        let (prefix, _) = name.split_once(':')?;
        let elsewhere = ["sts", "sso", "aws-marketplace", "cognito-identity"];
        [prefix]
            .into_iter()
            .chain(elsewhere)
            .filter_map(|prefix| self.service(prefix))
            .find_map(|service| service.condition_key(name))
            .map(|key| key.value_type())
    }

    /// Whether resource control policies apply to the service, as listed at
    /// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>.
    pub fn rcp_supported(&self, prefix: &str) -> bool {
        self.rcp_supported
            .contains(prefix.to_ascii_lowercase().as_str())
    }

    /// The prefix the user may have meant by one that does not exist: that of the service
    /// whose name it is, or the nearest.
    pub fn suggest_service(&self, prefix: &str) -> Option<&'static str> {
        let written = suggest::squashed(prefix);
        let named = self
            .services
            .iter()
            .find(|service| suggest::squashed(service.name()) == written);
        named
            .map(Service::prefix)
            .or_else(|| nearest(prefix, self.services.iter().map(Service::prefix)))
    }

    /// The action the user may have meant by `prefix:Name`, written in full;
    /// a misspelt service is corrected first.
    pub fn suggest_action(&self, qualified: &str) -> Option<String> {
        let (prefix, name) = qualified.split_once(':')?;
        let service = self
            .service(prefix)
            .or_else(|| self.service(self.suggest_service(prefix)?))?;
        let action = match service.action(name) {
            Some(action) => action.name(),
            None => service.suggest_action(name)?,
        };
        Some(format!("{}:{action}", service.prefix()))
    }
}

#[cfg(test)]
mod tests;
