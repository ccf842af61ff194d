//! Whom and what the policies of an organisation bind.

use crate::decide::Known;
use crate::decide::outcome::Outcome;
use crate::decide::prepared::CompiledLayers;
use crate::decide::question::Question;
use crate::request::is_service_linked_role;
use crate::service_data;

/// Whether service control policies bind the caller: users, roles and the root
/// user of member accounts, but neither service-linked roles nor anyone in the
/// management account
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#scp-effects-on-permissions>).
pub(super) fn service_control_binds<T: Outcome>(
    layers: &CompiledLayers,
    question: &Question<'_>,
) -> T {
    let bound = question.identity.is_of_an_account() && !question.identity.is_service_linked;
    unless(bound, &layers.caller_in_management_account)
}

/// Whether resource control policies bind the resource: those of member
/// accounts, of services that support them, but neither for requests by
/// service-linked roles nor for `kms:RetireGrant` nor for the trust of a
/// service-linked role. They are about resources, so a request that names none
/// is none of theirs
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>).
///
/// Keys that AWS manages are exempt as well; their ARN does not tell them from
/// others, so whoever gives the layers leaves these policies out for them.
pub(super) fn resource_control_binds<T: Outcome>(
    layers: &CompiledLayers,
    question: &Question<'_>,
) -> T {
    let bound = question.resource != "*"
        && !question.identity.is_service_linked
        && !question.action.is("kms:RetireGrant")
        && !is_service_linked_role(question.resource)
        && service_data().rcp_supported(question.action.service());
    unless(bound, &layers.resource_in_management_account)
}

fn unless<T: Outcome>(bound: bool, in_management_account: &Known<bool>) -> T {
    match (bound, in_management_account) {
        (false, _) | (true, Known::Known(true)) => T::certain(false),
        (true, Known::Known(false)) => T::certain(true),
        (true, Known::Unknown(reason)) => T::unknown(reason),
    }
}
