//! `NAME=VALUE` and `NAME=@FILE`.
//!
//! Not read by clap, whose errors repeat what was written: it may be a secret.

use std::io::{Read, stdin};

use thiserror::Error;

use crate::failure::Failure;

/// Why a setting cannot be read. None of these repeats a value.
#[derive(Debug, Error)]
pub(super) enum SettingError {
    /// There is no `=`.
    #[error("one `--set` is no `NAME=VALUE`")]
    NoValue,
    /// The file that is to hold the value cannot be read.
    #[error("cannot read the file that holds the value of `{name}`")]
    File {
        name: String,
        #[source]
        error: std::io::Error,
    },
    /// A parameter has one value.
    #[error("`{name}` is set twice")]
    Twice { name: String },
}

impl Failure for SettingError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoValue => {
                "write it as `--set NAME=VALUE`, or as `--set NAME=@FILE`, where `-` is the standard input"
                    .into()
            }
            Self::File { name, .. } => {
                format!("what follows `{name}=@` is taken for the name of a file")
            }
            Self::Twice { name } => format!("leave one `--set {name}=…` out"),
        })
    }
}

/// Reads settings. What a file holds loses the line break at its end.
pub(super) fn read(written: &[String]) -> Result<Vec<(String, String)>, SettingError> {
    let mut settings: Vec<(String, String)> = Vec::new();
    for setting in written {
        let (name, value) = setting.split_once('=').ok_or(SettingError::NoValue)?;
        let name = name.to_owned();
        if settings.iter().any(|(known, _)| *known == name) {
            return Err(SettingError::Twice { name });
        }
        let value = match value.strip_prefix('@') {
            None => value.to_owned(),
            Some(path) => {
                let content = content(path);
                let text = content.map_err(|error| SettingError::File {
                    name: name.clone(),
                    error,
                })?;
                text.strip_suffix('\n').unwrap_or(&text).to_owned()
            }
        };
        settings.push((name, value));
    }
    Ok(settings)
}

fn content(path: &str) -> std::io::Result<String> {
    if path != "-" {
        return std::fs::read_to_string(path);
    }
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    Ok(text)
}
