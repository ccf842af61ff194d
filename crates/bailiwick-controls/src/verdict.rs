//! What is known of a statement: proved, refuted, attested or unknown, and why.

use bailiwick_estate::value::Date;

use crate::witness::Witness;

/// The verdict on one part of a control. Never a guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds, and this is what that rests on: at least one fact.
    Proved(Vec<Basis>),
    /// It does not hold, and these show it: at least one.
    Refuted(Vec<Witness>),
    /// Somebody vouches for it.
    Attested(Attested),
    /// It is not known, for these reasons: at least one.
    Unknown(Vec<Reason>),
}

/// One fact that a proof rests on, in a sentence without a final stop: `all 12 members of
/// 4 groups are declared people`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Basis(pub String);

/// Somebody's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attested {
    /// Who vouches.
    pub by: String,
    /// Since when.
    pub on: Date,
    /// The last day of their word.
    pub until: Date,
    /// What they know.
    pub because: String,
}

/// Why something is not known, in a sentence without a final stop.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The evidence cannot show it, whatever it says: `a policy does not tell whether the
    /// identity provider asks for a second factor`. Only this can be attested instead.
    NotVisible(String),
    /// The evidence was not given.
    NotGiven(String),
    /// An engine does not know a thing that matters.
    NotModelled(String),
    /// The control is about nothing: what it selects is empty.
    NothingSelected(String),
}

impl Verdict {
    /// It holds because of one fact.
    pub fn proved(basis: impl Into<String>) -> Self {
        Self::Proved(vec![Basis(basis.into())])
    }

    /// It is not known for one reason.
    pub fn unknown(reason: Reason) -> Self {
        Self::Unknown(vec![reason])
    }

    /// Refuted where there are witnesses, else unknown where there are reasons, else proved
    /// by `basis`.
    pub fn of(
        witnesses: Vec<Witness>,
        reasons: Vec<Reason>,
        basis: impl FnOnce() -> String,
    ) -> Self {
        match (witnesses.is_empty(), reasons.is_empty()) {
            (false, _) => Self::Refuted(witnesses),
            (true, false) => Self::Unknown(reasons),
            (true, true) => Self::proved(basis()),
        }
    }

    /// Its name: `proved`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Proved(_) => "proved",
            Self::Refuted(_) => "refuted",
            Self::Attested(_) => "attested",
            Self::Unknown(_) => "unknown",
        }
    }

    /// How bad it is: what a control is as a whole is the worst of its parts.
    #[must_use]
    pub fn rank(&self) -> u8 {
        match self {
            Self::Proved(_) => 0,
            Self::Attested(_) => 1,
            Self::Unknown(_) => 2,
            Self::Refuted(_) => 3,
        }
    }
}

impl Reason {
    /// Why an engine did not decide: what it was not given, where it names the command that
    /// prints it, or what it does not model.
    pub(crate) fn undecided(text: String) -> Self {
        match text.contains("`aws ") {
            true => Self::NotGiven(text),
            false => Self::NotModelled(text),
        }
    }

    /// The sentence.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::NotVisible(text)
            | Self::NotGiven(text)
            | Self::NotModelled(text)
            | Self::NothingSelected(text) => text,
        }
    }

    /// What kind of reason it is: `not visible`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NotVisible(_) => "not visible",
            Self::NotGiven(_) => "not given",
            Self::NotModelled(_) => "not modelled",
            Self::NothingSelected(_) => "nothing selected",
        }
    }
}

/// `1 group`, `2 groups`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
