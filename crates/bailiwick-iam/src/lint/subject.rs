//! A policy under judgement, with what the service data says of it.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::actions::{ActionName, expand};
use crate::finding::Place;
use crate::policy::{
    Comparison, Effect, Operator, Policy, PolicyKind, Quantifier, Selection, Statement, Version,
};
use crate::service_data::{Action, ConditionValueType, GlobalKey, Presence, ServiceData};

/// The policy, where it stands, and the data to judge it by.
pub(super) struct Subject<'a> {
    pub(super) policy: &'a Policy,
    pub(super) kind: PolicyKind,
    pub(super) data: &'a ServiceData,
    pub(super) statements: Vec<Judged<'a>>,
}

/// A statement under judgement.
pub(super) struct Judged<'a> {
    pub(super) position: usize,
    pub(super) statement: &'a Statement,
    data: &'a ServiceData,
    reach: OnceCell<BTreeSet<ActionName>>,
}

/// One test of a condition.
pub(super) struct Test<'a> {
    /// The operator as written.
    pub(super) written: &'a str,
    pub(super) operator: Operator,
    pub(super) key: &'a str,
    pub(super) values: &'a BTreeSet<String>,
    /// Where its key stands.
    pub(super) place: Place,
}

impl<'a> Subject<'a> {
    pub(super) fn new(policy: &'a Policy, kind: PolicyKind, data: &'a ServiceData) -> Self {
        let judged = |(position, statement)| Judged {
            position,
            statement,
            data,
            reach: OnceCell::new(),
        };
        Self {
            policy,
            kind,
            data,
            statements: policy.statements.iter().enumerate().map(judged).collect(),
        }
    }

    /// The version, which decides whether there are variables.
    pub(super) fn version(&self) -> Version {
        self.policy.version
    }

    /// The statements that allow.
    pub(super) fn allowing(&self) -> impl Iterator<Item = &Judged<'a>> {
        let allows = |judged: &&Judged<'a>| judged.statement.effect == Effect::Allow;
        self.statements.iter().filter(allows)
    }

    /// The type of a key's values, when the key is known.
    pub(super) fn value_type(&self, key: &str) -> Option<ConditionValueType> {
        self.data.value_type(key)
    }
}

impl<'a> Judged<'a> {
    /// The whole statement.
    pub(super) fn place(&self) -> Place {
        Place::statement(self.position)
    }

    /// An element of the statement, or a value in it.
    pub(super) fn element(&self, name: &str) -> Place {
        self.place().within(name)
    }

    /// The name of the element that holds the actions.
    pub(super) fn action_element(&self) -> &'static str {
        match self.statement.action {
            Selection::Only(_) => "Action",
            Selection::AllExcept(_) => "NotAction",
        }
    }

    /// The name of the element that holds the resources.
    pub(super) fn resource_element(&self) -> &'static str {
        match self.statement.resource {
            Some(Selection::AllExcept(_)) => "NotResource",
            _ => "Resource",
        }
    }

    /// The patterns of `Action`; none when it is `NotAction`.
    pub(super) fn actions(&self) -> impl Iterator<Item = &'a str> {
        positive(Some(&self.statement.action))
    }

    /// The patterns of `Resource`; none when it is `NotResource`, or absent.
    pub(super) fn resources(&self) -> impl Iterator<Item = &'a str> {
        positive(self.statement.resource.as_ref())
    }

    /// The actions of today that the statement speaks of.
    pub(super) fn reach(&self) -> &BTreeSet<ActionName> {
        self.reach.get_or_init(|| {
            let patterns = self.statement.action.patterns().iter();
            let named = patterns
                .flat_map(|pattern| expand(self.data, pattern))
                .collect();
            match self.statement.action {
                Selection::Only(_) => named,
                Selection::AllExcept(_) => &expand(self.data, "*") - &named,
            }
        })
    }

    /// What the service data says of an action.
    pub(super) fn action(&self, name: ActionName) -> Option<&'a Action> {
        self.data.service(name.prefix())?.action(name.name())
    }

    /// The tests whose operator IAM has.
    pub(super) fn tests(&self) -> impl Iterator<Item = Test<'a>> {
        let place = self.element("Condition");
        self.statement
            .condition
            .tests()
            .filter_map(move |(written, key, values)| {
                Some(Test {
                    written,
                    operator: written.parse().ok()?,
                    key,
                    values,
                    place: place.clone().within(written).within(key),
                })
            })
    }
}

fn positive(selection: Option<&Selection>) -> impl Iterator<Item = &str> {
    let patterns = match selection {
        Some(Selection::Only(patterns)) => Some(patterns),
        _ => None,
    };
    patterns.into_iter().flatten().map(String::as_str)
}

impl Test<'_> {
    /// Whether the test holds when the request does not carry the key
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>).
    pub(super) fn holds_when_absent(&self) -> bool {
        let Operator {
            quantifier,
            comparison,
            if_exists,
        } = self.operator;
        match (comparison, quantifier) {
            (Comparison::Null, _) => self.values.iter().any(|value| value == "true"),
            _ if if_exists => true,
            (_, Quantifier::ForAllValues) => true,
            (_, Quantifier::ForAnyValue) => false,
            (_, Quantifier::Single) => comparison.negates().is_some(),
        }
    }

    /// Whether it asks for a value, so that a request without the key, or with
    /// another value, fails it.
    pub(super) fn demands(&self) -> bool {
        !self.holds_when_absent()
            && self.operator.comparison.negates().is_none()
            && self.operator.comparison != Comparison::Null
    }

    pub(super) fn is_of(&self, key: &str) -> bool {
        self.key.eq_ignore_ascii_case(key)
    }

    /// Whether every request may carry the key, whatever the action.
    pub(super) fn is_of_every_action(&self) -> bool {
        GlobalKey::find(self.key).is_some_and(|key| key.presence() != Presence::OfAction)
    }
}
