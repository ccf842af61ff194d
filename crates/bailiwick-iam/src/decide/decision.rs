//! What AWS answers.

use std::collections::BTreeSet;

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Every policy type that must allow it does, and none denies it.
    Allowed,
    /// A statement denies it.
    ExplicitlyDenied,
    /// No statement denies it, but a policy type that must allow it does not.
    ImplicitlyDenied,
    /// It depends on something that is not known.
    Unknown(Undecided),
}

/// What a decision depends on that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undecided {
    /// Condition keys, in lower case.
    pub keys: BTreeSet<String>,
    /// What else, in words: a policy that was not given, the account of a
    /// resource, a rule that is not modelled.
    pub other: BTreeSet<String>,
}
