//! What is attached to a root, a unit or an account, and what it says.

use std::collections::BTreeSet;

use bailiwick_compile::guardrails::PolicyType;
use bailiwick_iam::policy::Policy;
use serde_json::Value;

use super::{Missing, Organization};
use crate::accounts::allows_everything;
use crate::observed::Document;

/// The policy of AWS that allows everything, which cannot be changed
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>).
const FULL: [(PolicyType, &str); 2] = [
    (PolicyType::ServiceControl, "p-FullAWSAccess"),
    (PolicyType::ResourceControl, "p-RCPFullAWSAccess"),
];

impl Organization<'_> {
    /// The policies of a type that are attached to one target.
    pub(super) fn attached(&self, target: &str, kind: PolicyType) -> Result<Vec<Policy>, Missing> {
        let ids = match self.listed_for(target, kind) {
            Some(ids) => ids,
            None => self.with_target(target, kind)?,
        };
        ids.into_iter().map(|id| self.content(id, kind)).collect()
    }

    /// The content of the policy of a type that has a name.
    pub(crate) fn named(&self, name: &str, kind: PolicyType) -> Result<Policy, Missing> {
        let mut ids = self.described().filter_map(|(summary, _)| {
            let same = summary["Name"] == name && summary["Type"] == kind.as_aws_writes_it();
            same.then(|| summary["Id"].as_str()).flatten()
        });
        match ids.next() {
            Some(id) => self.content(id, kind),
            None => Err(Missing::output("organizations describe-policy", name)),
        }
    }

    /// From `list-policies-for-target`. While a type is enabled, at least one policy of it is
    /// attached to each target, so that a list without any is not of this type
    /// (<https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html>).
    fn listed_for(&self, target: &str, kind: PolicyType) -> Option<BTreeSet<&str>> {
        let of_type = |document: &&Document| !ids_of_type(document, kind).is_empty();
        let pages: Vec<&Document> = self
            .observed
            .documents()
            .filter(|document| document.is_about("organizations list-policies-for-target", target))
            .filter(of_type)
            .collect();
        pages.iter().find(|page| !page.goes_on())?;
        Some(
            pages
                .into_iter()
                .flat_map(|page| ids_of_type(page, kind))
                .collect(),
        )
    }

    /// From `list-policies`, with `list-targets-for-policy` of each policy in it.
    fn with_target(&self, target: &str, kind: PolicyType) -> Result<BTreeSet<&str>, Missing> {
        let every = self.observed.list_about(
            "organizations list-policies",
            kind.as_aws_writes_it(),
            "Policies",
        );
        let Some(every) = every else {
            return Err(Missing::output(
                "organizations list-policies-for-target",
                target,
            ));
        };
        let mut attached = BTreeSet::new();
        for id in every.into_iter().filter_map(|one| one["Id"].as_str()) {
            let command = "organizations list-targets-for-policy";
            let targets = self.observed.list_about(command, id, "Targets");
            let targets = targets.ok_or_else(|| Missing::output(command, id))?;
            if targets.iter().any(|one| one["TargetId"] == target) {
                attached.insert(id);
            }
        }
        Ok(attached)
    }

    /// What a policy says.
    fn content(&self, id: &str, kind: PolicyType) -> Result<Policy, Missing> {
        let texts: BTreeSet<&str> = self
            .described()
            .filter(|(summary, _)| summary["Id"] == id)
            .map(|(_, text)| text)
            .collect();
        let mut texts = texts.into_iter();
        match (texts.next(), texts.next()) {
            (Some(text), None) => Policy::from_text(text).map_err(|error| {
                Missing(format!(
                    "what the policy `{id}` says, which cannot be read: {error}"
                ))
            }),
            (Some(_), Some(_)) => Err(Missing(format!(
                "what the policy `{id}` says, of which the files say several things"
            ))),
            (None, _) if FULL.contains(&(kind, id)) => Ok(allows_everything(kind)),
            (None, _) => Err(Missing::output("organizations describe-policy", id)),
        }
    }

    /// The summary and the content of each policy that is described.
    fn described(&self) -> impl Iterator<Item = (&Value, &str)> {
        let policies = self.observed.with_key(None, "Policy");
        policies.filter_map(|(_, policy)| {
            Some((
                policy.get("PolicySummary")?,
                policy.get("Content")?.as_str()?,
            ))
        })
    }
}

/// The ids of the policies of a type in a list.
fn ids_of_type(document: &Document, kind: PolicyType) -> Vec<&str> {
    let items = document.content["Policies"].as_array();
    let same = |one: &&Value| one["Type"] == kind.as_aws_writes_it();
    let items = items.into_iter().flatten().filter(same);
    items.filter_map(|one| one["Id"].as_str()).collect()
}
