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

impl Undecided {
    /// Everything it depends on, in words.
    pub fn words(&self) -> impl Iterator<Item = String> {
        let keys = self.keys.iter();
        keys.map(|key| format!("the condition key `{key}`"))
            .chain(self.other.iter().cloned())
    }

    /// Adds what `other` hangs on.
    pub(super) fn add(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.other.extend(other.other);
    }
}

impl Decision {
    /// The decision on two requests that are one to AWS: denied if either is,
    /// and explicitly if either explicitly.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::ExplicitlyDenied, _) | (_, Self::ExplicitlyDenied) => Self::ExplicitlyDenied,
            (Self::Unknown(mut one), Self::Unknown(other)) => {
                one.add(other);
                Self::Unknown(one)
            }
            // An unknown one might deny explicitly.
            (Self::Unknown(undecided), _) | (_, Self::Unknown(undecided)) => {
                Self::Unknown(undecided)
            }
            (Self::ImplicitlyDenied, _) | (_, Self::ImplicitlyDenied) => Self::ImplicitlyDenied,
            (Self::Allowed, Self::Allowed) => Self::Allowed,
        }
    }
}
