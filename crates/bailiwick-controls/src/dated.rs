//! What a proof rests on beside the evidence: documents of AWS's own policies, as they were
//! on the day of a table.
//!
//! AWS adds permissions to its policies without asking anybody, so that a proof over such a
//! document says of what day it is (`docs/decisions/0045-managed-policies-as-data.md`).

use std::collections::BTreeMap;

use bailiwick_iam::account::{Account, Principal};
use bailiwick_iam::service_data::{ManagedPolicy, managed_policies_date};

use crate::verdict::{Basis, Verdict};

/// The policies of AWS that were read from the table, by name.
#[derive(Debug, Default)]
pub(crate) struct Dated(BTreeMap<&'static str, &'static ManagedPolicy>);

impl Dated {
    /// Those of these users and roles.
    pub(crate) fn of<'a>(
        principals: impl IntoIterator<Item = (&'a Account, &'a Principal)>,
    ) -> Self {
        let mut dated = Self::default();
        for (account, principal) in principals {
            dated.add(account, principal);
        }
        dated
    }

    /// Adds those of a user or role.
    pub(crate) fn add(&mut self, account: &Account, principal: &Principal) {
        let policies = account.dated_policies(principal).into_iter();
        self.0
            .extend(policies.map(|policy| (policy.name(), policy)));
    }

    /// The verdict; a proof names the policies.
    pub(crate) fn told_by(&self, verdict: Verdict) -> Verdict {
        match verdict {
            Verdict::Proved(mut bases) if !self.0.is_empty() => {
                let names: Vec<String> = self.0.values().map(ToString::to_string).collect();
                bases.push(Basis(format!(
                    "AWS managed policies as of {}: {}",
                    managed_policies_date(),
                    names.join(", ")
                )));
                Verdict::Proved(bases)
            }
            verdict => verdict,
        }
    }
}
