//! Whom is asked about: an estate, or what AWS holds.

use std::path::PathBuf;

use bailiwick_controls::Observed;
use bailiwick_controls::accounts::{
    Directory, Named, NotFound, ReadError, declared, observed, plain,
};
use bailiwick_estate::lower::nearest;
use bailiwick_iam::account::Account;
use bailiwick_iam::request::AccountId;
use clap::Args;
use thiserror::Error;

use super::files;
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
    /// Files that the AWS CLI did not print, and that are no policies.
    #[error("cannot read `{path}`: {because}")]
    Unreadable { path: String, because: String },
    /// Authorization details with something missing.
    #[error("cannot use `{path}`")]
    Details {
        path: String,
        #[source]
        source: ReadError,
    },
    /// No file at all.
    #[error("`{path}` has no JSON file")]
    Nothing { path: String },
}

impl Failure for SourceError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Details { source: ReadError::Truncated(_), .. } => {
                "give every page, or let the AWS CLI put them together: leave `--max-items` and `--no-paginate` out".into()
            }
            Self::Details { .. } | Self::Unreadable { .. } | Self::Nothing { .. } => {
                "`aws iam get-account-authorization-details > details.json` prints what is needed".into()
            }
        })
    }
}

impl Source {
    /// Everybody there is; `None` where the estate has errors, which were printed.
    pub(in super::super) fn read(&self) -> Result<Option<Directory>, Box<dyn Failure>> {
        match &self.observed {
            Some(_) => Ok(Some(self.observed()?)),
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

    fn observed(&self) -> Result<Directory, Box<dyn Failure>> {
        let named = self.observed.clone().unwrap_or_default();
        let path = typed(&named);
        let files = files::read(&named)?;
        if files.is_empty() {
            return Err(SourceError::Nothing { path }.into());
        }
        let documents = Observed::read(files).map_err(|unreadable| {
            let mut unreadable = unreadable.into_iter();
            let (path, because) = match unreadable.next() {
                Some(first) => (first.path, first.because),
                None => (path.clone(), "it holds nothing".to_owned()),
            };
            SourceError::Unreadable { path, because }
        })?;
        let details =
            observed(&documents).map_err(|(path, source)| SourceError::Details { path, source })?;
        let mut directory = details.unwrap_or_else(|| plain(&documents, self.account));
        if self.no_organization {
            for account in directory.accounts.iter_mut() {
                *account = account.clone().without_organization();
            }
        }
        Ok(directory)
    }
}

/// Nobody has the name.
#[derive(Debug, Error)]
#[error("there is nobody called `{who}`")]
pub(super) struct Nobody {
    who: String,
    near: Option<String>,
}

impl Failure for Nobody {
    fn hint(&self) -> Option<String> {
        Some(match &self.near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a person, a technical account, a group, a job role, a role or a user, or give an ARN; `people/NAME` or `groups/NAME` says which".into(),
        })
    }
}

/// Who is meant.
pub(in super::super) fn find(directory: &Directory, who: &str) -> Result<Named, Box<dyn Failure>> {
    let found = directory.find(who);
    found.map_err(|NotFound { near }| {
        let who = who.to_owned();
        Nobody { who, near }.into()
    })
}

/// No account has the name.
#[derive(Debug, Error)]
#[error("there is no account `{written}`")]
struct NoAccount {
    written: String,
    near: Option<String>,
}

impl Failure for NoAccount {
    fn hint(&self) -> Option<String> {
        Some(match &self.near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name an account, or give its id".into(),
        })
    }
}

/// Keeps the ways into these accounts, by their names or ids; all where none is named.
pub(in super::super) fn keep(
    named: &mut Named,
    directory: &Directory,
    accounts: &[String],
) -> Result<(), Box<dyn Failure>> {
    let mut kept = Vec::new();
    for written in accounts {
        let is_meant = |account: &&Account| {
            account.name.as_ref() == Some(written) || account.id.as_str() == written
        };
        let Some(account) = directory.accounts.iter().find(is_meant) else {
            let names = directory.accounts.iter();
            let names = names.filter_map(|account| account.name.as_deref());
            let near = nearest(written, names).map(str::to_owned);
            let written = written.clone();
            return Err(NoAccount { written, near }.into());
        };
        kept.push(account.id);
    }
    if !accounts.is_empty() {
        named.entries.retain(|entry| kept.contains(&entry.account));
    }
    Ok(())
}
