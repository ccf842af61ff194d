//! What the resources of a workload are called, and the tags they carry.
//!
//! Names are computed here and nowhere else, so that a policy can name what another stack
//! makes, and a template stays readable without looking anything up.

use serde_json::{Value, json};

use super::facts::Facts;

impl Facts<'_> {
    /// The ECS cluster.
    pub(crate) fn cluster(&self) -> String {
        format!("{}-cluster", self.called)
    }

    /// The Auto Scaling group, the ECS service and the family of its task definitions,
    /// which are of different kinds and so may share a name.
    pub(crate) fn group(&self) -> &str {
        &self.called
    }

    /// A secret.
    pub(crate) fn secret(&self, name: &str) -> String {
        format!("{}/{name}", self.called)
    }

    /// The log group of a container.
    pub(crate) fn log_group(&self, container: &str) -> String {
        format!("/{}/{container}", self.called)
    }

    /// The bucket of the backups. The names of buckets are shared by all of AWS.
    pub(crate) fn backup_bucket(&self) -> String {
        let called = self.called.to_ascii_lowercase();
        format!("{called}-backups-{}", self.account_id)
    }

    /// The registry's address of the workload's own image, without version.
    pub(crate) fn repository_uri(&self, repository: &str) -> String {
        let (account, region) = (&self.account_id, &self.region);
        format!("{account}.dkr.ecr.{region}.amazonaws.com/{repository}")
    }

    /// An ARN in the workload's account and region.
    pub(crate) fn arn(&self, service: &str, resource: &str) -> String {
        self.arn_in(&self.region, service, resource)
    }

    /// An ARN in the workload's account.
    pub(crate) fn arn_in(&self, region: &str, service: &str, resource: &str) -> String {
        format!("arn:aws:{service}:{region}:{}:{resource}", self.account_id)
    }

    /// The tags of everything that takes tags, by key: the network's, the workload's, and
    /// the estate's own.
    pub(crate) fn tag_pairs(&self) -> Vec<(String, String)> {
        let mut pairs = std::collections::BTreeMap::new();
        for (key, value) in self.network.tags.iter().chain(&self.workload.tags) {
            pairs.insert(key.to_string(), value.to_string());
        }
        let estate = self.estate.estate.to_string();
        pairs.insert("bailiwick:estate".to_owned(), estate);
        let workload = self.workload.name.to_string();
        pairs.insert("bailiwick:workload".to_owned(), workload);
        pairs.into_iter().collect()
    }

    /// The tags as most resources take them.
    pub(crate) fn tags(&self) -> Value {
        let pairs = self.tag_pairs().into_iter();
        pairs
            .map(|(key, value)| json!({ "Key": key, "Value": value }))
            .collect()
    }

    /// The tags with a name, which consoles show.
    pub(crate) fn tags_named(&self, name: &str) -> Value {
        let name = json!({ "Key": "Name", "Value": name });
        match self.tags() {
            Value::Array(mut tags) => {
                tags.push(name);
                Value::Array(tags)
            }
            other => other,
        }
    }
}
