//! The `json` block of a case: policies by layer.
//!
//! A policy is a list of statements, in version 2012-10-17, or a whole
//! document. `unknown` maps a layer to why it is not known, `management` lists
//! which of `caller` and `resource` are in the management account.

use bailiwick_iam::decide::{Known, Layers};
use bailiwick_iam::policy::Policy;
use serde_json::{Value, json};

/// The policies of a case.
#[derive(Default)]
pub(super) struct Documents {
    identity: Vec<Policy>,
    boundary: Option<Policy>,
    session: Option<Vec<Policy>>,
    resource: Option<Policy>,
    service_control: Vec<Vec<Policy>>,
    resource_control: Vec<Vec<Policy>>,
    endpoint: Option<Policy>,
    management: Vec<String>,
    unknown: Vec<(String, String)>,
}

impl Documents {
    pub(super) fn read(text: &str, title: &str) -> Self {
        let layers: Value =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("`{title}`: {error}"));
        let mut documents = Self::default();
        for (layer, value) in layers.as_object().expect("layers by name") {
            match &**layer {
                "identity" => documents.identity = policies(value, title),
                "boundary" => documents.boundary = Some(policy(value, title)),
                "session" => documents.session = Some(policies(value, title)),
                "resource" => documents.resource = Some(policy(value, title)),
                "service_control" => documents.service_control = levels(value, title),
                "resource_control" => documents.resource_control = levels(value, title),
                "endpoint" => documents.endpoint = Some(policy(value, title)),
                "management" => {
                    let accounts = value.as_array().expect("a list").iter();
                    documents.management = accounts.map(word).collect();
                }
                "unknown" => {
                    let reasons = value.as_object().expect("reasons by layer").iter();
                    documents.unknown = reasons
                        .map(|(layer, reason)| (layer.clone(), word(reason)))
                        .collect();
                }
                other => panic!("`{title}` has a layer `{other}`"),
            }
        }
        documents
    }

    pub(super) fn layers(&self) -> Layers<'_> {
        Layers {
            identity: self.known("identity", self.identity.iter().collect()),
            boundary: self.known("boundary", self.boundary.as_ref()),
            session: self.known(
                "session",
                self.session.as_ref().map(|all| all.iter().collect()),
            ),
            resource: self.known("resource", self.resource.as_ref()),
            service_control: self.known("service_control", references(&self.service_control)),
            resource_control: self.known("resource_control", references(&self.resource_control)),
            endpoint: self.known("endpoint", self.endpoint.as_ref()),
            caller_in_management_account: self
                .known("caller_in_management_account", self.manages("caller")),
            resource_in_management_account: self
                .known("resource_in_management_account", self.manages("resource")),
        }
    }

    fn known<T>(&self, layer: &str, known: T) -> Known<T> {
        match self.unknown.iter().find(|(unknown, _)| unknown == layer) {
            Some((_, reason)) => Known::Unknown(reason.clone()),
            None => Known::Known(known),
        }
    }

    fn manages(&self, who: &str) -> bool {
        self.management.iter().any(|account| account == who)
    }
}

fn references(levels: &[Vec<Policy>]) -> Vec<Vec<&Policy>> {
    levels.iter().map(|level| level.iter().collect()).collect()
}

fn levels(value: &Value, title: &str) -> Vec<Vec<Policy>> {
    let levels = value.as_array().expect("a list of levels").iter();
    levels.map(|level| policies(level, title)).collect()
}

fn policies(value: &Value, title: &str) -> Vec<Policy> {
    let policies = value.as_array().expect("a list of policies").iter();
    policies.map(|value| policy(value, title)).collect()
}

fn policy(value: &Value, title: &str) -> Policy {
    let document = match value {
        Value::Array(_) => json!({ "Version": "2012-10-17", "Statement": value }),
        document => document.clone(),
    };
    Policy::from_json(&document).unwrap_or_else(|error| panic!("`{title}`: {error}"))
}

fn word(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}
