//! One statement of a policy.

use std::fmt;

use super::{Condition, Principal, Selection, Sid};

/// Whether a statement allows or denies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Allows what it matches, unless another statement denies it.
    Allow,
    /// Denies what it matches, whatever allows it.
    Deny,
}

impl Effect {
    /// The effect as it stands in a document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// A statement: who may (not) do what to which resources, and when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Statement {
    /// A label, unique within the policy.
    pub sid: Option<Sid>,
    /// Whether it allows or denies.
    pub effect: Effect,
    /// `Principal` or `NotPrincipal`: in resource and trust policies only.
    pub principal: Option<Principal>,
    /// `Action` or `NotAction`: patterns such as `s3:Get*`.
    pub action: Selection,
    /// `Resource` or `NotResource`: ARN patterns. `None` in trust policies.
    pub resource: Option<Selection>,
    /// When it applies; empty: always.
    pub condition: Condition,
}

impl Statement {
    /// A statement that allows `actions`, on nothing in particular yet.
    pub fn allow<T: Into<String>>(actions: impl IntoIterator<Item = T>) -> Self {
        Self::new(Effect::Allow, Selection::only(actions))
    }

    /// A statement that denies `actions`, on nothing in particular yet.
    pub fn deny<T: Into<String>>(actions: impl IntoIterator<Item = T>) -> Self {
        Self::new(Effect::Deny, Selection::only(actions))
    }

    /// A statement about `action`, without label, principal, resource or
    /// condition.
    pub fn new(effect: Effect, action: Selection) -> Self {
        Self {
            sid: None,
            effect,
            principal: None,
            action,
            resource: None,
            condition: Condition::default(),
        }
    }

    /// The same statement, labelled.
    #[must_use]
    pub fn with_sid(mut self, sid: Sid) -> Self {
        self.sid = Some(sid);
        self
    }

    /// The same statement on `resources`.
    #[must_use]
    pub fn on<T: Into<String>>(mut self, resources: impl IntoIterator<Item = T>) -> Self {
        self.resource = Some(Selection::only(resources));
        self
    }

    /// The same statement for `principal`.
    #[must_use]
    pub fn for_principal(mut self, principal: Principal) -> Self {
        self.principal = Some(principal);
        self
    }

    /// The same statement, which applies only when `condition` holds.
    #[must_use]
    pub fn when(mut self, condition: Condition) -> Self {
        self.condition = condition;
        self
    }
}
