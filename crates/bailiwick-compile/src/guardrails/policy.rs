//! A policy of the organisation, as a value and as a file.

use std::collections::BTreeSet;

use bailiwick_iam::policy::{AttachmentQuota, Policy, SizeQuota};
use serde_json::{Value, json};

use super::Target;

/// The types of policies that guardrails compile to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyType {
    /// What principals of accounts cannot do.
    ServiceControl,
    /// What nobody can do to resources of accounts.
    ResourceControl,
    /// How tags are written.
    Tag,
}

impl PolicyType {
    /// The folder of its files in a blueprint.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::ServiceControl => "service-control-policies",
            Self::ResourceControl => "resource-control-policies",
            Self::Tag => "tag-policies",
        }
    }

    /// What people call one of them.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::ServiceControl => "service control policy",
            Self::ResourceControl => "resource control policy",
            Self::Tag => "tag policy",
        }
    }

    /// `Type` of `CreatePolicy`, AWS Organizations API Reference
    /// (<https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html>).
    #[must_use]
    pub fn as_aws_writes_it(self) -> &'static str {
        match self {
            Self::ServiceControl => "SERVICE_CONTROL_POLICY",
            Self::ResourceControl => "RESOURCE_CONTROL_POLICY",
            Self::Tag => "TAG_POLICY",
        }
    }

    /// How many characters a document may have, written without white space
    /// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html>).
    pub(super) fn longest(self) -> usize {
        match self {
            Self::ServiceControl => SizeQuota::ServiceControlPolicy.limit(),
            Self::ResourceControl => SizeQuota::ResourceControlPolicy.limit(),
            Self::Tag => 10_000,
        }
    }

    /// How many of an estate's own can be attached to one root, unit or account. The policy
    /// of AWS that allows everything takes one place of the first two types.
    pub(super) fn most(self) -> usize {
        match self {
            Self::ServiceControl => AttachmentQuota::ServiceControlPolicies.maximum() - 1,
            Self::ResourceControl => AttachmentQuota::ResourceControlPolicies.maximum() - 1,
            Self::Tag => 10,
        }
    }
}

/// A policy of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationPolicy {
    /// What it is.
    pub kind: PolicyType,
    /// Its name, unique among those of its type.
    pub name: String,
    /// Why it is there.
    pub description: String,
    /// Where it is attached; nowhere until a budget attaches it.
    pub targets: BTreeSet<Target>,
    /// What it says.
    pub content: Content,
}

/// What a policy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Statements.
    Statements(Policy),
    /// Rules of tags.
    Tags(Value),
}

impl OrganizationPolicy {
    /// The statements, where it has any.
    #[must_use]
    pub fn statements(&self) -> Option<&Policy> {
        match &self.content {
            Content::Statements(policy) => Some(policy),
            Content::Tags(_) => None,
        }
    }

    /// The policy as its file holds it: what `CreatePolicy` takes, and where it belongs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let targets = self.targets.iter().map(ToString::to_string);
        json!({
            "name": self.name,
            "type": self.kind.as_aws_writes_it(),
            "description": self.description,
            "targets": targets.collect::<Vec<_>>(),
            "content": match &self.content {
                Content::Statements(policy) => policy.to_json(),
                Content::Tags(tags) => tags.clone(),
            },
        })
    }
}
