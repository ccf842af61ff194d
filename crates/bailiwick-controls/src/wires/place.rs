//! The account and the region that a declared network lies in, and the VPCs that AWS holds
//! there.
//!
//! Names say nothing by themselves: another account, or another region, may have a VPC and
//! security groups of the same names. Where something was read is told by its folder, see
//! [`crate::observed`].

use std::collections::BTreeSet;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Network as DeclaredNetwork;
use bailiwick_iam::request::AccountId;
use bailiwick_net::model::{Id, Network};

use crate::observed::is_region;
use crate::verdict::Reason;

/// An account and a region.
pub(super) struct Place<'e> {
    account: &'e str,
    id: AccountId,
    region: &'e str,
}

impl<'e> Place<'e> {
    /// Where a network is declared to lie; or what would have to be said to know.
    pub(super) fn of(
        estate: &'e Estate,
        network: &'e Declared<DeclaredNetwork>,
    ) -> Result<Self, Reason> {
        let of_network = |what: &str| Reason::NotGiven(format!("the {what} of `{}`", network.name));
        let account = network.account.as_ref();
        let account = account
            .and_then(|account| account.of(&estate.accounts))
            .ok_or_else(|| of_network("account"))?;
        let name = account.name.as_str();
        let id = account.id.as_ref();
        let id = id
            .and_then(|id| id.to_string().parse().ok())
            .ok_or_else(|| Reason::NotGiven(format!("the id of the account `{name}`")))?;
        let defaults = estate.organization.as_ref();
        let defaults = defaults.and_then(|organization| organization.defaults.as_ref());
        let region = network.region.as_ref().or(account.region.as_ref());
        let region = region
            .or_else(|| defaults?.region.as_ref())
            .ok_or_else(|| of_network("region"))?;
        Ok(Self {
            account: name,
            id,
            region: region.as_str(),
        })
    }

    /// The VPCs that were read there.
    pub(super) fn vpcs(&self, network: &Network) -> Result<BTreeSet<Id>, Reason> {
        let is_here: Vec<bool> = network
            .scopes
            .iter()
            .map(|scope| self.is_at(&scope.name))
            .collect();
        let vpcs = network.vpcs.values().filter(|vpc| {
            let mut scopes = vpc.scopes.iter();
            scopes.any(|scope| is_here.get(*scope) == Some(&true))
        });
        let vpcs: BTreeSet<Id> = vpcs.map(|vpc| vpc.id.clone()).collect();
        match vpcs.is_empty() {
            true => Err(self.not_given("a VPC (`aws ec2 describe-vpcs`)")),
            false => Ok(vpcs),
        }
    }

    /// That something of this place was not given.
    pub(super) fn not_given(&self, what: &str) -> Reason {
        let (account, id, region) = (self.account, self.id, self.region);
        Reason::NotGiven(format!("{what} of `{account}` ({id}) in `{region}`"))
    }

    /// Whether a folder is of this place.
    fn is_at(&self, folder: &str) -> bool {
        let mut parts = folder.split('/');
        let account = parts.clone().find_map(|part| part.parse().ok());
        account == Some(self.id) && parts.find(|part| is_region(part)) == Some(self.region)
    }
}
