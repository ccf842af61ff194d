//! One test of a condition: an operator, a key, values.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
//! and, for several values,
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>.

use super::check::Check;
use crate::decide::question::{Question, Slot, Value};
use crate::decide::vocabulary::{Key, Vocabulary};
use crate::decide::{Truth, Undecided};
use crate::policy::{Operator, Quantifier, Version};

/// One test of a condition, compiled.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Test {
    key: Key,
    quantifier: Quantifier,
    if_exists: bool,
    negated: bool,
    check: Check,
}

impl Test {
    pub(in crate::decide) fn new<'v>(
        operator: &str,
        key: &str,
        values: impl Iterator<Item = &'v str>,
        version: Version,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let key = vocabulary.key(key);
        match operator.parse::<Operator>() {
            Ok(operator) => Self {
                key,
                quantifier: operator.quantifier,
                if_exists: operator.if_exists,
                negated: operator.comparison.negates().is_some(),
                check: Check::new(operator.comparison, key, values, version, vocabulary),
            },
            // IAM refuses to save such a policy.
            Err(unknown) => Self {
                key,
                quantifier: Quantifier::Single,
                if_exists: false,
                negated: false,
                check: Check::Unreadable(unknown.to_string().into()),
            },
        }
    }

    /// Whether it holds.
    pub(in crate::decide) fn holds(&self, question: &Question<'_>) -> Truth {
        let slot = question.slot(self.key);
        match (&self.check, slot) {
            (Check::Unreadable(_), _) => Truth::Unknown,
            (
                Check::Null {
                    absent,
                    present,
                    empty_is_null,
                },
                slot,
            ) => match has_value(slot, *empty_is_null) {
                Truth::True => (*present).into(),
                Truth::False => (*absent).into(),
                Truth::Unknown if absent == present => (*present).into(),
                Truth::Unknown => Truth::Unknown,
            },
            (_, Slot::Unknown) => Truth::Unknown,
            (_, Slot::Absent) => self.holds_without_value(),
            (_, Slot::One(value)) if self.quantifier == Quantifier::Single => {
                self.holds_of(value, question)
            }
            (_, Slot::One(_) | Slot::Many(_)) => self.holds_of_several(slot, question),
        }
    }

    /// "If the key that you specify in a policy condition is not present in the
    /// request context, the values do not match and the condition is false. If
    /// the policy condition requires that the key is not matched [...] the
    /// condition is true." With `IfExists` it is true, with `ForAllValues`
    /// true, with `ForAnyValue` false.
    fn holds_without_value(&self) -> Truth {
        match (self.quantifier, self.if_exists) {
            (Quantifier::ForAllValues, _) => Truth::True,
            // AWS says both that `IfExists` makes any operator true and that
            // `ForAnyValue` is false.
            (Quantifier::ForAnyValue, true) => Truth::Unknown,
            (Quantifier::ForAnyValue, false) => Truth::False,
            (Quantifier::Single, true) => Truth::True,
            (Quantifier::Single, false) => self.negated.into(),
        }
    }

    /// Several values, or one under a set operator.
    fn holds_of_several(&self, slot: &Slot<'_>, question: &Question<'_>) -> Truth {
        let values = slot.values().unwrap_or_default();
        let each = values.iter().map(|value| self.holds_of(value, question));
        // "Resolve to a null data set, such as an empty string" counts as no value.
        let empty = values.iter().all(|value| value.text.is_empty());
        match self.quantifier {
            Quantifier::ForAllValues if empty => Truth::True,
            Quantifier::ForAnyValue if empty => Truth::False,
            Quantifier::ForAllValues => each.fold(Truth::True, Truth::and),
            Quantifier::ForAnyValue => each.fold(Truth::False, Truth::or),
            // AWS does not say what an operator for one value makes of several;
            // where it holds of all or of none, it need not.
            Quantifier::Single => {
                let all = each.clone().fold(Truth::True, Truth::and);
                let any = each.fold(Truth::False, Truth::or);
                if all == any { all } else { Truth::Unknown }
            }
        }
    }

    /// Values of the policy are joined with "or"; under a negated operator none
    /// may match
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html>).
    fn holds_of(&self, value: &Value<'_>, question: &Question<'_>) -> Truth {
        let matches = self.check.matches(value, question);
        if self.negated { !matches } else { matches }
    }

    /// What an `Unknown` of [`Self::holds`] hangs on.
    pub(in crate::decide) fn blame(&self, question: &Question<'_>, undecided: &mut Undecided) {
        let name = question.key_name(self.key);
        match (&self.check, question.slot(self.key)) {
            (Check::Unreadable(reason), _) => {
                undecided.other.insert(reason.to_string());
            }
            (_, Slot::Unknown) => {
                undecided.keys.insert(name.to_owned());
            }
            (_, Slot::Absent) => {
                undecided.other.insert(format!(
                    "whether `ForAnyValue` with `IfExists` holds without `{name}`"
                ));
            }
            (Check::Null { .. }, _) => {
                undecided
                    .other
                    .insert(format!("whether `{name}` is null when it is an empty text"));
            }
            (check, slot) => {
                let before = (undecided.keys.len(), undecided.other.len());
                for value in slot.values().unwrap_or_default() {
                    if self.holds_of(value, question) == Truth::Unknown {
                        check.blame(name, value, question, undecided);
                    }
                }
                if before == (undecided.keys.len(), undecided.other.len())
                    && matches!(slot, Slot::Many(_))
                {
                    undecided.other.insert(format!(
                        "`{name}` has several values and its operator is for one"
                    ));
                }
            }
        }
    }

    pub(in crate::decide) fn key(&self) -> Key {
        self.key
    }
}

/// Whether a key "exists and its value is not null". Of keys with several values AWS says that
/// `Null` with `false` keeps away "missing context keys or context keys with empty values"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition_examples-multi-valued-context-keys.html>);
/// of an empty text alone, in a key for one value, it says nothing.
fn has_value(slot: &Slot<'_>, empty_is_null: bool) -> Truth {
    let Some(values) = slot.values() else {
        return Truth::Unknown;
    };
    match values {
        [only] if only.text.is_empty() && !empty_is_null => Truth::Unknown,
        values => (!values.iter().all(|value| value.text.is_empty())).into(),
    }
}
