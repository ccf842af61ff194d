//! What decides about a user or role by itself: its policies, its boundary, and the
//! organisation's policies over its account, in a form that two sides can be compared by.
//!
//! Owns: [`Layers`]. Refuses: to guess what a policy says that was not given; it is named.

use std::collections::BTreeSet;
use std::rc::Rc;

use bailiwick_compile::Stack;
use bailiwick_iam::account::{Account, Principal};
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::{Effect, Policy, Statement, Version};
use serde_json::Value;

use crate::side::Side;

/// One statement, without its label, and the version of the language it is in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rule {
    pub(crate) version: Version,
    pub(crate) statement: Statement,
}

/// How the ARNs of AWS's own managed policies begin, within words.
const AWS_MANAGED: &str = "`arn:aws:iam::aws:policy/";

/// Rules that have a say together. How they are spread over policies says nothing.
pub(crate) type Layer = BTreeSet<Rule>;

/// Everything that decides about a user or role, but for policies of resources.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Layers {
    /// Its own policies, and those of its groups.
    pub(crate) identity: Layer,
    /// Its boundary, if it has one.
    pub(crate) boundary: Option<Layer>,
    /// The service control policies, level by level.
    pub(crate) control: Vec<Layer>,
    /// Policies that have a say and were not given, in words.
    pub(crate) missing: BTreeSet<String>,
    /// What may be in those, where the words do not tell one from another: every policy of
    /// the account's stacks, as it is written there.
    pub(crate) unread: Option<Rc<str>>,
}

impl Layers {
    /// Those of a user or role; `written` is every policy in the stacks of its account.
    pub(crate) fn of(account: &Account, principal: &Principal, written: &Rc<str>) -> Self {
        let identity = account.identity(principal);
        let mut layers = Self {
            identity: rules(identity.known),
            boundary: None,
            control: Vec::new(),
            missing: identity.missing.into_iter().collect(),
            unread: None,
        };
        if let Some(arn) = &principal.boundary {
            match account.managed_policy(arn) {
                Known::Known(policy) => layers.boundary = Some(rules([policy])),
                Known::Unknown(why) => {
                    layers.missing.insert(format!("its boundary: {why}"));
                }
            }
        }
        match (&account.is_management, &account.service_control) {
            // No such policy limits the management account
            // (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>).
            (Known::Known(true), _) => {}
            (Known::Known(false), Known::Known(levels)) => {
                layers.control = levels.iter().map(rules).collect();
            }
            (Known::Unknown(why), _) | (_, Known::Unknown(why)) => {
                layers.missing.insert(why.clone());
            }
        }
        // A policy of AWS is the same wherever it is named.
        if !layers
            .missing
            .iter()
            .all(|words| words.contains(AWS_MANAGED))
        {
            layers.unread = Some(Rc::clone(written));
        }
        layers
    }

    /// Those of nobody, who may do nothing.
    pub(crate) fn none() -> Self {
        Self {
            identity: Layer::new(),
            boundary: None,
            control: Vec::new(),
            missing: BTreeSet::new(),
            unread: None,
        }
    }

    /// What it may do is what every one of these allows and none denies; the first allows
    /// the least.
    pub(crate) fn policies(&self) -> Vec<Vec<Policy>> {
        std::iter::once(&self.identity)
            .chain(&self.boundary)
            .chain(&self.control)
            .map(policies)
            .collect()
    }

    /// Whether the same policies are missing on both sides.
    pub(crate) fn misses_the_same(&self, other: &Self) -> bool {
        self.missing == other.missing && self.unread == other.unread
    }

    /// What a policy of a resource can still let it do: everything that nothing here denies
    /// and that its boundary and its organisation allow.
    pub(crate) fn limits(&self) -> Self {
        Self {
            identity: denials_only(&self.identity),
            ..self.clone()
        }
    }

    /// The same where the boundary does not limit what a policy of a resource allows: it does
    /// not where that policy names a user or the session of a role
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>).
    pub(crate) fn limits_beside_boundary(&self) -> Self {
        Self {
            identity: denials_only(&self.identity),
            boundary: self.boundary.as_ref().map(denials_only),
            ..self.clone()
        }
    }

    /// Every rule, whichever layer it is in.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &Rule> {
        let limits = self.boundary.iter().chain(&self.control);
        limits.chain([&self.identity]).flatten()
    }
}

/// The rules of policies.
pub(crate) fn rules<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> Layer {
    let mut layer = Layer::new();
    for policy in policies {
        for statement in &policy.statements {
            let mut statement = statement.clone();
            statement.sid = None;
            layer.insert(Rule {
                version: policy.version,
                statement,
            });
        }
    }
    layer
}

/// Rules as policies, one for each version of the language.
pub(crate) fn policies(layer: &Layer) -> Vec<Policy> {
    let versions = [Version::Current, Version::Old];
    let of = |version: Version| {
        let rules = layer.iter().filter(move |rule| rule.version == version);
        let statements = rules.map(|rule| rule.statement.clone());
        Policy {
            version,
            id: None,
            statements: statements.collect(),
        }
    };
    let all = versions.map(of).into_iter();
    all.filter(|policy| !policy.statements.is_empty()).collect()
}

/// What denies, beside a rule that allows everything.
fn denials_only(layer: &Layer) -> Layer {
    let denials = layer
        .iter()
        .filter(|rule| rule.statement.effect == Effect::Deny);
    let everything = Rule {
        version: Version::Current,
        statement: Statement::allow(["*"]).on(["*"]),
    };
    denials.cloned().chain([everything]).collect()
}

/// Everything of IAM in the stacks of an account, as it is written there.
pub(crate) fn written(side: &Side<'_>, account: &str) -> Rc<str> {
    let stacks = side.blueprint.stacks.iter();
    let stacks = stacks.filter(|stack| stack.account == account);
    let of_stack = |stack: &Stack| {
        let resources = stack.template.resources.iter();
        let of_iam = resources.filter(|(_, resource)| resource.kind.starts_with("AWS::IAM::"));
        let texts =
            of_iam.map(|(id, one)| format!("{id} {}\n", Value::Object(one.properties.clone())));
        format!(
            "{} {}\n{}",
            stack.region,
            stack.name,
            texts.collect::<String>()
        )
    };
    stacks.map(of_stack).collect::<String>().into()
}
