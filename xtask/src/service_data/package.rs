//! Reading the unpacked npm package: only what the table holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The package's content.
pub(super) struct Package {
    pub(super) version: String,
    /// The day of the package's `updatedAt`.
    pub(super) date: String,
    pub(super) license: String,
    pub(super) rcp_supported: Vec<String>,
    /// By prefix.
    pub(super) services: BTreeMap<String, Service>,
}

/// One service's files. The maps are keyed by lower-case name.
pub(super) struct Service {
    pub(super) name: String,
    pub(super) actions: BTreeMap<String, Action>,
    pub(super) resource_types: BTreeMap<String, ResourceType>,
    pub(super) condition_keys: BTreeMap<String, ConditionKey>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Action {
    pub(super) name: String,
    pub(super) access_level: String,
    pub(super) resource_types: Vec<ActionResource>,
    pub(super) condition_keys: Vec<String>,
    pub(super) dependent_actions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActionResource {
    pub(super) name: String,
    pub(super) required: bool,
    pub(super) condition_keys: Vec<String>,
    pub(super) dependent_actions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResourceType {
    pub(super) key: String,
    /// One pattern, or several with a comma between them.
    pub(super) arn: String,
    #[serde(default)]
    pub(super) condition_keys: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct ConditionKey {
    pub(super) key: String,
    #[serde(rename = "type")]
    pub(super) value_type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    version: String,
    updated_at: String,
}

/// Reads the package unpacked at `directory`.
pub(super) fn read(directory: &Path) -> Result<Package> {
    let manifest: Manifest = read_json(&directory.join("package.json"))?;
    let data = directory.join("data");
    let names: BTreeMap<String, String> = read_json(&data.join("serviceNames.json"))?;
    let services = names
        .into_iter()
        .map(|(prefix, name)| {
            let file = format!("{prefix}.json");
            let service = Service {
                name,
                actions: read_json(&data.join("actions").join(&file))?,
                resource_types: read_json(&data.join("resourceTypes").join(&file))?,
                condition_keys: read_json(&data.join("conditionKeys").join(&file))?,
            };
            Ok((prefix, service))
        })
        .collect::<Result<_>>()?;
    let license = directory.join("LICENSE.txt");
    Ok(Package {
        version: manifest.version,
        date: manifest
            .updated_at
            .chars()
            .take("2026-09-26".len())
            .collect(),
        license: fs::read_to_string(&license)
            .with_context(|| format!("cannot read {}", license.display()))?,
        rcp_supported: read_json(&data.join("rcpSupportedServices.json"))?,
        services,
    })
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("cannot understand {}", path.display()))
}
