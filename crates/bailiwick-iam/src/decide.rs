//! The decision on a request.
//!
//! Owns [`Decision`], [`Layers`] and the evaluation of both. It does not read
//! policies ([`crate::policy`]) and does not speak of all requests at once.
//!
//! There is one engine: [`Prepared`] compiles policies, and [`decide`] prepares
//! and asks in one go. Inside, `compile` says which statements apply to a
//! request, `question` what a request is (with the condition keys that follow
//! from the caller in `question/derived.rs`), and `rules` how the layers
//! join. Start reading at `rules`.
//!
//! Not modelled, because no policy says it: KMS grants, access control lists of
//! S3, Lake Formation and whatever else a service grants on its own. A decision
//! is about policies.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>.

mod compile;
mod decision;
mod document;
mod explain;
mod glob;
mod layers;
mod many;
mod outcome;
mod pattern;
mod prepared;
mod question;
mod rules;
mod truth;
mod value;
mod vocabulary;

pub use decision::{Decision, Undecided};
pub use document::{decide_policy, statement_applies};
pub use explain::{Explanation, Finding, Found, Mismatch, StatementFinding, explain};
pub use layers::{Known, Layers};
pub use many::{PreparedMany, Principal};
pub use prepared::{Prepared, PreparedRequest};
pub use rules::{Layer, WITHOUT_POLICIES};
pub use truth::Truth;
pub(crate) use value::{Address, Date, Network, Number, read_binary};

use crate::request::Request;

/// Whether a condition key, whatever its case, follows from who calls.
///
/// ```
/// use bailiwick_iam::decide::says_who;
///
/// assert!(says_who("aws:principalarn"));
/// assert!(!says_who("aws:PrincipalTag/team"));
/// ```
pub fn says_who(key: &str) -> bool {
    question::Derived::called(key).is_some_and(question::Derived::says_who)
}

/// The decision on a request under these policies.
pub fn decide(request: &Request, layers: &Layers<'_>) -> Decision {
    Prepared::new(layers).decide(request)
}

/// The decision on an action that AWS checks on several resources, each with
/// the policies that have a say on it: all must be allowed.
///
/// "The entire statement is evaluated against every resource that is required"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists>).
pub fn decide_all<'r>(
    requests: impl IntoIterator<Item = (&'r Request, &'r Layers<'r>)>,
) -> Decision {
    requests
        .into_iter()
        .map(|(request, layers)| decide(request, layers))
        .fold(Decision::Allowed, Decision::and)
}
