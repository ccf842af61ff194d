//! Whom is asked about: an estate, or what AWS holds.

use std::path::{Path, PathBuf};

use bailiwick_controls::accounts::{Directory, ReadError, declared, observed, plain};
use bailiwick_iam::request::AccountId;
use clap::Args;
use serde_json::Value;
use thiserror::Error;

use crate::console;
use crate::failure::Failure;
use crate::front::Front;
use crate::loader::typed;
use crate::render::{human, summary};

/// Where the policies are.
#[derive(Debug, Args)]
pub(crate) struct Source {
    /// Ask about what AWS holds instead: a file or folder of what the AWS CLI printed, such
    /// as `aws iam get-account-authorization-details`, or of plain policies.
    #[arg(long, value_name = "PATH")]
    observed: Option<PathBuf>,

    /// The account of plain policies whose path names none.
    #[arg(
        long,
        value_name = "ID",
        requires = "observed",
        default_value = "000000000000"
    )]
    account: AccountId,

    /// What AWS holds is limited by no organisation: no service or resource control policy
    /// denies anything.
    #[arg(long, requires = "observed")]
    no_organization: bool,

    /// The folder of the estate, or one file.
    #[arg(value_name = "DIR", default_value = ".", conflicts_with = "observed")]
    folder: PathBuf,
}

/// Why there is nothing to ask about.
#[derive(Debug, Error)]
enum SourceError {
    /// Authorization details with something missing.
    #[error("cannot use `{path}`")]
    Details {
        path: String,
        #[source]
        source: ReadError,
    },
    /// Files that say nothing of permissions.
    #[error("there are neither users and roles nor policies in `{path}`")]
    NoPolicies { path: String },
}

impl Failure for SourceError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Details { source: ReadError::Truncated(_), .. } => {
                "give every page, or let the AWS CLI put them together: leave `--max-items` and `--no-paginate` out".into()
            }
            Self::Details { source: ReadError::Differing { .. }, .. } => {
                "keep the newer of the two".into()
            }
            Self::Details { .. } | Self::NoPolicies { .. } => {
                "`aws iam get-account-authorization-details > details.json` prints what is needed".into()
            }
        })
    }
}

impl Source {
    /// Everybody there is; `None` where the estate has errors, which were printed.
    pub(in super::super) fn read(&self) -> Result<Option<Directory>, Box<dyn Failure>> {
        match &self.observed {
            Some(named) => Ok(Some(self.observed(named)?)),
            None => self.declared(),
        }
    }

    /// What was named, as it was typed.
    pub(in super::super) fn shown(&self) -> String {
        typed(self.observed.as_ref().unwrap_or(&self.folder))
    }

    fn declared(&self) -> Result<Option<Directory>, Box<dyn Failure>> {
        let front = Front::read(&self.folder)?;
        match (&front.estate, &front.blueprint) {
            (Some(estate), Some(blueprint)) => Ok(Some(declared(estate, blueprint))),
            _ => {
                console::remark(&(human::render(&front.report()) + &summary::render(&front)));
                Ok(None)
            }
        }
    }

    fn observed(&self, named: &Path) -> Result<Directory, Box<dyn Failure>> {
        let documents = crate::observed::read(named)?;
        let details =
            observed(&documents).map_err(|(path, source)| SourceError::Details { path, source })?;
        let may_be_policy =
            |content: &Value| content.is_string() || content.get("Statement").is_some();
        if details.is_none() && !documents.documents().any(|one| may_be_policy(&one.content)) {
            let path = typed(named);
            return Err(SourceError::NoPolicies { path }.into());
        }
        let mut directory = details.unwrap_or_else(|| plain(&documents, self.account));
        if self.no_organization {
            for account in directory.accounts.iter_mut() {
                *account = account.clone().without_organization();
            }
        }
        Ok(directory)
    }
}
