//! Environment variables: plain values, and values that are secrets.

use std::collections::BTreeMap;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Container as Record, Workload};

use crate::workload::compose::Service;

/// A secret of the workload, or a key in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SecretKey {
    /// The secret.
    pub(crate) secret: String,
    /// The key, when the secret has several values.
    pub(crate) key: Option<String>,
}

type Environment = (Vec<(String, String)>, Vec<(String, SecretKey)>);

/// The variables of a container, by name: the compose file's, and those of the estate,
/// which gives a value where the compose file leaves it to the laptop.
pub(super) fn of(
    workload: &Workload,
    service: &Service,
    record: Option<&Declared<Record>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Environment {
    let mut plain = BTreeMap::new();
    let mut secret = BTreeMap::new();
    if let Some(record) = record {
        for (name, written) in &record.secrets {
            let (of, key) = match written.split_once('/') {
                Some((of, key)) => (of, Some(key.to_owned())),
                None => (written.as_str(), None),
            };
            let keys = workload.secrets.get(of).map(|secret| secret.keys.len());
            if key.is_none() && keys.is_some_and(|keys| keys > 0) {
                let message = format!("`{of}` holds several values");
                let help = format!("say which: `{of}/key`");
                let code = Code::WORKLOAD_LACKS;
                diagnostics.push(Diagnostic::error(code, written.span, message).help(help));
            }
            let secret_key = SecretKey {
                secret: of.to_owned(),
                key,
            };
            secret.insert(name.to_string(), secret_key);
        }
        for (name, value) in &record.environment {
            plain.insert(name.to_string(), value.to_string());
        }
    }
    for variable in &service.environment {
        let name = &variable.name;
        if secret.contains_key(name) || plain.contains_key(name) {
            continue;
        }
        match &variable.value {
            Some(value) if value.asks.is_empty() => {
                plain.insert(name.clone(), value.text.clone());
            }
            _ => diagnostics.push(
                Diagnostic::error(
                    Code::VARIABLE_WITHOUT_VALUE,
                    variable.span,
                    format!("nothing says what `{name}` is on AWS"),
                )
                .help(format!(
                    "give it a value here, or in the estate under `environment` or `secrets` of the container `{}`",
                    service.name
                )),
            ),
        }
    }
    (plain.into_iter().collect(), secret.into_iter().collect())
}
