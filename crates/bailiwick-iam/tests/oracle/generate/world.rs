//! A random question, with everything that has a say in it.

use std::fmt;

use bailiwick_iam::decide::{Known, Layers};
use bailiwick_iam::policy::Policy;
use bailiwick_iam::request::{AccountId, Caller, Request, Resource};

use super::context::context;
use super::policy::{Place, full_access, policy};
use super::random::Random;
use super::words;

/// A request and the policies of every layer, owned.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) identity: Known<Vec<Policy>>,
    pub(crate) boundary: Known<Option<Policy>>,
    pub(crate) session: Known<Option<Vec<Policy>>>,
    pub(crate) resource: Known<Option<Policy>>,
    pub(crate) service_control: Known<Vec<Vec<Policy>>>,
    pub(crate) resource_control: Known<Vec<Vec<Policy>>>,
    pub(crate) endpoint: Known<Option<Policy>>,
    pub(crate) caller_in_management_account: Known<bool>,
    pub(crate) resource_in_management_account: Known<bool>,
    pub(crate) request: Request,
}

impl World {
    /// A question about which everything is known, or an `open` one.
    pub(crate) fn random(random: &mut Random, open: bool) -> Self {
        let request = request(random, open);
        let trust = request.resource.arn.contains(":role/");
        let place = if trust { Place::Trust } else { Place::Resource };
        let attached = |random: &mut Random| policy(random, Place::Attached, &request);
        let maybe = |random: &mut Random, percent, place| {
            random.percent(percent).then(|| match random.percent(30) {
                true => full_access(),
                false => policy(random, place, &request),
            })
        };
        let few_layers = random.percent(40);
        let no_identity = !matches!(
            request.caller,
            Caller::User { .. } | Caller::RoleSession { .. } | Caller::FederatedUser { .. }
        );
        let identity_count = if no_identity { 0 } else { random.below(4) };
        let identity = (0..identity_count).map(|_| attached(random)).collect();
        let boundary = maybe(random, if no_identity { 0 } else { 30 }, Place::Attached);
        let is_session = matches!(
            request.caller,
            Caller::RoleSession { .. } | Caller::FederatedUser { .. }
        );
        let session = (is_session && random.percent(35))
            .then(|| (0..1 + random.below(2)).map(|_| attached(random)).collect());
        // A trust policy speaks of assuming the role, and of nothing else that is done to it.
        let has_policy = match request.action.split(':').next() {
            Some("iam") => 0,
            // What is done to no resource meets no resource's policy.
            _ if request.resource.arn == "*" => 0,
            Some("sts" | "kms") => 90,
            _ => 60,
        };
        let resource = maybe(random, has_policy, place);
        let service_control = levels(random, &request, few_layers);
        let resource_control = levels(random, &request, few_layers);
        let endpoint = maybe(random, if few_layers { 0 } else { 15 }, Place::Resource);
        let in_management = random.percent(10);
        Self {
            identity: known(random, open, identity),
            boundary: known(random, open, boundary),
            session: known(random, open, session),
            resource: known(random, open, resource),
            service_control: known(random, open, service_control),
            resource_control: known(random, open, resource_control),
            endpoint: known(random, open, endpoint),
            caller_in_management_account: known(random, open, in_management),
            resource_in_management_account: known(random, open, in_management),
            request,
        }
    }

    pub(crate) fn layers(&self) -> Layers<'_> {
        Layers {
            identity: map(&self.identity, |policies| policies.iter().collect()),
            boundary: map(&self.boundary, Option::as_ref),
            session: map(&self.session, |policies| {
                policies.as_ref().map(|policies| policies.iter().collect())
            }),
            resource: map(&self.resource, Option::as_ref),
            service_control: map(&self.service_control, |levels| of_levels(levels)),
            resource_control: map(&self.resource_control, |levels| of_levels(levels)),
            endpoint: map(&self.endpoint, Option::as_ref),
            caller_in_management_account: self.caller_in_management_account.clone(),
            resource_in_management_account: self.resource_in_management_account.clone(),
        }
    }
}

/// Someone who asks.
pub(crate) fn caller(random: &mut Random) -> Caller {
    match random.below(20) {
        0..5 => Caller::user("arn:aws:iam::111111111111:user/red"),
        5..7 => Caller::user("arn:aws:iam::111111111111:user/division/a"),
        7..12 => Caller::role_session("arn:aws:iam::111111111111:role/app/r", "s"),
        12 => Caller::role_session(
            "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
            "s",
        ),
        13..15 => Caller::FederatedUser {
            user: "arn:aws:iam::111111111111:user/red".to_owned(),
            name: "f".to_owned(),
        },
        15..17 => Caller::Root {
            account: account(true),
        },
        17 => Caller::Anonymous,
        18 => Caller::Service {
            name: random.of(words::SERVICES).to_owned(),
        },
        _ => match random.percent(50) {
            true => Caller::WebIdentity {
                provider: words::PROVIDERS[0].to_owned(),
            },
            false => Caller::Saml {
                provider: words::PROVIDERS[1].to_owned(),
            },
        },
    }
}

/// The callers' account, or the other.
fn account(own: bool) -> AccountId {
    let id = if own { "111111111111" } else { "222222222222" };
    id.parse().expect("an account")
}

pub(crate) fn request(random: &mut Random, open: bool) -> Request {
    let caller = caller(random);
    let federated = matches!(caller, Caller::WebIdentity { .. } | Caller::Saml { .. });
    let action = match federated || random.percent(10) {
        true => "sts:AssumeRole",
        false => random.of(words::ACTIONS),
    };
    let action = match caller {
        Caller::WebIdentity { .. } => "sts:AssumeRoleWithWebIdentity",
        Caller::Saml { .. } => "sts:AssumeRoleWithSAML",
        _ => action,
    };
    let alias = random.percent(50);
    let arn = random.of(match action {
        "kms:CreateKey" | "s3:ListAllMyBuckets" | "ec2:DescribeInstances" => &["*"],
        "kms:CreateAlias" if alias => words::ALIASES_OF_KMS,
        _ if action.starts_with("kms:") => words::KEYS_OF_KMS,
        _ if action.starts_with("sts:") || action.starts_with("iam:") => words::ROLES,
        _ => words::RESOURCES,
    });
    let mut resource = Resource::new(arn);
    if arn.starts_with("arn:aws:s3") && !(open && random.percent(20)) {
        resource = resource.owned_by(account(random.percent(70)));
    }
    Request {
        caller,
        action: action.to_owned(),
        resource,
        context: context(random, open),
    }
}

fn levels(random: &mut Random, request: &Request, none: bool) -> Vec<Vec<Policy>> {
    let count = if none { 0 } else { random.of(&[0, 0, 1, 2]) };
    let level = |random: &mut Random| {
        let mut level = Vec::new();
        if random.percent(85) {
            level.push(full_access());
        }
        if random.percent(60) {
            level.push(policy(random, Place::Attached, request));
        }
        level
    };
    (0..count).map(|_| level(random)).collect()
}

fn known<T>(random: &mut Random, open: bool, value: T) -> Known<T> {
    match open && random.percent(4) {
        true => Known::Unknown("it was not given".to_owned()),
        false => Known::Known(value),
    }
}

fn map<'w, T, U>(value: &'w Known<T>, with: impl Fn(&'w T) -> U) -> Known<U> {
    match value {
        Known::Known(value) => Known::Known(with(value)),
        Known::Unknown(what) => Known::Unknown(what.clone()),
    }
}

fn of_levels(levels: &[Vec<Policy>]) -> Vec<Vec<&Policy>> {
    levels.iter().map(|level| level.iter().collect()).collect()
}

impl fmt::Display for World {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let layers = self.layers();
        let option = |policy: &Option<&Policy>| policy.map(Policy::to_minified);
        let list = |policies: &[&Policy]| -> Vec<String> {
            policies.iter().map(|policy| policy.to_minified()).collect()
        };
        let nested = |levels: &Vec<Vec<&Policy>>| -> Vec<Vec<String>> {
            levels.iter().map(|level| list(level)).collect()
        };
        let mut line = |name: &str, text: String| writeln!(formatter, "  {name}: {text}");
        line("request", format!("{:?}", self.request))?;
        line(
            "identity",
            format!("{:?}", map(&layers.identity, |all| list(all))),
        )?;
        line("boundary", format!("{:?}", map(&layers.boundary, option)))?;
        line(
            "session",
            format!("{:?}", map(&layers.session, |all| all.as_deref().map(list))),
        )?;
        line("resource", format!("{:?}", map(&layers.resource, option)))?;
        line("scp", format!("{:?}", map(&layers.service_control, nested)))?;
        line(
            "rcp",
            format!("{:?}", map(&layers.resource_control, nested)),
        )?;
        line("endpoint", format!("{:?}", map(&layers.endpoint, option)))?;
        line(
            "caller in management account",
            format!("{:?}", self.caller_in_management_account),
        )?;
        line(
            "resource in management account",
            format!("{:?}", self.resource_in_management_account),
        )
    }
}
