//! What somebody may effectively do: identity policies under everything that
//! limits their holder.
//!
//! Owns the question over [`Layers`], and how the layers join as sets: what
//! identity policies allow, and boundary, session policies and every level of
//! the organisation's policies as well, less what any of them denies. Who asks
//! is narrowed to the holder. Layers that are not known limit nothing, and grant
//! what they may: a proof holds whatever they say, and a refutation is one that
//! [`decide`] confirms over the same layers, which says when it hangs on them.

mod limit;

use crate::decide::{Decision, Known, Layers, decide};
use crate::policy::{Policy, Principal, PrincipalKind, Statement};
use crate::request::{Caller, Request};

use super::caller::Shape;
use super::claim::{Claim, Claimed};
use super::kinds;
use super::lower::variables::Variables;
use super::proof::Proof;
use super::query::everything_but;
use super::sides::Side;
use super::space::Space;

pub(super) use self::limit::Step;

/// Whether the layers allow `holder` none of `actions` on any of `resources`,
/// which are as in [`not_granted`](super::not_granted). Without a holder it is
/// any user or role that has the identity policies and is not service-linked.
///
/// Where the layers have no policy of the resource, each resource is taken to
/// leave access to the account of the caller, as a key's first policy does: the
/// question is what the identity policies come to. Where there is one, what it
/// grants by itself counts.
///
/// What AWS decides without policies is not asked about: everybody may
/// `sts:GetCallerIdentity`, and every user `sts:GetSessionToken`.
///
/// ```
/// use bailiwick_iam::decide::{Known, Layers};
/// use bailiwick_iam::policy::{Policy, Statement};
/// use bailiwick_iam::prove::{Proof, not_granted_within};
///
/// let all = Policy::new([Statement::allow(["*"]).on(["*"])]);
/// let boundary = Policy::new([Statement::allow(["s3:*", "ec2:*"]).on(["*"])]);
/// let mut layers = Layers::identity([&all]);
/// layers.boundary = Known::Known(Some(&boundary));
/// let not_granted = |action: &str| not_granted_within(&layers, None, &[action.to_owned()], &[]);
/// assert_eq!(not_granted("iam:*"), Proof::Proved);
/// assert!(matches!(not_granted("s3:Delete*"), Proof::Refuted(_)));
/// ```
pub fn not_granted_within(
    layers: &Layers<'_>,
    holder: Option<&Caller>,
    actions: &[String],
    resources: &[String],
) -> Proof {
    let Known::Known(identity) = &layers.identity else {
        return Proof::Unknown(unknown(&layers.identity).into_iter().collect());
    };
    let within = Within { layers, holder };
    if let Err(unknown) = kinds::held(identity.iter().copied().chain(within.held())) {
        return unknown;
    }
    let else_everything = everything_but(actions, resources, None);
    let claim = Claim {
        claimed: Claimed::NothingNew,
        first: vec![vec![&else_everything]],
        second: vec![identity.clone()],
        within: Some(within),
    };
    claim.judge()
}

fn unknown<T>(known: &Known<T>) -> Option<String> {
    match known {
        Known::Known(_) => None,
        Known::Unknown(what) => Some(what.clone()),
    }
}

/// Who is asked about, and what limits them.
#[derive(Debug, Clone)]
pub(super) struct Within<'p> {
    layers: &'p Layers<'p>,
    holder: Option<&'p Caller>,
}

impl<'p> Within<'p> {
    /// The policies that limit or grant, beside the identity policies.
    pub(super) fn policies(&self) -> Vec<&'p Policy> {
        let mut policies = self.held();
        policies.extend(self.resource());
        policies.extend(self.resource_control().iter().flatten().copied());
        policies
    }

    /// Those of them that are the holder's, and name nobody.
    fn held(&self) -> Vec<&'p Policy> {
        let mut policies: Vec<&'p Policy> = Vec::new();
        policies.extend(self.boundary());
        policies.extend(self.session().into_iter().flatten());
        policies.extend(self.service_control().iter().flatten().copied());
        policies
    }

    /// The holder, where it is somebody in particular.
    pub(super) fn holder(&self) -> Option<&'p Caller> {
        self.holder
    }

    /// Whether the question is about these callers.
    pub(super) fn is_about(&self, shape: &Shape) -> bool {
        match (self.holder, &shape.caller) {
            (_, None) => true,
            (None, Some(Caller::User { .. })) => true,
            (None, Some(caller @ Caller::RoleSession { .. })) => !caller.is_service_linked(),
            (None, Some(_)) => false,
            (
                Some(Caller::RoleSession { role, .. }),
                Some(Caller::RoleSession { role: of, .. }),
            ) => role == of,
            (Some(holder), Some(caller)) => holder == caller,
        }
    }

    /// What becomes of the identity policies' side, step by step.
    pub(super) fn steps(&self, space: &mut Space, variables: &mut Variables) -> Vec<Step<'p>> {
        let mut steps = Vec::new();
        let mut limit = |policies: &[&'p Policy], space: &mut Space| {
            Step::limit(Side::lower(policies, space, variables))
        };
        steps.extend(self.boundary().map(|policy| limit(&[policy], space)));
        steps.extend(self.session().map(|policies| limit(&policies, space)));
        let levels = self.service_control();
        let service_control: Vec<Step<'p>> =
            levels.iter().map(|level| limit(level, space)).collect();
        let levels = self.resource_control();
        let resource_control: Vec<Step<'p>> =
            levels.iter().map(|level| limit(level, space)).collect();
        let granted = match &self.layers.resource {
            Known::Known(None) => None,
            Known::Known(Some(policy)) => Some(Side::lower(&[*policy], space, variables)),
            Known::Unknown(_) => Some(Side::of_everything()),
        };
        steps.extend(granted.map(Step::grant));
        steps.extend(service_control);
        let organization_has_a_say = limit::on_resources_under_control(space);
        steps.extend(
            resource_control
                .into_iter()
                .map(|step| step.where_it_is(&organization_has_a_say)),
        );
        steps
    }

    /// What the layers decide.
    pub(super) fn decide(&self, request: &Request) -> Decision {
        let account = request.caller.account();
        let left_to_account = account.map(|account| {
            let principal = Principal::of(PrincipalKind::Aws, [account.to_string()]);
            Policy::new([Statement::allow(["*"]).on(["*"]).for_principal(principal)])
        });
        match (&self.layers.resource, &left_to_account) {
            (Known::Known(None), Some(policy)) => {
                let layers = Layers {
                    resource: Known::Known(Some(policy)),
                    ..self.layers.clone()
                };
                decide(request, &layers)
            }
            _ => decide(request, self.layers),
        }
    }

    fn boundary(&self) -> Option<&'p Policy> {
        match &self.layers.boundary {
            Known::Known(boundary) => *boundary,
            Known::Unknown(_) => None,
        }
    }

    fn session(&self) -> Option<Vec<&'p Policy>> {
        match &self.layers.session {
            Known::Known(session) => session.clone(),
            Known::Unknown(_) => None,
        }
    }

    fn resource(&self) -> Option<&'p Policy> {
        match &self.layers.resource {
            Known::Known(resource) => *resource,
            Known::Unknown(_) => None,
        }
    }

    /// The levels that bind the holder for certain.
    fn service_control(&self) -> &'p [Vec<&'p Policy>] {
        let is_free = self.holder.is_some_and(Caller::is_service_linked);
        binding(
            &self.layers.service_control,
            is_free,
            &self.layers.caller_in_management_account,
        )
    }

    fn resource_control(&self) -> &'p [Vec<&'p Policy>] {
        let is_free = self.holder.is_some_and(Caller::is_service_linked);
        binding(
            &self.layers.resource_control,
            is_free,
            &self.layers.resource_in_management_account,
        )
    }
}

/// The levels, unless somebody is free of them, or may be
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>).
fn binding<'p>(
    levels: &'p Known<Vec<Vec<&'p Policy>>>,
    is_free: bool,
    in_management_account: &Known<bool>,
) -> &'p [Vec<&'p Policy>] {
    match (levels, in_management_account) {
        (Known::Known(levels), Known::Known(false)) if !is_free => levels,
        _ => &[],
    }
}
