//! What the findings on one control come to.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, Control, Exception};

use crate::verdict::Verdict;

/// A control of the estate, and what is known of it.
#[derive(Clone, Debug)]
pub struct Judgement<'e> {
    /// The control.
    pub control: &'e Declared<Control>,
    /// The verdict on each of its parts, by each evidence that was looked at.
    pub findings: Vec<Finding>,
    /// Evidence that it asks for and that was not given.
    pub not_looked_at: Vec<Evidence>,
    /// Why it may stay unknown for now, when it is and the estate says so.
    pub accepted: Option<&'e Exception>,
}

/// The verdict on one part of a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The part.
    pub part: Part,
    /// What was looked at.
    pub evidence: Evidence,
    /// What it showed.
    pub verdict: Verdict,
}

/// A part of a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A control of the catalogue.
    Catalogue(CatalogueControl),
    /// What it says of access.
    Access,
    /// What it says of the network.
    Reach,
    /// Somebody's word.
    Attestation,
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// What the estate declares, and what that compiles to.
    Compiled,
    /// What AWS holds.
    Observed,
    /// Somebody's word.
    Word,
}

impl Judgement<'_> {
    /// The verdict as a whole: that of its worst part.
    ///
    /// A control without findings is unknown, which [`judge`](crate::judge()) sees to.
    #[must_use]
    pub fn worst(&self) -> Option<&Finding> {
        let rank = |finding: &&Finding| finding.verdict.rank();
        // The first of the worst: what stands first in the estate is told first.
        self.findings.iter().rev().max_by_key(rank)
    }

    /// The verdict's name; `unknown` where nothing was looked at.
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.worst()
            .map_or("unknown", |finding| finding.verdict.word())
    }

    /// Whether `check` fails for it: it is refuted, or unknown without leave.
    #[must_use]
    pub fn fails(&self) -> bool {
        match self.word() {
            "refuted" => true,
            "unknown" => self.accepted.is_none(),
            _ => false,
        }
    }
}

impl Part {
    /// Its name in an estate: `reach`, or the catalogue's name for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Catalogue(control) => control.as_str(),
            Self::Access => "access",
            Self::Reach => "reach",
            Self::Attestation => "attested",
        }
    }
}

impl Evidence {
    /// Its name: `compiled`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Compiled => "compiled",
            Self::Observed => "observed",
            Self::Word => "word",
        }
    }
}
