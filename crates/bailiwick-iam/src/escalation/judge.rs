//! Whether a step is allowed to whoever stands at a node.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::circumstances::{circumstances, named_regions};
use super::judgement::Judgement;
use super::memory::Memory;
use super::node::Node;
use crate::account::{Account, Principal, Question, administrator_access};
use crate::actions::matches_wildcard;
use crate::decide::{Known, Layers, Prepared};
use crate::policy::{Effect, Policy, Selection, Statement};
use crate::request::{Caller, Context, Request, Resource};

/// A principal at a node, with the policies it has there.
pub(super) struct Actor<'a> {
    pub(super) account: &'a Account,
    pub(super) principal: &'a Principal,
    /// The policies of it that are not known, in words.
    pub(super) missing: Vec<String>,
    /// What was found out so far.
    pub(super) memory: Memory,
    layers: Layers<'a>,
    /// The layers made ready, when something is first asked of them: most principals may do
    /// nothing that any path needs.
    prepared: OnceCell<Prepared>,
    /// The services of which its own policies may allow something, in lower case; `None` for
    /// all.
    services: Option<BTreeSet<String>>,
}

impl<'a> Actor<'a> {
    pub(super) fn new(node: &Node, account: &'a Account, principal: &'a Principal) -> Self {
        let (policies, missing) = node.identity(account, principal);
        let boundary = match &principal.boundary {
            None => Known::Known(None),
            Some(arn) => match account.managed_policy(arn) {
                Known::Known(policy) => Known::Known(Some(policy)),
                Known::Unknown(why) => Known::Unknown(why),
            },
        };
        // What was not given could only stop a step.
        let service_control = match &account.service_control {
            Known::Known(levels) => levels.iter().map(|level| level.iter().collect()).collect(),
            Known::Unknown(_) => Vec::new(),
        };
        let in_management_account = match &account.is_management {
            Known::Known(is) => *is,
            Known::Unknown(_) => false,
        };
        let layers = Layers {
            boundary,
            service_control: Known::Known(service_control),
            caller_in_management_account: Known::Known(in_management_account),
            ..Layers::identity(policies)
        };
        Self {
            account,
            principal,
            missing,
            memory: Memory::default(),
            prepared: OnceCell::new(),
            services: services(&layers),
            layers,
        }
    }

    /// Whether some statement of its own allows the action somewhere, sometimes.
    pub(super) fn may(&self, action: &str) -> bool {
        let (service, _) = action.split_once(':').unwrap_or((action, ""));
        if let Some(services) = &self.services
            && !services.contains(&service.to_ascii_lowercase())
        {
            return false;
        }
        let mut statements = self.policies().flat_map(|policy| &policy.statements);
        statements.any(|statement| allows(statement, action))
    }

    /// The resource patterns of its own statements that allow the action.
    pub(super) fn allowing(&self, action: &str) -> Vec<String> {
        allowing(self.policies(), action)
    }

    /// The lists of patterns of which one each must match a resource for the action to be
    /// allowed: those of the boundary and of each level of the organisation.
    pub(super) fn limits(&self, action: &str) -> Vec<Vec<String>> {
        let mut limits = Vec::new();
        if let Known::Known(Some(boundary)) = self.layers.boundary {
            limits.push(allowing([boundary], action));
        }
        if let (Known::Known(levels), Known::Known(false)) = (
            &self.layers.service_control,
            &self.layers.caller_in_management_account,
        ) {
            let levels = levels.iter();
            limits.extend(levels.map(|level| allowing(level.iter().copied(), action)));
        }
        limits
    }

    /// Whether it may do something to a resource without a policy of its own.
    pub(super) fn judge(&self, action: &str, arn: &str, context: Context) -> Judgement {
        let request = self.request(action, arn, context);
        let prepared = self.prepared.get_or_init(|| Prepared::new(&self.layers));
        Judgement::from(prepared.request(&request).access())
    }

    /// Whether it may take a role with this trust policy.
    pub(super) fn judge_taking(&self, role: &str, trust: &Policy, context: Context) -> Judgement {
        let layers = Layers {
            resource: Known::Known(Some(trust)),
            ..self.layers.clone()
        };
        let request = self.request("sts:AssumeRole", role, context);
        Judgement::from(Prepared::new(&layers).request(&request).access())
    }

    /// Whether it may do all of this were there no organisation.
    pub(super) fn judge_within_account<'c>(
        &self,
        calls: impl IntoIterator<Item = (&'c str, String)>,
    ) -> Judgement {
        let layers = Layers {
            service_control: Known::Known(Vec::new()),
            ..self.layers.clone()
        };
        let prepared = Prepared::new(&layers);
        calls
            .into_iter()
            .fold(Judgement::yes(), |all, (action, arn)| {
                let request = self.request(action, &arn, circumstances());
                all.and(Judgement::from(prepared.request(&request).access()))
            })
    }

    /// The regions that its policies and those above it name in conditions.
    pub(super) fn regions(&self) -> BTreeSet<String> {
        let boundary = match self.layers.boundary {
            Known::Known(boundary) => boundary,
            Known::Unknown(_) => None,
        };
        let levels = match &self.layers.service_control {
            Known::Known(levels) => levels.as_slice(),
            Known::Unknown(_) => &[],
        };
        let above = levels.iter().flatten().copied();
        named_regions(self.policies().chain(boundary).chain(above))
    }

    fn policies(&self) -> impl Iterator<Item = &'a Policy> {
        let policies = match &self.layers.identity {
            Known::Known(policies) => policies.as_slice(),
            Known::Unknown(_) => &[],
        };
        policies.iter().copied()
    }

    fn request(&self, action: &str, arn: &str, context: Context) -> Request {
        Request {
            caller: self.principal.caller(Question::SESSION),
            action: action.to_owned(),
            resource: Resource::new(arn),
            context: self.tagged(context),
        }
    }

    /// The context with the principal's tags.
    fn tagged(&self, context: Context) -> Context {
        let tags = self.principal.tags.iter();
        tags.fold(context, |context, (key, value)| {
            context.with(&format!("aws:PrincipalTag/{key}"), [value])
        })
    }
}

/// Whether a role's trust policy lets a service of the same account take it.
pub(super) fn trusts(account: &Account, role: &Principal, service: &str) -> Judgement {
    let trust = match role.as_role().map(|role| &role.trust) {
        Some(Known::Known(trust)) => trust,
        Some(Known::Unknown(why)) => return Judgement::unknown(why),
        None => return Judgement::no(),
    };
    let request = Request {
        caller: Caller::Service {
            name: service.to_owned(),
        },
        action: "sts:AssumeRole".to_owned(),
        resource: Resource::new(&role.arn),
        context: Context::partial().with("aws:SourceAccount", [account.id.as_str()]),
    };
    let layers = Layers {
        resource: Known::Known(Some(trust)),
        ..Layers::identity([administrator_access()])
    };
    Judgement::from(Prepared::new(&layers).request(&request).access())
}

fn allowing<'p>(policies: impl IntoIterator<Item = &'p Policy>, action: &str) -> Vec<String> {
    let statements = policies.into_iter().flat_map(|policy| &policy.statements);
    let allowing = statements.filter(|statement| allows(statement, action));
    let mut patterns = Vec::new();
    for statement in allowing {
        match &statement.resource {
            Some(Selection::Only(resources)) => patterns.extend(resources.iter().cloned()),
            Some(Selection::AllExcept(_)) | None => patterns.push("*".to_owned()),
        }
    }
    patterns
}

/// Whether a statement allows the action on something.
fn allows(statement: &Statement, action: &str) -> bool {
    let has_resource = match &statement.resource {
        Some(Selection::Only(resources)) => !resources.is_empty(),
        Some(Selection::AllExcept(_)) | None => true,
    };
    statement.effect == Effect::Allow && has_resource && matches(&statement.action, action)
}

/// The services that the identity policies of some layers name in what they allow; `None` where
/// one may name any.
fn services(layers: &Layers<'_>) -> Option<BTreeSet<String>> {
    let Known::Known(policies) = &layers.identity else {
        return Some(BTreeSet::new());
    };
    let statements = policies.iter().flat_map(|policy| &policy.statements);
    let allowing = statements.filter(|statement| statement.effect == Effect::Allow);
    let mut services = BTreeSet::new();
    for statement in allowing {
        let Selection::Only(patterns) = &statement.action else {
            return None;
        };
        for pattern in patterns {
            let (service, _) = pattern.split_once(':')?;
            if service.contains(['*', '?']) {
                return None;
            }
            services.insert(service.to_ascii_lowercase());
        }
    }
    Some(services)
}

/// Whether an `Action` or `NotAction` element selects the action.
fn matches(selection: &Selection, action: &str) -> bool {
    let one = |pattern: &String| matches_wildcard(pattern, action);
    match selection {
        Selection::Only(patterns) => patterns.iter().any(one),
        Selection::AllExcept(patterns) => !patterns.iter().any(one),
    }
}
