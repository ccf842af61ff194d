//! The hosted zone in which a workload has its name.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Endpoint, Workload, Zone};

/// A zone that Route 53 answers for.
#[derive(Clone, Copy)]
pub(crate) struct HostedZone<'e> {
    pub(crate) zone: &'e Declared<Zone>,
    pub(crate) endpoint: &'e Endpoint,
    /// Whether the workload's data stack makes it; otherwise another one does, and its id
    /// is a parameter.
    pub(crate) made_here: bool,
}

impl<'e> HostedZone<'e> {
    /// The hosted zone of a workload's name. It is made once, with the data of the first
    /// workload by name that has its name in it and lies in its account.
    pub(super) fn of(estate: &'e Estate, workload: &'e Declared<Workload>) -> Option<Self> {
        let endpoint = workload.endpoint.as_ref()?;
        let zone = endpoint.zone.of(&estate.zones)?;
        let elsewhere = zone.hosted_by.as_ref();
        if elsewhere.is_some_and(|host| {
            !host
                .to_ascii_lowercase()
                .replace(' ', "")
                .contains("route53")
        }) {
            return None;
        }
        let first = estate.workloads.iter().find(|other| {
            let named = other.endpoint.as_ref();
            let same_zone = named.is_some_and(|named| named.zone == endpoint.zone);
            let same_account = zone
                .account
                .as_ref()
                .is_none_or(|account| *account == other.account);
            other.compose.is_some() && same_zone && same_account
        });
        Some(Self {
            zone,
            endpoint,
            made_here: first.is_some_and(|first| first.name == workload.name),
        })
    }
}
