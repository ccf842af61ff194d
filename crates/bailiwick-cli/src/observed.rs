//! What AWS holds, as the AWS CLI printed it: for controls, for questions about
//! permissions, and for those about the network.

use std::path::Path;

use bailiwick_controls::Observed;
use bailiwick_controls::observed::Unreadable;
use bailiwick_net::describe;
use bailiwick_net::model::Network;
use thiserror::Error;

use crate::failure::Failure;
use crate::loader::{LoadError, load_observed, typed};

/// Why a folder of what AWS holds cannot be judged.
#[derive(Debug, Error)]
pub(crate) enum ObservedError {
    /// Its files cannot be read, or there are none.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A file is not what the AWS CLI prints.
    #[error("cannot understand `{path}`: {because}{}", others(*.more))]
    Unreadable {
        path: String,
        because: String,
        more: usize,
    },
}

impl Failure for ObservedError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Load(error) => error.hint(),
            Self::Unreadable { .. } => Some(
                "every file must be what `aws … --output json` printed, or a credential report; nothing is left out, since what is missing would look as if it were not there".into(),
            ),
        }
    }
}

fn others(more: usize) -> String {
    match more {
        0 => String::new(),
        more => format!(", and {more} more"),
    }
}

/// Reads a file, or every `*.json` and `*.csv` of a folder and of those below it.
pub(crate) fn read(named: &Path) -> Result<Observed, ObservedError> {
    let files = load_observed(named)?.into_iter();
    let files = files.map(|file| (file.path, file.text));
    Observed::read(files).map_err(|unreadable| {
        let more = unreadable.len().saturating_sub(1);
        // INVARIANT: an error names at least one file.
        let first = unreadable.into_iter().next().unwrap_or(Unreadable {
            path: typed(named),
            because: "it is not what the AWS CLI prints".into(),
        });
        ObservedError::Unreadable {
            path: first.path,
            because: first.because,
            more,
        }
    })
}

/// The network that the same files describe; credential reports say nothing of it.
pub(crate) fn network(named: &Path) -> Result<Network, LoadError> {
    let files = load_observed(named)?;
    let described = files.iter().filter(|file| !file.path.ends_with(".csv"));
    Ok(describe::read(
        described.map(|file| (file.path.as_str(), file.text.as_str())),
    ))
}
