//! What shows that a statement does not hold.

use bailiwick_estate::source::Span;

/// One concrete thing that a statement excludes and that is there all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// What kind of thing it is.
    pub kind: WitnessKind,
    /// What it is, in a sentence without a final stop: `` `dana` may delete the trail ``.
    pub what: String,
    /// Its particulars, by name, in order: `action`, `resource`; `source`, `port`.
    pub details: Vec<(&'static str, String)>,
    /// Where the estate says it, when it does.
    pub span: Option<Span>,
}

/// What kind of thing a witness is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WitnessKind {
    /// A request that AWS would allow, replayed in the evaluator.
    Request,
    /// A packet that would arrive, with its hops.
    Packet,
    /// A person, account, user, role or key.
    Principal,
    /// A resource of a template or of AWS.
    Resource,
    /// Something that the estate says, or does not say.
    Declaration,
    /// Somebody's word that has ended.
    Attestation,
}

impl Witness {
    /// A witness without particulars yet.
    pub fn new(kind: WitnessKind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
            details: Vec::new(),
            span: None,
        }
    }

    /// The same witness with one more particular.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// The same witness, said at `span` of the estate.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}

impl WitnessKind {
    /// Its name: `request`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Packet => "packet",
            Self::Principal => "principal",
            Self::Resource => "resource",
            Self::Declaration => "declaration",
            Self::Attestation => "attestation",
        }
    }
}
