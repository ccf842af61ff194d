//! Sets of values of one condition key, and finding a value by them.

use crate::prove::text::{self, Alphabet, Found, Pattern, Signed, Texts, Token};

/// The values that one operator and its values stand for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::prove) enum ValueSet {
    /// Texts.
    Texts(Texts),
    /// ARNs. Of a key that is compared as an ARN only ARNs are looked at.
    Arns(Texts),
}

impl ValueSet {
    /// Whether `value` is in the set.
    pub(in crate::prove) fn contains(&self, value: &str) -> bool {
        match self {
            Self::Texts(texts) | Self::Arns(texts) => texts.contains(value),
        }
    }
}

/// A value that is in every set signed `true` and in none signed `false`.
pub(super) fn find(sets: &[(&ValueSet, bool)]) -> Found {
    let shape = every_arn();
    let mut texts: Vec<Signed<'_>> = Vec::new();
    if sets.iter().any(|(set, _)| matches!(set, ValueSet::Arns(_))) {
        texts.push((&shape, true));
    }
    for &(set, inside) in sets {
        match set {
            ValueSet::Texts(set) | ValueSet::Arns(set) => texts.push((set, inside)),
        }
    }
    text::find(&texts, Alphabet::Any)
}

/// Every ARN: `arn:partition:service:region:account:resource`, of which
/// region and account may be empty.
fn every_arn() -> Texts {
    use Token::{Exact, Many, ManyInField, One, OneInField};
    let filled = [OneInField, ManyInField, Exact(':')];
    let open = [ManyInField, Exact(':')];
    let tokens = "arn:".chars().map(Exact).chain(filled).chain(filled);
    let tokens = tokens.chain(open).chain(open).chain([One, Many]);
    Texts(vec![Pattern::new(tokens)])
}
