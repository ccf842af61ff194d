//! Who is asked about: somebody by name, and through which accounts.

use bailiwick_controls::accounts::{Directory, Named, NotFound};
use bailiwick_estate::lower::nearest;
use bailiwick_iam::account::Account;
use clap::Args;
use thiserror::Error;

use crate::failure::Failure;
use crate::render::printable;

/// Somebody.
#[derive(Debug, Args)]
pub(crate) struct Whom {
    /// Only the ways into this account, by its name or id; may be given again.
    #[arg(long = "in", value_name = "ACCOUNT")]
    accounts: Vec<String>,

    /// Somebody: a name, `section/name`, or an ARN.
    #[arg(value_name = "WHO")]
    pub(in super::super) who: String,
}

/// Nobody has the name.
#[derive(Debug, Error)]
#[error("there is nobody called `{who}`")]
struct Nobody {
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

impl Whom {
    /// Who is meant, with their ways into the accounts that are meant.
    pub(in super::super) fn find(&self, directory: &Directory) -> Result<Named, Box<dyn Failure>> {
        let mut named = directory.find(&self.who).map_err(|NotFound { near }| {
            let who = self.who.clone();
            Nobody { who, near }
        })?;
        let mut kept = Vec::new();
        for written in &self.accounts {
            kept.push(account(directory, written)?.id);
        }
        if !kept.is_empty() {
            named.entries.retain(|entry| kept.contains(&entry.account));
        }
        Ok(named)
    }
}

fn account<'d>(directory: &'d Directory, written: &str) -> Result<&'d Account, NoAccount> {
    let is_meant = |account: &&Account| {
        account.name.as_deref() == Some(written) || account.id.as_str() == written
    };
    directory.accounts.iter().find(is_meant).ok_or_else(|| {
        let names = directory.accounts.iter();
        let names = names.filter_map(|account| account.name.as_deref());
        NoAccount {
            near: nearest(written, names).map(str::to_owned),
            written: written.to_owned(),
        }
    })
}

/// What is said of somebody without a way in.
pub(in super::super) fn comes_nowhere(named: &Named) -> String {
    format!("`{}` comes into no account.\n", printable(&named.name))
}
