//! Policies prepared once, asked many times.
//!
//! This is the engine; [`super::decide`] prepares and asks in one go. Nothing
//! is remembered of one request for the next.

use super::compile::Set;
use super::outcome::Outcome as _;
use super::question::Question;
use super::rules::{self, Verdict};
use super::vocabulary::Vocabulary;
use super::{Decision, Known, Layers, Truth};
use crate::policy::Policy;
use crate::request::{AccountId, Caller, Request};

/// The policies that have a say, compiled.
///
/// ```
/// use bailiwick_iam::decide::{Decision, Layers, Prepared};
/// use bailiwick_iam::policy::{Policy, Statement};
/// use bailiwick_iam::request::{Caller, Context, Request, Resource};
///
/// let policy = Policy::new([Statement::allow(["s3:Get*"]).on(["arn:aws:s3:::logs/*"])]);
/// let prepared = Prepared::new(&Layers::identity([&policy]));
/// let request = Request {
///     caller: Caller::user("arn:aws:iam::111122223333:user/ada"),
///     action: "s3:GetObject".to_owned(),
///     resource: Resource::new("arn:aws:s3:::logs/today").owned_by("111122223333".parse().unwrap()),
///     context: Context::complete(),
/// };
/// let asked = prepared.request(&request);
/// assert_eq!(asked.decide(), Decision::Allowed);
/// ```
#[derive(Debug)]
pub struct Prepared {
    vocabulary: Vocabulary,
    layers: CompiledLayers,
}

/// A request translated for a [`Prepared`]; it can be decided again and again.
#[derive(Debug, Clone)]
pub struct PreparedRequest<'p> {
    layers: &'p CompiledLayers,
    question: Question<'p>,
}

/// [`Layers`], compiled.
#[derive(Debug, Clone)]
pub(super) struct CompiledLayers {
    pub(super) identity: Known<Set>,
    pub(super) boundary: Known<Option<Set>>,
    pub(super) session: Known<Option<Set>>,
    pub(super) resource: Known<Option<Set>>,
    pub(super) service_control: Known<Vec<Set>>,
    pub(super) resource_control: Known<Vec<Set>>,
    pub(super) endpoint: Known<Option<Set>>,
    pub(super) caller_in_management_account: Known<bool>,
    pub(super) resource_in_management_account: Known<bool>,
}

impl Prepared {
    /// Compiles the policies.
    pub fn new(layers: &Layers<'_>) -> Self {
        let mut vocabulary = Vocabulary::default();
        let layers = CompiledLayers::new(layers, &mut vocabulary);
        Self { vocabulary, layers }
    }

    /// Translates a request.
    pub fn request<'p>(&'p self, request: &'p Request) -> PreparedRequest<'p> {
        PreparedRequest {
            layers: &self.layers,
            question: Question::new(request, &self.vocabulary),
        }
    }

    /// Translates a request given as strings: the resource's ARN, the account
    /// that owns it where the ARN does not say, and every condition key that
    /// the request carries, with its one value.
    pub fn request_of_strings<'p>(
        &'p self,
        caller: &'p Caller,
        action: &'p str,
        resource: &'p str,
        owner: Option<AccountId>,
        context: &[(&str, &'p str)],
    ) -> PreparedRequest<'p> {
        PreparedRequest {
            layers: &self.layers,
            question: Question::of_strings(
                caller,
                action,
                resource,
                owner,
                context,
                &self.vocabulary,
            ),
        }
    }

    /// The decision on a request.
    pub fn decide(&self, request: &Request) -> Decision {
        self.request(request).decide()
    }
}

impl PreparedRequest<'_> {
    /// The decision.
    pub fn decide(&self) -> Decision {
        rules::decide(self.layers, &self.question)
    }

    /// The decision as far as access goes: what nothing allows is denied, even where it is
    /// not known whether a statement denies it as well.
    pub fn access(&self) -> Decision {
        match self.decide() {
            Decision::Unknown(_) if self.is_allowed_by_nothing() => Decision::ImplicitlyDenied,
            decision => decision,
        }
    }

    fn is_allowed_by_nothing(&self) -> bool {
        let verdict: Verdict<Truth> = rules::judge(self.layers, &self.question);
        verdict.allowed.truth() == Truth::False
    }

    /// What an explanation looks into.
    pub(super) fn parts(&self) -> (&CompiledLayers, &Question<'_>) {
        (self.layers, &self.question)
    }
}

impl CompiledLayers {
    pub(super) fn new(layers: &Layers<'_>, vocabulary: &mut Vocabulary) -> Self {
        let mut one =
            |policy: &Option<&Policy>| policy.map(|policy| Set::new([policy], vocabulary));
        let boundary = map(&layers.boundary, &mut one);
        let resource = map(&layers.resource, &mut one);
        let endpoint = map(&layers.endpoint, &mut one);
        let mut several = |policies: &Vec<&Policy>| Set::new(policies.iter().copied(), vocabulary);
        let mut levels = |levels: &Vec<Vec<&Policy>>| levels.iter().map(&mut several).collect();
        let service_control = map(&layers.service_control, &mut levels);
        let resource_control = map(&layers.resource_control, &mut levels);
        Self {
            identity: map(&layers.identity, &mut several),
            boundary,
            session: map(&layers.session, |policies| {
                policies.as_ref().map(&mut several)
            }),
            resource,
            service_control,
            resource_control,
            endpoint,
            caller_in_management_account: layers.caller_in_management_account.clone(),
            resource_in_management_account: layers.resource_in_management_account.clone(),
        }
    }
}

fn map<T, C>(known: &Known<T>, compile: impl FnOnce(&T) -> C) -> Known<C> {
    match known {
        Known::Known(policies) => Known::Known(compile(policies)),
        Known::Unknown(reason) => Known::Unknown(reason.clone()),
    }
}
