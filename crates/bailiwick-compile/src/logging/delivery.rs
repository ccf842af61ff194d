//! Which bucket a log flows to, who keeps it and who writes to it.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Destination, Log};

use super::sources;

/// A bucket of one log.
pub(super) struct Delivery<'e> {
    pub(super) log: &'e Declared<Log>,
    /// The bucket's name.
    pub(super) bucket: String,
    /// The account that the bucket lies in.
    pub(super) keeper: &'e Declared<Account>,
    /// The accounts whose logs flow there.
    pub(super) sources: Vec<&'e Declared<Account>>,
}

/// The buckets of a log: one in the account that is named, else one in each account that is
/// recorded. Buckets of all the world share their names, so that of several in several
/// accounts each has its account's name after it.
pub(super) fn of<'e>(estate: &'e Estate, log: &'e Declared<Log>) -> Vec<Delivery<'e>> {
    let mut deliveries = Vec::new();
    let sources = sources(estate, log);
    for to in &log.to {
        let Destination::S3(to) = to else { continue };
        if let Some(keeper) = to
            .account
            .as_ref()
            .and_then(|account| account.of(&estate.accounts))
        {
            deliveries.push(Delivery {
                log,
                bucket: to.s3.to_string(),
                keeper,
                sources: sources.clone(),
            });
            continue;
        }
        for source in &sources {
            deliveries.push(Delivery {
                log,
                bucket: match sources.len() {
                    1 => to.s3.to_string(),
                    _ => format!("{}-{}", to.s3, source.name),
                },
                keeper: source,
                sources: vec![source],
            });
        }
    }
    deliveries
}
