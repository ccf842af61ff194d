//! What is asked of some users and roles, and whether a policy of a resource allows it to them.

use std::collections::BTreeSet;

use bailiwick_iam::account::{Accounts, Question, may_meet_resource_policies};
use bailiwick_iam::actions::{expand, matches_wildcard};
use bailiwick_iam::decide::{Decision, Known};
use bailiwick_iam::policy::{
    Condition, Effect, Policy, Principal, Principals, Selection, Statement,
};
use bailiwick_iam::prove::{Proof, not_granted};
use bailiwick_iam::request::{Request, Resource};
use bailiwick_iam::service_data;
use bailiwick_iam::service_data::{Action, Service};

use super::Held;
use super::named::may_name;
use super::narrowed::may_be_among;
use crate::holders::Holder;
use crate::may::{May, Meant, denials, shown};

/// What is asked of some holders, of any account.
pub(crate) struct Asked<'a> {
    /// Whether the holders are everybody there is.
    pub(crate) of_everyone: bool,
    /// Who may not do it.
    pub(crate) holders: &'a [&'a Holder<'a>],
    /// What they may not do.
    pub(crate) meant: &'a Meant<'a>,
    /// On what, by ARN; everything where there is none.
    pub(crate) resources: &'a [String],
    /// What leaves out requests that are not meant.
    pub(crate) only: Vec<&'a Policy>,
}

impl Asked<'_> {
    /// The services of which a resource's policy may let somebody do what is asked.
    pub(super) fn services(&self) -> BTreeSet<String> {
        let is_asked = |service: &&Service| {
            let mut actions = service.actions().iter();
            self.is_on_its_resources(service)
                && actions
                    .any(|action| self.means(action) && may_meet_resource_policies(service, action))
        };
        let services = service_data().services().filter(is_asked);
        let mut services: BTreeSet<String> = services
            .map(|service| service.prefix().to_owned())
            .collect();
        // Of an action that the service data does not know nothing is known.
        if let Meant::Patterns(patterns) = self.meant {
            let unknown = patterns
                .iter()
                .filter(|pattern| expand(service_data(), pattern).is_empty());
            let named = unknown.map(|pattern| pattern.split(':').next().unwrap_or("*"));
            services.extend(named.map(str::to_owned));
        }
        services
    }

    /// Whether an action is meant, on a resource that it works on.
    pub(super) fn means_one(&self, action: &str) -> bool {
        let Some((service, action)) = service_data().action(action) else {
            return true;
        };
        let types = action.resource_types().iter();
        let types = types.filter_map(|one| service.resource_type(one.name()));
        let mut shapes = types.flat_map(|one| one.arn_patterns());
        self.means(action)
            && shapes.any(|shape| {
                let fields = shape
                    .as_str()
                    .split(':')
                    .map(|field| match field.contains("${") {
                        true => "?*",
                        false => field,
                    });
                may_be_among(&fields.collect::<Vec<_>>().join(":"), self.resources)
            })
    }

    fn means(&self, action: &Action) -> bool {
        match self.meant {
            Meant::Everything => true,
            Meant::Levels(levels) => levels.contains(&action.level()),
            Meant::Such(such) => (such.is_so)(&action.full_name().to_string(), action.level()),
            Meant::Patterns(patterns) => {
                let name = action.full_name().to_string();
                patterns
                    .iter()
                    .any(|pattern| matches_wildcard(pattern, &name))
            }
        }
    }

    /// Whether any of the resources may be of the service, as far as ARNs tell.
    fn is_on_its_resources(&self, service: &Service) -> bool {
        let of_service = |arn: &str, shape: &str| {
            let [arn, shape] = [arn, shape].map(|one| one.split(':').nth(2).unwrap_or("*"));
            matches_wildcard(arn, shape) || shape.contains("${")
        };
        let types = service.resource_types().iter();
        let mut shapes = types.flat_map(|one| one.arn_patterns());
        self.resources.is_empty()
            || shapes.any(|shape| {
                let mut resources = self.resources.iter();
                resources.any(|arn| of_service(arn, shape.as_str()))
            })
    }

    /// Whether one policy lets one holder do what is asked.
    pub(super) fn may(&self, accounts: &Accounts, held: &Held, holder: &Holder<'_>) -> May {
        let mut policy = held.policy.clone();
        policy.statements.retain(|statement| {
            statement.effect == Effect::Deny || may_name(statement, holder.principal, held.account)
        });
        let resources = held.narrowed(self.resources);
        let actions = self.actions(&policy);
        let asks_nothing = actions.as_ref().is_some_and(Vec::is_empty);
        if asks_nothing || (resources.is_empty() && held.arn.is_some()) {
            return May::Never;
        }
        let actions = actions.unwrap_or_default();
        let identity = holder.account.identity(holder.principal);
        if holder.account.id != held.account && identity.missing.is_empty() {
            // From another account, both sides must allow it.
            let own = identity.known.iter().chain(&self.only);
            let own: Vec<&Policy> = own.copied().collect();
            if not_granted(&own, &actions, &resources) == Proof::Proved {
                return May::Never;
            }
        }
        let not_them = Condition::test("ArnNotEquals", "aws:PrincipalArn", [&holder.principal.arn]);
        let nobody_else = Policy::new([Statement::deny(["*"]).on(["*"]).when(not_them)]);
        let denied = denials(holder);
        let own = identity.known.into_iter().map(only_denials);
        let further = denied.into_iter().chain(own);
        let further = further.chain(self.only.iter().map(|one| (*one).clone()));
        let mut policies: Vec<Policy> = further.chain([nobody_else]).map(for_everyone).collect();
        policies.push(policy);
        let policies: Vec<&Policy> = policies.iter().collect();
        match not_granted(&policies, &actions, &resources) {
            Proof::Proved => May::Never,
            Proof::Refuted(witness) => self.confirmed(accounts, held, holder, &witness.request),
            Proof::Unknown(why) => {
                let why: Vec<&str> = why.iter().map(String::as_str).collect();
                let (held, who, why) = (&held.called, &holder.who, why.join(", "));
                May::Unknown(format!(
                    "whether the policy of {held} lets `{who}` in: {why}"
                ))
            }
        }
    }

    /// What the evaluator says, with everything that has a say, of a request that the policy
    /// allows.
    fn confirmed(
        &self,
        accounts: &Accounts,
        held: &Held,
        holder: &Holder<'_>,
        request: &Request,
    ) -> May {
        let (action, arn, who) = (&request.action, &request.resource.arn, &holder.who);
        let question = Question {
            action,
            resource: Resource::new(arn).owned_by(held.account),
            context: request.context.clone(),
            session: Question::SESSION,
            resource_policy: Some(Known::Known(Some(&held.policy))),
        };
        // A template may leave to a policy's place which resource it is about.
        let is_about_it = held.arn.is_some() || self.resources.is_empty();
        let is_enough = is_about_it && held.is_enough;
        let hangs_on = match accounts
            .ask(holder.account, holder.principal, &question)
            .decision
        {
            Decision::Allowed if holder.depends_on.is_empty() && is_enough => {
                let mut witness = shown(holder, &question);
                witness.what = format!("the policy of {} lets `{who}` `{action}`", held.called);
                return May::Can(witness);
            }
            Decision::Allowed => {
                let further = (!is_enough).then(|| "what else must allow it".to_owned());
                holder.depends_on.iter().cloned().chain(further).collect()
            }
            Decision::Unknown(undecided) => undecided.words().collect(),
            Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => {
                vec!["what else limits it".to_owned()]
            }
        };
        let held = &held.called;
        May::Unknown(format!(
            "whether the policy of {held} lets `{who}` do `{action}`: {}",
            hangs_on.join(", ")
        ))
    }

    /// The actions that are meant, of those that a policy may allow; `None`: all of them.
    pub(super) fn actions(&self, policy: &Policy) -> Option<Vec<String>> {
        let allowing = policy.statements.iter();
        let mut allowing = allowing.filter(|statement| statement.effect == Effect::Allow);
        let patterns: Vec<&Selection> = allowing.by_ref().map(|one| &one.action).collect();
        match self.meant {
            _ if patterns.is_empty() => return Some(Vec::new()),
            Meant::Everything => return None,
            Meant::Patterns(patterns) => return Some(patterns.to_vec()),
            Meant::Levels(_) | Meant::Such(_) => {}
        }
        let speaks_of = |service: &&Service| {
            patterns.iter().any(|actions| match actions {
                Selection::Only(names) => names.iter().any(|name| {
                    let named = name.split(':').next().unwrap_or("*");
                    matches_wildcard(named, service.prefix())
                }),
                Selection::AllExcept(_) => true,
            })
        };
        let services = service_data().services().filter(speaks_of);
        let actions = services
            .flat_map(Service::actions)
            .filter(|action| self.means(action))
            .map(|action| action.full_name().to_string());
        Some(actions.collect())
    }
}

/// What a policy denies.
fn only_denials(policy: &Policy) -> Policy {
    let mut denials = policy.clone();
    denials
        .statements
        .retain(|statement| statement.effect == Effect::Deny);
    denials
}

/// A policy that limits everybody, beside one that names its principals.
pub(super) fn for_everyone(policy: Policy) -> Policy {
    let everyone = Principal::Only(Principals::Everyone);
    let statements = policy.statements.into_iter();
    Policy::new(statements.map(|one| one.for_principal(everyone.clone())))
}
