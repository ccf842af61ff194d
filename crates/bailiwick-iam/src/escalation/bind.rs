//! The targets of a path for whoever stands at a node, each with what it binds.

mod change;
mod fact;

use std::collections::BTreeMap;

use super::graph::Graph;
use super::judge::{Actor, trusts};
use super::judgement::Judgement;
use super::names::without_variables;
use super::node::Node;
use super::path::{Path, Takes};
use crate::account::{Account, Asset, Principal};
use crate::actions::matches_wildcard;
use crate::decide::Known;
use crate::policy::{Principal as Named, PrincipalKind, Principals};
use crate::request::is_service_linked_role;
use change::{changes, groups, own};
use fact::holds;

/// One target of a path.
#[derive(Clone)]
pub(super) struct Binding {
    /// The resources that are given, by type: the role, the function that is changed.
    pub(super) bound: BTreeMap<&'static str, String>,
    /// What is reached.
    pub(super) to: Node,
    /// What must hold beside the calls.
    pub(super) holds: Judgement,
    /// The service that the role is passed to.
    pub(super) passed_to: Option<&'static str>,
}

impl Binding {
    fn to(to: Node) -> Self {
        Self {
            bound: BTreeMap::new(),
            to,
            holds: Judgement::yes(),
            passed_to: None,
        }
    }

    fn with(mut self, kind: &'static str, arn: impl Into<String>) -> Self {
        self.bound.insert(kind, arn.into());
        self
    }

    fn given(mut self, judgement: Judgement) -> Self {
        self.holds = self.holds.and(judgement);
        self
    }
}

impl Graph<'_> {
    /// The targets of a path, without those that are out of the question.
    pub(super) fn bindings(&self, node: &Node, actor: &Actor<'_>, path: &Path) -> Vec<Binding> {
        let bindings = match path.takes {
            Takes::OwnPolicies => own(node, actor, path),
            Takes::Group => groups(node, actor),
            Takes::User => self.others(node, actor, is_user, |_, user, to| {
                vec![Binding::to(to).given(holds(user, path.when))]
            }),
            Takes::UserChanged => self.others(node, actor, is_user, |account, user, to| {
                changes(account, user, to, path)
            }),
            Takes::Role => self.roles(node, actor, path),
            Takes::RoleChanged => self.others(node, actor, is_role, |account, role, to| {
                changes(account, role, to, path)
            }),
            Takes::RolePassedTo(services) => self.passed(actor, path, services),
            Takes::RoleOf(services) => self.roles_of(actor, path, services),
        };
        let resting = |binding: Binding| match path.rests_on {
            Some(what) => binding.given(Judgement::unknown(what)),
            None => binding,
        };
        bindings
            .into_iter()
            .map(resting)
            .filter(|binding| !binding.holds.is_no())
            .collect()
    }

    /// The other users or roles of the actor's account, each with its bindings.
    fn others(
        &self,
        node: &Node,
        actor: &Actor<'_>,
        wanted: fn(&Principal) -> bool,
        bind: impl Fn(&Account, &Principal, Node) -> Vec<Binding>,
    ) -> Vec<Binding> {
        let mut bindings = Vec::new();
        for (place, principal) in self.members(actor.account) {
            if place == node.principal || !wanted(principal) || is_service_linked(principal) {
                continue;
            }
            for binding in bind(actor.account, principal, Node::new(place)) {
                let kind = if is_user(principal) { "user" } else { "role" };
                bindings.push(binding.with(kind, &principal.arn));
            }
        }
        bindings
    }

    /// The roles that may be taken: of every account where that needs nothing but
    /// `sts:AssumeRole`, else of the same one.
    fn roles(&self, node: &Node, actor: &Actor<'_>, path: &Path) -> Vec<Binding> {
        let allowing = actor.allowing("sts:AssumeRole");
        let roles: Vec<(usize, &Principal)> = if path.needs == ["sts:AssumeRole"] {
            let places = self.takeable.places(actor.principal).into_iter();
            let roles = places.map(|place| (place, self.principals[place].1));
            roles
                .filter(|(_, role)| may_take(actor.principal, &allowing, role))
                .collect()
        } else {
            self.members(actor.account).collect()
        };
        roles
            .into_iter()
            .filter(|(place, role)| {
                *place != node.principal && is_role(role) && !is_service_linked(role)
            })
            .map(|(place, role)| Binding::to(Node::new(place)).with("role", &role.arn))
            .collect()
    }

    /// The roles of the account that trust one of the services.
    fn passed(
        &self,
        actor: &Actor<'_>,
        path: &Path,
        services: &'static [&'static str],
    ) -> Vec<Binding> {
        let mut bindings = Vec::new();
        for (place, role) in self.members(actor.account) {
            for service in services.iter().copied().filter(|_| is_role(role)) {
                let trust = self.trust(place, service, || trusts(actor.account, role, service));
                if trust.is_no() {
                    continue;
                }
                let mut binding = Binding::to(Node::new(place))
                    .with("role", &role.arn)
                    .given(trust)
                    .given(holds(role, path.when));
                binding.passed_to = Some(service);
                bindings.extend(on_existing(&binding, actor.account, path.exists));
            }
        }
        bindings
    }

    /// What runs with a role, of the first of the path's types. Where others may exist,
    /// they may run with any role that trusts the service.
    fn roles_of(
        &self,
        actor: &Actor<'_>,
        path: &Path,
        services: &'static [&'static str],
    ) -> Vec<Binding> {
        let kind = path.exists.first().copied().unwrap_or_default();
        let place_of = |asset: &Asset| {
            let role = asset.role.as_deref()?;
            let mut members = self.members(actor.account);
            members.find(|(_, principal)| principal.arn == role)
        };
        let running = actor.account.assets.iter();
        let mut bindings: Vec<Binding> = running
            .filter(|asset| asset.kind == kind)
            .filter_map(|asset| {
                let (place, _) = place_of(asset)?;
                Some(Binding::to(Node::new(place)).with(short(kind), &asset.arn))
            })
            .collect();
        if !actor.account.has_no_other_assets {
            let passed = self.passed(actor, path, services).into_iter();
            bindings.extend(passed.map(|binding| unseen(binding, kind)));
        }
        bindings
    }
}

/// A binding to the role of something that may not exist.
fn unseen(mut binding: Binding, kind: &'static str) -> Binding {
    let role = binding.bound.remove("role").unwrap_or_default();
    binding.passed_to = None;
    binding.holds = Judgement::unknown(format!("a {} that has `{role}`", words(kind)));
    binding
}

/// `ec2:launch-template` as a person says it.
fn words(kind: &str) -> String {
    let (service, name) = kind.split_once(':').unwrap_or(("", kind));
    format!("{} of {service}", name.replace('-', " "))
}

/// One binding for each existing thing of the type. Where others may exist, the caller
/// finds one by its name.
fn on_existing(binding: &Binding, account: &Account, kinds: &[&'static str]) -> Vec<Binding> {
    let Some(kind) = kinds.first().copied() else {
        return vec![binding.clone()];
    };
    let there = account.assets.iter().filter(|asset| asset.kind == kind);
    let mut bindings: Vec<Binding> = there
        .map(|asset| binding.clone().with(short(kind), &asset.arn))
        .collect();
    if !account.has_no_other_assets {
        let why = format!("a {}, which is there already", words(kind));
        bindings.push(binding.clone().given(Judgement::unknown(why)));
    }
    bindings
}

/// A type without its service: `function`.
fn short(kind: &'static str) -> &'static str {
    kind.split_once(':').map_or(kind, |(_, kind)| kind)
}

fn is_user(principal: &Principal) -> bool {
    principal.as_user().is_some()
}

fn is_role(principal: &Principal) -> bool {
    principal.as_role().is_some()
}

/// Whether a role is linked to a service, which alone takes it and changes it
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-permissions.html>).
fn is_service_linked(role: &Principal) -> bool {
    is_service_linked_role(&role.arn)
}

/// Whether it is worth asking if somebody may take a role: its trust policy names them, or
/// names AWS principals at all and they may take a role of that name. Services and identity
/// providers take roles that users and roles cannot.
fn may_take(who: &Principal, allowing: &[String], role: &Principal) -> bool {
    let Some(Known::Known(trust)) = role.as_role().map(|role| &role.trust) else {
        return true;
    };
    let mut named = trust.statements.iter().map(|one| &one.principal);
    let allowed = || {
        let mut patterns = allowing.iter();
        patterns.any(|pattern| matches_wildcard(&without_variables(pattern), &role.arn))
    };
    named.any(|named| match named {
        Some(Named::Only(Principals::Named(named))) => {
            let aws = named.get(&PrincipalKind::Aws);
            aws.is_some_and(|names| {
                let direct = |name: &String| *name == who.arn || name == "*";
                names.iter().any(direct) || allowed()
            })
        }
        Some(Named::Only(Principals::Everyone) | Named::AllExcept(_)) => true,
        None => false,
    })
}
