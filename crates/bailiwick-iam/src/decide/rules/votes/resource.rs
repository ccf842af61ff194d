//! What the policies of the resource and of the VPC endpoint say: those that
//! name whom they are about.

use super::Vote;
use crate::decide::compile::Grants;
use crate::decide::outcome::Outcome;
use crate::decide::prepared::CompiledLayers;
use crate::decide::question::Question;
use crate::decide::{Known, Truth};

/// Whether the policy of the resource denies, and what it grants.
pub(super) fn resource<T: Outcome>(
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

/// An endpoint's policy must allow what goes through it. In that of a gateway
/// endpoint, naming an account grants "access to the AWS account root user
/// only, not all users and roles for the account"; which kind of endpoint it
/// is, a request does not say, and gateways exist for S3 and DynamoDB
/// (<https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>).
pub(super) fn endpoint<T: Outcome>(
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
