//! What each layer says on a request, on its own.

use super::organization;
use crate::decide::compile::{Grants, Set};
use crate::decide::outcome::Outcome;
use crate::decide::prepared::CompiledLayers;
use crate::decide::question::Question;
use crate::decide::{Known, Truth};
use crate::request::Caller;

/// A type of policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Identity policies.
    Identity,
    /// The permissions boundary.
    Boundary,
    /// Session policies.
    Session,
    /// The policy of the resource.
    Resource,
    /// Service control policies.
    ServiceControl,
    /// Resource control policies.
    ResourceControl,
    /// The policy of the VPC endpoint.
    Endpoint,
}

/// What one layer says.
pub(in crate::decide) struct Vote<T> {
    pub(in crate::decide) denies: T,
    pub(in crate::decide) allows: T,
}

/// What every layer says. A layer that has no say allows and does not deny.
pub(in crate::decide) struct Votes<T> {
    pub(in crate::decide) identity: Vote<T>,
    pub(in crate::decide) boundary: Vote<T>,
    pub(in crate::decide) session: Vote<T>,
    pub(in crate::decide) resource_denies: T,
    pub(in crate::decide) grants: Grants<T>,
    pub(in crate::decide) service_control: Vote<T>,
    pub(in crate::decide) resource_control: Vote<T>,
    pub(in crate::decide) endpoint: Vote<T>,
}

impl<T: Outcome> Vote<T> {
    fn certain(allows: bool) -> Self {
        Self {
            denies: T::certain(false),
            allows: T::certain(allows),
        }
    }

    fn unknown(reason: &str) -> Self {
        Self {
            denies: T::unknown(reason),
            allows: T::unknown(reason),
        }
    }

    fn of(set: &Set, question: &Question<'_>) -> Self {
        Self {
            denies: set.denies(question),
            allows: set.allows(question),
        }
    }
}

impl<T: Outcome> Votes<T> {
    /// Whether any layer denies.
    pub(in crate::decide) fn denied(&self) -> T {
        let votes = [
            &self.identity,
            &self.boundary,
            &self.session,
            &self.service_control,
            &self.resource_control,
            &self.endpoint,
        ];
        votes
            .into_iter()
            .fold(self.resource_denies.clone(), |denied, vote| {
                denied.or(vote.denies.clone())
            })
    }

    pub(in crate::decide) fn of(layers: &CompiledLayers, question: &Question<'_>) -> Self {
        let bounded = bounded(layers, question);
        let (resource_denies, grants) = resource(layers, question, bounded);
        Self {
            identity: identity(layers, question),
            boundary: boundary(layers, question),
            session: session(layers, question),
            resource_denies,
            grants,
            service_control: levels(
                &layers.service_control,
                || organization::service_control_binds(layers, question),
                question,
            ),
            resource_control: levels(
                &layers.resource_control,
                || organization::resource_control_binds(layers, question),
                question,
            ),
            endpoint: endpoint(layers, question, bounded),
        }
    }
}

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
fn identity<T: Outcome>(layers: &CompiledLayers, question: &Question<'_>) -> Vote<T> {
    match (question.identity.is_root(), &layers.identity) {
        _ if !question.identity.is_of_an_account() => Vote::certain(false),
        (true, _) => Vote::certain(true),
        (false, Known::Known(set)) => Vote::of(set, question),
        (false, Known::Unknown(reason)) => Vote::unknown(reason),
    }
}

/// A boundary limits users and roles
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>).
fn boundary<T: Outcome>(layers: &CompiledLayers, question: &Question<'_>) -> Vote<T> {
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
fn session<T: Outcome>(layers: &CompiledLayers, question: &Question<'_>) -> Vote<T> {
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

fn resource<T: Outcome>(
    layers: &CompiledLayers,
    question: &Question<'_>,
    bounded: Truth,
) -> (T, Grants<T>) {
    let missing = |reason: &str| (T::unknown(reason), Grants::unless(|| T::unknown(reason)));
    match &layers.resource {
        Known::Known(Some(set)) => {
            let denies = match question.standing.overrides_resource_policy {
                true => T::certain(false),
                false => set.denies_caller(question, bounded),
            };
            (denies, set.grants(question))
        }
        // One that cannot be without a policy has one that was not given.
        Known::Known(None) => match question.standing.required_policy {
            Some(kind) => missing(kind),
            None => (T::certain(false), Grants::none()),
        },
        Known::Unknown(reason) => missing(reason),
    }
}

/// "For a permission to be allowed for a specific account, there must be an
/// explicit Allow statement at every level from the root through each OU in
/// the direct path to the account"
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html>;
/// for resources <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html>).
fn levels<T: Outcome>(
    known: &Known<Vec<Set>>,
    binds: impl FnOnce() -> T,
    question: &Question<'_>,
) -> Vote<T> {
    let vote = match known {
        Known::Known(levels) if levels.is_empty() => return Vote::certain(true),
        Known::Known(levels) => levels
            .iter()
            .fold(Vote::certain(true), |vote: Vote<T>, level| {
                let of_level: Vote<T> = Vote::of(level, question);
                Vote {
                    denies: vote.denies.or(of_level.denies),
                    allows: vote.allows.and(of_level.allows),
                }
            }),
        Known::Unknown(reason) => Vote::unknown(reason),
    };
    let binds = binds();
    Vote {
        denies: binds.clone().and(vote.denies),
        allows: binds.choose(vote.allows, T::certain(true)),
    }
}

/// An endpoint's policy must allow what goes through it. In that of a gateway
/// endpoint, naming an account grants "access to the AWS account root user
/// only, not all users and roles for the account"; which kind of endpoint it
/// is, a request does not say, and gateways exist for S3 and DynamoDB
/// (<https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>).
fn endpoint<T: Outcome>(
    layers: &CompiledLayers,
    question: &Question<'_>,
    bounded: Truth,
) -> Vote<T> {
    let set = match &layers.endpoint {
        Known::Known(None) => return Vote::certain(true),
        Known::Known(Some(set)) => set,
        Known::Unknown(reason) => return Vote::unknown(reason),
    };
    let mut grants: Grants<T> = set.grants(question);
    let service = question.action.service();
    if ["s3", "dynamodb"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(service))
    {
        let interface = T::unknown(
            "whether the endpoint is a gateway, for which an account means its root user",
        );
        grants.account = interface.and(grants.account);
    }
    Vote {
        denies: set.denies_caller(question, bounded),
        allows: grants.anyhow(),
    }
}
