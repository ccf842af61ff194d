//! One question to one principal: the request, the policies with a say, the answer.

use super::layers::given;
use super::{Account, Accounts, Principal, has_resource_policies};
use crate::decide::{Decision, Explanation, Known, Layers, Prepared, explain};
use crate::policy::Policy;
use crate::request::{AccountId, Context, Request, Resource};
use crate::service_data;

/// May a principal do this?
#[derive(Debug, Clone)]
pub struct Question<'q> {
    /// The action in full, such as `s3:GetObject`.
    pub action: &'q str,
    /// On what.
    pub resource: Resource,
    /// The circumstances. The request goes through no VPC endpoint, and no session policy
    /// limits it.
    pub context: Context,
    /// The name of the session where the principal is a role.
    pub session: &'q str,
    /// The resource's own policy, where the caller knows better than the accounts.
    pub resource_policy: Option<Known<Option<&'q Policy>>>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The decision, in which what was not given is not known.
    pub decision: Decision,
    /// The decision were there no policy but those that were given; only where that is
    /// another one.
    pub by_what_is_given: Option<Decision>,
}

impl<'q> Question<'q> {
    /// The name of a role's session where the caller gives none.
    pub const SESSION: &'static str = "session";

    /// A question in circumstances of which nothing is known.
    pub fn new(action: &'q str, resource: Resource) -> Self {
        Self {
            action,
            resource,
            context: Context::partial(),
            session: Self::SESSION,
            resource_policy: None,
        }
    }

    /// The same question in these circumstances.
    #[must_use]
    pub fn when(mut self, context: Context) -> Self {
        self.context = context;
        self
    }
}

impl Accounts {
    /// Answers a question to a principal of an account.
    pub fn ask(&self, account: &Account, principal: &Principal, question: &Question<'_>) -> Answer {
        let request = self.request(principal, question);
        let identity = account.identity(principal);
        let layers = self.layers(account, principal, &identity, question);
        let decision = access(&request, &layers);
        if !matches!(decision, Decision::Unknown(_)) {
            return Answer {
                decision,
                by_what_is_given: None,
            };
        }
        let by_what_is_given = access(&request, &given(layers, identity.known));
        // A policy that was given and denies it does so whatever another one says.
        if by_what_is_given == Decision::ExplicitlyDenied {
            return Answer {
                decision: by_what_is_given,
                by_what_is_given: None,
            };
        }
        Answer {
            by_what_is_given: (by_what_is_given != decision).then_some(by_what_is_given),
            decision,
        }
    }

    /// How the policies that are known come to an answer, and what each identity policy is
    /// called.
    pub fn explain(
        &self,
        account: &Account,
        principal: &Principal,
        question: &Question<'_>,
    ) -> (Explanation, Vec<String>) {
        let request = self.request(principal, question);
        let identity = account.identity(principal);
        let layers = Layers {
            identity: Known::Known(identity.known.clone()),
            ..self.layers(account, principal, &identity, question)
        };
        (explain(&request, &layers), identity.names)
    }

    /// The request that the question is about.
    pub fn request(&self, principal: &Principal, question: &Question<'_>) -> Request {
        let resource = Resource {
            account: self.owner_of(&question.resource),
            ..question.resource.clone()
        };
        Request {
            caller: principal.caller(question.session),
            action: question.action.to_owned(),
            resource,
            context: principal.tags.iter().fold(
                question.context.clone(),
                |context, (key, value)| {
                    let key = format!("aws:PrincipalTag/{key}");
                    match context.set(&key) {
                        Some(_) => context,
                        None => context.with(&key, [value]),
                    }
                },
            ),
        }
    }

    /// The account that owns a resource: the one that is said, that its ARN names, or that
    /// is known to hold it.
    pub(super) fn owner_of(&self, resource: &Resource) -> Option<AccountId> {
        resource.owner().or_else(|| {
            let whole = whole(&resource.arn);
            let mut accounts = self.iter();
            let holder = accounts.find(|account| account.resources.contains_key(whole));
            holder.map(|account| account.id)
        })
    }

    /// The policy of a resource: a role's trust where it is taken, else what was given.
    pub(super) fn resource_policy(&self, action: &str, arn: &str) -> Known<Option<&Policy>> {
        if takes_role(action) {
            let role = self
                .principal(arn)
                .and_then(|(_, principal)| principal.as_role());
            return match role.map(|role| &role.trust) {
                Some(Known::Known(trust)) => Known::Known(Some(trust)),
                Some(Known::Unknown(why)) => Known::Unknown(why.clone()),
                None => Known::Unknown(format!("the trust policy of `{arn}`")),
            };
        }
        if arn == "*" || !has_resource_policies(service_data(), action, arn) {
            return Known::Known(None);
        }
        let whole = whole(arn);
        let mut accounts = self.iter();
        match accounts.find_map(|account| account.resources.get(whole)) {
            Some(policy) => Known::Known(policy.as_ref()),
            None => Known::Unknown(format!("the policy of `{whole}`")),
        }
    }
}

/// Whether the action is one that a role's trust policy decides with
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html>).
fn takes_role(action: &str) -> bool {
    let actions = [
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity",
        "sts:SetSourceIdentity",
        "sts:TagSession",
    ];
    actions.iter().any(|one| one.eq_ignore_ascii_case(action))
}

/// The resource whose policy has a say in a request for this one: of an object, its bucket
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html>).
fn whole(arn: &str) -> &str {
    match arn.split_once(":s3:::") {
        Some((_, path)) => {
            let object = path.find('/').map_or(0, |slash| path.len() - slash);
            &arn[..arn.len() - object]
        }
        None => arn,
    }
}

fn access(request: &Request, layers: &Layers<'_>) -> Decision {
    Prepared::new(layers).request(request).access()
}
