//! All the policy types together: the decision on a request of which everything is known.
//!
//! Rules: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
//! unless another page stands beside the code.

use bailiwick_iam::policy::{Effect, Policy};
use bailiwick_iam::request::Caller;
use bailiwick_iam::service_data;

use super::facts::Facts;
use super::principal::Named;
use super::statement::{attached, denies_all_but_some, naming};

/// The decision, where nothing is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Allowed,
    ExplicitlyDenied,
    ImplicitlyDenied,
}

/// [`bailiwick_iam::decide::Layers`] of which everything is known.
#[derive(Debug, Clone)]
pub(crate) struct Policies<'p> {
    pub(crate) identity: Vec<&'p Policy>,
    pub(crate) boundary: Option<&'p Policy>,
    pub(crate) session: Option<Vec<&'p Policy>>,
    pub(crate) resource: Option<&'p Policy>,
    pub(crate) service_control: Vec<Vec<&'p Policy>>,
    pub(crate) resource_control: Vec<Vec<&'p Policy>>,
    pub(crate) endpoint: Option<&'p Policy>,
    pub(crate) caller_in_management_account: bool,
    pub(crate) resource_in_management_account: bool,
}

pub(crate) fn verdict(policies: &Policies, facts: &Facts) -> Verdict {
    if explicitly_denied(policies, facts) {
        Verdict::ExplicitlyDenied
    } else if allowed(policies, facts) {
        Verdict::Allowed
    } else {
        Verdict::ImplicitlyDenied
    }
}

/// "If the code finds even one explicit deny that applies, the code returns a final decision
/// of Deny."
fn explicitly_denied(policies: &Policies, facts: &Facts) -> bool {
    let deny = |policy: &&Policy| attached(policy, Effect::Deny, facts);
    // "The NotPrincipal element with a Deny effect will always deny any IAM principal that has a
    // permissions boundary policy attached, regardless of the values specified in the
    // NotPrincipal element"
    // (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>).
    let bounded = has_identity(&facts.caller) && policies.boundary.is_some();
    let deny_by_name = |policy: &Policy| {
        !naming(policy, Effect::Deny, facts).is_empty()
            || bounded && denies_all_but_some(policy, facts)
    };
    has_identity(&facts.caller)
        && (policies.identity.iter().any(deny)
            || policies.boundary.iter().any(deny)
            || policies.session.iter().flatten().any(deny))
        || policies.resource.is_some_and(deny_by_name)
        || policies.endpoint.is_some_and(deny_by_name)
        || service_control_binds(policies, facts)
            && policies.service_control.iter().flatten().any(deny)
        || resource_control_binds(policies, facts)
            && policies.resource_control.iter().flatten().any(deny)
}

/// Every policy type that must allow it does.
fn allowed(policies: &Policies, facts: &Facts) -> bool {
    let allow = |policy: &&Policy| attached(policy, Effect::Allow, facts);
    // An Allow is needed at every level, from the root to the account itself
    // (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html>).
    let every_level = |levels: &[Vec<&Policy>]| levels.iter().all(|level| level.iter().any(allow));
    let endpoint = policies
        .endpoint
        .is_none_or(|policy| !naming(policy, Effect::Allow, facts).is_empty());
    !is_refused_to_root(facts)
        && (!service_control_binds(policies, facts) || every_level(&policies.service_control))
        && (!resource_control_binds(policies, facts) || every_level(&policies.resource_control))
        && endpoint
        && granted(policies, facts)
}

/// Identity policies and the policy of the resource.
fn granted(policies: &Policies, facts: &Facts) -> bool {
    let allow = |policy: &&Policy| attached(policy, Effect::Allow, facts);
    let ways = policies
        .resource
        .map_or_else(Vec::new, |policy| naming(policy, Effect::Allow, facts));
    let limits = policies.boundary.is_none_or(|policy| allow(&policy))
        && match &policies.session {
            Some(session) => session.iter().any(allow),
            // "If there is no session policy, the code checks whether the principal is a role
            // session. If the principal is a role session, then the request is Allowed.
            // Otherwise, the request is implicitly denied." IAM users with their own
            // credentials are no session principals.
            None => !matches!(facts.caller, Caller::FederatedUser { .. }),
        };
    let by_identity = match facts.caller {
        // "With the exception of the AWS account root user, which has full access."
        Caller::Root { .. } => true,
        _ => has_identity(&facts.caller) && policies.identity.iter().any(allow) && limits,
    };
    // Whoever is no principal of an account has only what the resource's policy gives.
    if facts.caller.account().is_none() || matches!(facts.caller, Caller::Saml { .. }) {
        return !ways.is_empty();
    }
    // "The request is allowed only if both evaluations return a decision of Allow"
    // (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html>).
    if !facts.same_account() {
        return by_identity && !ways.is_empty();
    }
    ways.contains(&Named::Itself)
        || ways.contains(&Named::BehindTheSession) && limits
        || by_identity && (!needs_its_policy(&facts.action, &facts.arn) || !ways.is_empty())
}

/// "IAM role trust policies and KMS key policies are exceptions to this logic, because they
/// must explicitly allow access for principals." Operations on no particular key, such as
/// `CreateKey`, "can't be controlled by a key policy"
/// (<https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies.html>).
pub(super) fn needs_its_policy(action: &str, arn: &str) -> bool {
    let action = action.to_ascii_lowercase();
    let resource = arn.split(':').nth(5).unwrap_or_default();
    action.starts_with("kms:") && resource.starts_with("key/")
        || action.starts_with("sts:") && resource.starts_with("role/")
}

/// "You cannot call AssumeRole by using AWS root account credentials; access is denied"
/// (<https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>).
fn is_refused_to_root(facts: &Facts) -> bool {
    matches!(facts.caller, Caller::Root { .. })
        && facts.action.eq_ignore_ascii_case("sts:AssumeRole")
}

/// Users, sessions of roles and of federated users: those to which identity policies,
/// boundaries and session policies are attached
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html>).
fn has_identity(caller: &Caller) -> bool {
    matches!(
        caller,
        Caller::User { .. } | Caller::RoleSession { .. } | Caller::FederatedUser { .. }
    )
}

/// "SCPs affect only principals that are managed by accounts that are part of the
/// organization", "including the root user"; not "any action performed by the management
/// account" nor "any service-linked role"
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>).
fn service_control_binds(policies: &Policies, facts: &Facts) -> bool {
    (has_identity(&facts.caller) || matches!(facts.caller, Caller::Root { .. }))
        && !is_service_linked(&facts.caller)
        && !policies.caller_in_management_account
}

/// "RCPs apply to resources for a subset of AWS services", to "the resources that are
/// authorized as part of an operation request", whoever asks. They "have no effect on resources
/// in the management account", "do not apply to calls made by service-linked roles", and
/// impact neither "the service-linked role's trust policy" nor "the kms:RetireGrant permission"
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>).
fn resource_control_binds(policies: &Policies, facts: &Facts) -> bool {
    let service = facts.action.split(':').next().expect("a service");
    service_data().rcp_supported(service)
        && facts.arn != "*"
        && !is_service_linked_role(&facts.arn)
        && !facts.action.eq_ignore_ascii_case("kms:RetireGrant")
        && !is_service_linked(&facts.caller)
        && !policies.resource_in_management_account
}

/// Service-linked roles have this path
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>).
fn is_service_linked(caller: &Caller) -> bool {
    matches!(caller, Caller::RoleSession { role, .. } if is_service_linked_role(role))
}

fn is_service_linked_role(arn: &str) -> bool {
    arn.split(':').nth(2) == Some("iam") && arn.contains(":role/aws-service-role/")
}
