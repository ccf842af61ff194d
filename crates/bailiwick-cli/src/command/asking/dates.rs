//! How old the knowledge of AWS is that an answer rests on.

use std::collections::BTreeMap;

use bailiwick_controls::accounts::{Directory, Entry};
use bailiwick_iam::account::{Account, Principal};
use bailiwick_iam::service_data;
use bailiwick_iam::service_data::{ManagedPolicy, managed_policies_date};
use serde_json::{Value, json};

/// How many policies are named to people; programs get all.
const NAMED: usize = 6;

/// The day of the service data, and the policies of AWS whose documents are Bailiwick's own.
pub(in super::super) struct Dates {
    policies: BTreeMap<&'static str, &'static ManagedPolicy>,
}

impl Dates {
    /// Of an answer that rests on what these users and roles carry.
    pub(in super::super) fn of<'a>(
        principals: impl IntoIterator<Item = (&'a Account, &'a Principal)>,
    ) -> Self {
        let policies = principals
            .into_iter()
            .flat_map(|(account, principal)| account.dated_policies(principal))
            .map(|policy| (policy.name(), policy))
            .collect();
        Self { policies }
    }

    /// Of an answer about ways in.
    pub(in super::super) fn of_entries<'a>(
        directory: &'a Directory,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Self {
        Self::of(entries.into_iter().filter_map(|entry| {
            let account = directory.accounts.get(entry.account)?;
            Some((account, &*entry.principal))
        }))
    }

    /// For people, a line each.
    pub(in super::super) fn lines(&self) -> String {
        let mut text = format!("Service data of {}.\n", service_data().date());
        if self.policies.is_empty() {
            return text;
        }
        let named = self.policies.values().take(NAMED);
        let mut named: Vec<String> = named.map(ToString::to_string).collect();
        if let more @ 1.. = self.policies.len().saturating_sub(NAMED) {
            named.push(format!("and {more} more"));
        }
        text += &format!(
            "AWS managed policies of {}: {}.\n",
            managed_policies_date(),
            named.join(", ")
        );
        text
    }

    /// For programs: adds members to the answer.
    pub(in super::super) fn add_to(&self, answer: &mut Value) {
        answer["serviceData"] = json!(service_data().date());
        if self.policies.is_empty() {
            return;
        }
        let policies = self.policies.values();
        let policies = policies.map(|one| json!({ "name": one.name(), "version": one.version() }));
        answer["managedPolicies"] = json!({
            "date": managed_policies_date(),
            "policies": policies.collect::<Vec<_>>(),
        });
    }
}
