//! A request of which everything is known: what the reference evaluator decides on.

use std::collections::BTreeMap;

use bailiwick_iam::request::{AccountId, Caller};

/// One request, complete: a key that is not there is absent.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub(crate) caller: Caller,
    pub(crate) action: String,
    pub(crate) arn: String,
    pub(crate) owner: Owner,
    /// By name in lower case. "Condition key names are not case-sensitive"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>).
    pub(crate) keys: BTreeMap<String, Vec<String>>,
    /// Which way it goes where AWS's pages do not say, contradict each other, or say only what
    /// "might" happen.
    pub(crate) undocumented: bool,
}

/// Who owns the resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The caller's own account: also where an action has no resource.
    Same,
    /// This account.
    Account(AccountId),
    /// Some account that is not the caller's.
    Other,
}

impl Facts {
    /// The values of a key; `None` where the request does not carry it. No values at all are
    /// "a null data set", which the set operators treat as they treat a key that is not there
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>).
    pub(crate) fn values(&self, key: &str) -> Option<&[String]> {
        self.keys
            .get(&key.to_ascii_lowercase())
            .map(Vec::as_slice)
            .filter(|values| !values.is_empty())
    }

    /// Whether caller and resource are in one account.
    pub(crate) fn same_account(&self) -> bool {
        match self.owner {
            Owner::Same => true,
            Owner::Account(account) => self.caller.account() == Some(account),
            Owner::Other => false,
        }
    }
}
