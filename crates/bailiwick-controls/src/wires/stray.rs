//! Databases that AWS holds in a network and that no declared one stands for.
//!
//! What AWS holds is found by its security groups: a database that was moved to another group
//! would be lost, and what is proved of the others would seem to hold for it.

use std::collections::BTreeSet;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{System, SystemKind};
use bailiwick_net::model::{Id, Interface};

use super::Wires;
use super::place::Place;
use crate::verdict::Reason;

/// How RDS describes each interface that it makes, Neptune's too. No page of AWS promises the
/// word: an interface without it is not taken for a database's, and so not asked about.
const OF_RDS: &str = "RDSNetworkInterface";

impl Wires {
    /// That there are databases in the account and the region of a declared one which are none
    /// of those that the estate declares.
    pub(crate) fn strays(&self, estate: &Estate, system: &Declared<System>) -> Option<Reason> {
        if !self.observed || system.kind != SystemKind::Database {
            return None;
        }
        let network = estate.network_of(system)?;
        // Where it does not know the place, `system` says so.
        let place = Place::of(estate, network).ok()?;
        let vpcs = place.vpcs(&self.network).ok()?;
        let is_database = |one: &&Interface| {
            vpcs.contains(&one.vpc) && one.description.eq_ignore_ascii_case(OF_RDS)
        };
        let databases = self.network.interfaces.values().filter(is_database);
        let mut strays: BTreeSet<&Id> = databases.map(|one| &one.id).collect();
        let declared = estate.systems.iter();
        for other in declared.filter(|one| one.kind == SystemKind::Database) {
            if strays.is_empty() {
                break;
            }
            if let Ok(selection) = self.system(estate, other) {
                let own = selection.interfaces(&self.network);
                strays.retain(|id| !own.contains(*id));
            }
        }
        if strays.is_empty() {
            return None;
        }
        let named: Vec<String> = strays.iter().map(|id| format!("`{id}`")).collect();
        let what = format!(
            "which declared database has {}, of RDS, with no declared security group,",
            named.join(", ")
        );
        Some(place.not_given(&what))
    }
}
