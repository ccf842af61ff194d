//! Sets of values of one condition key, and finding a value by them.

use std::collections::BTreeSet;

use super::typed::{Kind, Typed};
use crate::prove::budget::Budget;
use crate::prove::text::{self, Alphabet, Found, Pattern, Signed, Texts, Token};

/// The values that one operator and its values stand for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::prove) enum ValueSet {
    /// Texts.
    Texts(Texts),
    /// ARNs. Of a key that is compared as an ARN only ARNs are looked at.
    Arns(Texts),
    /// `true`, `false`, both or neither, in any case; and only these are
    /// looked at.
    Bools(Texts),
    /// Values of another kind.
    Typed(Typed),
}

impl ValueSet {
    /// Whether `value` is in the set.
    pub(in crate::prove) fn contains(&self, value: &str) -> bool {
        match self {
            Self::Texts(texts) | Self::Arns(texts) | Self::Bools(texts) => texts.contains(value),
            Self::Typed(typed) => typed.contains(value),
        }
    }

    /// The values that can be told to be in the set or not, where that is not
    /// every text.
    fn shape(&self) -> Option<Texts> {
        match self {
            Self::Texts(_) | Self::Typed(_) => None,
            Self::Arns(_) => Some(every_arn()),
            Self::Bools(_) => {
                let both = ["true", "false"].map(|text| Pattern::literal(text).folded());
                Some(Texts(both.into()))
            }
        }
    }
}

/// A set, and whether the value is to be inside.
pub(super) type Member<'t> = (&'t ValueSet, bool);

/// The values that a key may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Universe<'t> {
    /// All sets that the key is compared with: its values are those that can
    /// be told to be in each of them or not.
    pub(super) compared: &'t [&'t ValueSet],
    /// Whether the empty text is left aside.
    pub(super) filled: bool,
    pub(super) budget: &'t Budget,
}

impl Universe<'_> {
    /// A value that is in every set signed `true` and in none signed `false`.
    pub(super) fn find(self, sets: &[Member<'_>]) -> Found {
        let mut shapes: Vec<Texts> = self.compared.iter().filter_map(|set| set.shape()).collect();
        if self.filled {
            shapes.push(Texts(vec![Pattern::new([Token::One, Token::Many])]));
        }
        let mut texts: Vec<Signed<'_>> = shapes.iter().map(|shape| (shape, true)).collect();
        let mut typed: Vec<(&Typed, bool)> = Vec::new();
        let mut plain = true;
        for &(set, inside) in sets {
            match set {
                ValueSet::Texts(set) | ValueSet::Arns(set) | ValueSet::Bools(set) => {
                    plain = false;
                    texts.push((set, inside));
                }
                ValueSet::Typed(set) => typed.push((set, inside)),
            }
        }
        let kinds: BTreeSet<Kind> = self.typed().map(Typed::kind).collect();
        if kinds.is_empty() {
            return self.find_text(&texts);
        }
        let fits = |value: &String| {
            kinds.iter().all(|kind| kind.reads(value))
                && texts
                    .iter()
                    .all(|(set, inside)| set.contains(value) == *inside)
                && typed
                    .iter()
                    .all(|(set, inside)| set.contains(value) == *inside)
        };
        let samples = kinds.iter().flat_map(|kind| kind.samples(self.typed()));
        let named = texts
            .iter()
            .flat_map(|(set, _)| set.0.iter().filter_map(Pattern::as_literal));
        let samples: Vec<String> = samples.chain(named).collect();
        if let Some(value) = samples.iter().find(|value| fits(value)) {
            return Found::Text(value.clone());
        }
        // Texts cut the values in other ways, which the samples do not know of.
        let only_kind = kinds.len() == 1 && plain && self.shapes_besides_filled() == 0;
        match text::find(&texts, Alphabet::Any, self.budget) {
            Found::Text(text) | Found::Unsure(text) if !only_kind => Found::Unsure(text),
            _ => Found::Nothing,
        }
    }

    /// A text that is in the right sets; an ARN as AWS writes them, where ARNs
    /// are asked for and one is.
    fn find_text(self, sets: &[Signed<'_>]) -> Found {
        let is_arns = |set: &&ValueSet| matches!(set, ValueSet::Arns(_));
        if self.compared.iter().any(is_arns) {
            let usual = usual_arns();
            let among: Vec<Signed<'_>> = sets.iter().copied().chain([(&usual, true)]).collect();
            if let found @ Found::Text(_) = text::find(&among, Alphabet::Any, self.budget) {
                return found;
            }
        }
        text::find(sets, Alphabet::Any, self.budget)
    }

    fn typed(&self) -> impl Iterator<Item = &Typed> {
        self.compared.iter().filter_map(|set| match set {
            ValueSet::Typed(typed) => Some(typed),
            _ => None,
        })
    }

    fn shapes_besides_filled(&self) -> usize {
        self.compared.iter().filter_map(|set| set.shape()).count()
    }
}

/// Every text that the evaluator reads as an ARN: whatever has six parts. That
/// AWS compares "each of the six colon-delimited components" says nothing of a
/// text that does not begin with `arn:`
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN>).
fn every_arn() -> Texts {
    use Token::{Exact, Many, ManyInField};
    let fields = [ManyInField, Exact(':')].into_iter().cycle().take(10);
    Texts(vec![Pattern::new(fields.chain([Many]))])
}

/// The ARNs that there are: `arn:partition:service:region:account:resource`, of
/// which region and account may be empty.
fn usual_arns() -> Texts {
    use Token::{Exact, Many, ManyInField, One, OneInField};
    let filled = [OneInField, ManyInField, Exact(':')];
    let open = [ManyInField, Exact(':')];
    let tokens = "arn:".chars().map(Exact).chain(filled).chain(filled);
    let tokens = tokens.chain(open).chain(open).chain([One, Many]);
    Texts(vec![Pattern::new(tokens)])
}
