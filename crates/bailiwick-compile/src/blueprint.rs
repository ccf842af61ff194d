//! The blueprint: everything Bailiwick would put into AWS and beside it, and how it is
//! laid out as files.

use std::collections::BTreeMap;
use std::fmt::Write;

use bailiwick_iam::service_data;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::guardrails::OrganizationPolicy;
use crate::identity_center::Center;
use crate::template::Template;

/// The version of the layout, raised when a reader of it would have to change.
const FORMAT: u32 = 1;

/// Everything an estate compiles to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blueprint {
    /// The estate's name.
    pub estate: String,
    /// The CloudFormation stacks, by account.
    pub stacks: Vec<Stack>,
    /// What the organisation is to hold: a name and a document each.
    pub organization: Vec<(&'static str, Value)>,
    /// The policies of the organisation: its guardrails.
    pub policies: Vec<OrganizationPolicy>,
    /// What IAM Identity Center is to hold.
    pub center: Center,
    /// What people run for a workload, by path below `workloads/`.
    pub scripts: Vec<(String, String)>,
    /// Linux users, by host.
    pub hosts: Vec<(String, Value)>,
    /// Roles in other products, by product.
    pub saas: Vec<(String, Value)>,
}

/// One stack: a template for an account and region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The account's name.
    pub account: String,
    /// The region.
    pub region: String,
    /// What it is for: `access`.
    pub name: String,
    /// The template.
    pub template: Template,
}

impl Stack {
    /// The path of its template's file.
    #[must_use]
    pub fn path(&self) -> String {
        let (account, region, name) = (file_name(&self.account), &self.region, &self.name);
        format!("accounts/{account}/{region}/{name}.template.yaml")
    }

    /// Its template, as its file holds it and as it is deployed.
    #[must_use]
    pub fn text(&self) -> String {
        yaml(&self.template.to_json())
    }
}

impl Blueprint {
    /// The files, by path, with `/` between the parts. The last is `bailiwick.json`, which
    /// lists the others with their SHA-256.
    #[must_use]
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = BTreeMap::new();
        for stack in &self.stacks {
            files.insert(stack.path(), stack.text());
        }
        for (name, document) in &self.organization {
            files.insert(format!("organization/{name}.json"), pretty(document));
        }
        for policy in &self.policies {
            let (folder, name) = (policy.kind.folder(), file_name(&policy.name));
            let path = format!("organization/{folder}/{name}.json");
            files.insert(path, pretty(&policy.to_json()));
        }
        for set in &self.center.permission_sets {
            let path = format!("organization/permission-sets/{}.json", file_name(&set.name));
            files.insert(path, pretty(&set.to_json()));
        }
        if !self.center.assignments.is_empty() {
            let (standing, on_request): (Vec<_>, Vec<_>) = self
                .center
                .assignments
                .iter()
                .partition(|assignment| assignment.request.is_none());
            let list = |assignments: Vec<&crate::Assignment>| -> Vec<Value> {
                assignments
                    .iter()
                    .map(|assignment| assignment.to_json())
                    .collect()
            };
            let document = json!({ "standing": list(standing), "onRequest": list(on_request) });
            files.insert("organization/assignments.json".into(), pretty(&document));
        }
        for (path, script) in &self.scripts {
            files.insert(format!("workloads/{path}"), script.clone());
        }
        for (host, document) in &self.hosts {
            let path = format!("hosts/{}.cloud-config.yaml", file_name(host));
            files.insert(path, format!("#cloud-config\n{}", yaml(document)));
        }
        for (product, document) in &self.saas {
            files.insert(
                format!("saas/{}.json", file_name(product)),
                pretty(document),
            );
        }
        let manifest = self.manifest(&files);
        let mut files: Vec<_> = files.into_iter().collect();
        files.push(("bailiwick.json".into(), pretty(&manifest)));
        files
    }

    fn manifest(&self, files: &BTreeMap<String, String>) -> Value {
        let data = service_data();
        let digests: BTreeMap<&str, String> = files
            .iter()
            .map(|(path, text)| (path.as_str(), sha_256(text)))
            .collect();
        json!({
            "estate": self.estate,
            "format": FORMAT,
            "serviceData": { "date": data.date(), "version": data.version() },
            "files": digests,
        })
    }
}

/// A name as part of a path: what a file system could take for more is written as `%` and
/// its bytes, so that two names never share a file.
fn file_name(name: &str) -> String {
    let mut safe = String::new();
    for (at, character) in name.char_indices() {
        let plain = character.is_ascii_alphanumeric() || "-_+@=,".contains(character);
        if plain || (character == '.' && at > 0) {
            safe.push(character);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in character.encode_utf8(&mut bytes).bytes() {
            // Writing to a string cannot fail.
            let _ = write!(safe, "%{byte:02X}");
        }
    }
    safe
}

fn sha_256(text: &str) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(text) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn yaml(value: &Value) -> String {
    // INVARIANT: a JSON value has string keys and finite numbers, all of which YAML has.
    let text = serde_saphyr::to_string(value).expect("a JSON value can be written as YAML");
    format!("{}\n", text.trim_end())
}
