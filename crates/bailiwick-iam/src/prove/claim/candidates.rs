//! The actions of the service data that are worth asking about: one of each
//! class that no policy and no condition key of the claim tells apart.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use crate::policy::{Effect, Selection, Statement};
use crate::service_data::{Action, Service, service_data};

use super::super::text::Pattern;
use super::{Claim, Claimed};

/// An action with its service.
pub(super) type Known = (&'static Service, &'static Action);

/// The actions of the service data as the policies of one claim tell them
/// apart. Services are looked at when they are asked for, those that the
/// policies name first.
pub(super) struct Candidates<'p> {
    /// What allows more than it should, if anything does.
    relevant: Vec<Selected>,
    selections: Vec<Selected>,
    keys: BTreeSet<&'p str>,
    /// Services whose resources some policy tells apart; `None`: all may be.
    of_resources: Option<BTreeSet<&'p str>>,
    services: Vec<(&'static Service, OnceCell<Vec<Known>>)>,
    /// Classes that a service already stands for.
    seen: RefCell<BTreeSet<Class>>,
}

/// What can be told of an action.
type Class = (Vec<bool>, Vec<bool>, bool, Vec<&'static str>);

impl<'p> Candidates<'p> {
    /// Those of a claim.
    pub(super) fn new(claim: &Claim<'p>) -> Self {
        let is_relevant = |statement: &&Statement| match claim.claimed {
            Claimed::NothingNew => statement.effect == Effect::Allow,
            Claimed::Alike => true,
        };
        let relevant = match claim.claimed {
            // What is allowed, every layer allows: the first will do.
            Claimed::NothingNew => claim.second.first().cloned().unwrap_or_default(),
            Claimed::Alike => claim.policies().collect(),
        };
        let relevant = relevant.iter().flat_map(|policy| &policy.statements);
        let relevant: Vec<Selected> = relevant
            .filter(is_relevant)
            .map(|statement| Selected::new(&statement.action))
            .collect();
        let mut selections = BTreeSet::new();
        let mut keys = BTreeSet::new();
        let mut of_resources = Some(BTreeSet::new());
        for statement in claim.policies().flat_map(|policy| &policy.statements) {
            selections.insert(&statement.action);
            keys.extend(statement.condition.tests().map(|(_, key, _)| key));
            for arn in statement.resource.iter().flat_map(Selection::patterns) {
                let service = arn.split(':').nth(2).unwrap_or("*");
                match (arn == "*", service.contains(['*', '?'])) {
                    (true, _) => {}
                    (false, true) => of_resources = None,
                    (false, false) => of_resources.iter_mut().for_each(|named| {
                        named.insert(service);
                    }),
                }
            }
        }
        let selections: Vec<Selected> = selections.into_iter().map(Selected::new).collect();
        let named = |service: &&Service| {
            let of_service =
                |selected: &Selected| selected.of_service.contains_key(service.prefix());
            relevant.iter().any(of_service)
        };
        let (first, others): (Vec<_>, Vec<_>) = service_data().services().partition(named);
        let services = first.into_iter().chain(others);
        Self {
            services: services.map(|service| (service, OnceCell::new())).collect(),
            relevant,
            selections,
            keys,
            of_resources,
            seen: RefCell::default(),
        }
    }

    /// One action of each class.
    pub(super) fn actions(&self) -> impl Iterator<Item = Known> {
        self.services.iter().flat_map(|(service, actions)| {
            actions
                .get_or_init(|| self.of_service(service))
                .iter()
                .copied()
        })
    }

    fn of_service(&self, service: &'static Service) -> Vec<Known> {
        let tells_apart = |named: &BTreeSet<&str>| named.contains(service.prefix());
        let by_type = self.of_resources.as_ref().is_none_or(tells_apart);
        let mut seen = self.seen.borrow_mut();
        let mut candidates = Vec::new();
        for action in service.actions() {
            let name = action.full_name().to_string();
            let lower = name.to_ascii_lowercase();
            let relevant = |selected: &Selected| selected.selects(service.prefix(), &lower);
            if !self.relevant.iter().any(relevant) {
                continue;
            }
            let selections = self.selections.iter();
            let selected = selections.map(|selected| selected.matches(service.prefix(), &lower));
            let carries = self
                .keys
                .iter()
                .map(|key| action.supports_condition_key(key, None));
            let types = action.resource_types().iter().map(|of| of.name());
            let of_type = match by_type {
                true => [service.prefix()].into_iter().chain(types).collect(),
                false => types.take(1).map(|_| "any").collect(),
            };
            let class = (
                selected.collect(),
                carries.collect(),
                is_by_provider(&name),
                of_type,
            );
            if seen.insert(class) {
                candidates.push((service, action));
            }
        }
        candidates
    }
}

/// The actions by which those whom an identity provider vouches for ask STS for
/// a role (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html>).
pub(super) fn is_by_provider(action: &str) -> bool {
    ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"].contains(&action)
}

/// The patterns of a selection, by the service they begin with.
struct Selected {
    except: bool,
    of_service: BTreeMap<String, Vec<Pattern>>,
    of_any: Vec<Pattern>,
}

impl Selected {
    fn new(selection: &Selection) -> Self {
        let mut selected = Self {
            except: matches!(selection, Selection::AllExcept(_)),
            of_service: BTreeMap::new(),
            of_any: Vec::new(),
        };
        for written in selection.patterns() {
            let written = written.to_ascii_lowercase();
            let pattern = Pattern::glob(&written);
            match written.split_once(':') {
                Some((service, _)) if !service.contains(['*', '?']) => {
                    let of_service = selected.of_service.entry(service.to_owned());
                    of_service.or_default().push(pattern);
                }
                _ => selected.of_any.push(pattern),
            }
        }
        selected
    }

    fn selects(&self, service: &str, action: &str) -> bool {
        self.matches(service, action) != self.except
    }

    fn matches(&self, service: &str, action: &str) -> bool {
        let of_service = self.of_service.get(service).into_iter().flatten();
        of_service
            .chain(&self.of_any)
            .any(|pattern| pattern.matches(action))
    }
}
