//! What the policies of the caller say: identity, boundary, session.

use super::Vote;
use crate::decide::outcome::Outcome;
use crate::decide::prepared::CompiledLayers;
use crate::decide::question::Question;
use crate::decide::{Known, Truth};
use crate::request::Caller;

/// Whether the caller has a permissions boundary.
pub(in crate::decide) fn bounded(layers: &CompiledLayers, question: &Question<'_>) -> Truth {
    match (question.identity.caller, &layers.boundary) {
        (
            Caller::User { .. } | Caller::RoleSession { .. } | Caller::FederatedUser { .. },
            Known::Known(boundary),
        ) => boundary.is_some().into(),
        (
            Caller::User { .. } | Caller::RoleSession { .. } | Caller::FederatedUser { .. },
            Known::Unknown(_),
        ) => Truth::Unknown,
        _ => Truth::False,
    }
}

/// The root user needs no policy: "all requests are implicitly denied with the
/// exception of the AWS account root user, which has full access". Who is in no
/// account has no identity policy.
pub(super) fn identity<T: Outcome>(layers: &CompiledLayers, question: &Question<'_>) -> Vote<T> {
    match (question.identity.has_those_of_root(), &layers.identity) {
        _ if !question.identity.is_of_an_account() => Vote::certain(false),
        (true, _) => Vote::certain(true),
        (false, Known::Known(set)) => Vote::of(set, question),
        (false, Known::Unknown(reason)) => Vote::unknown(reason),
    }
}

/// A boundary limits users and roles
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>).
pub(super) fn boundary<T: Outcome>(layers: &CompiledLayers, question: &Question<'_>) -> Vote<T> {
    match &layers.boundary {
        _ if !question.identity.is_of_an_account() || question.identity.is_root() => {
            Vote::certain(true)
        }
        Known::Known(None) => Vote::certain(true),
        Known::Known(Some(set)) => Vote::of(set, question),
        Known::Unknown(reason) => Vote::unknown(reason),
    }
}

/// Without a session policy, "the federated user session has no permissions",
/// other than what resource policies grant to it
/// (<https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html>).
pub(super) fn session<T: Outcome>(layers: &CompiledLayers, question: &Question<'_>) -> Vote<T> {
    let federated = matches!(question.identity.caller, Caller::FederatedUser { .. });
    match &layers.session {
        _ if !question.identity.is_of_an_account() || question.identity.is_root() => {
            Vote::certain(true)
        }
        Known::Known(None) => Vote::certain(!federated),
        Known::Known(Some(set)) => Vote::of(set, question),
        Known::Unknown(reason) => Vote::unknown(reason),
    }
}
