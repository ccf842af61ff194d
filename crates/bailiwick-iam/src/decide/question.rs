//! One request, translated into the numbers of a [`Vocabulary`].
//!
//! Owns [`Question`]: who, what, on which resource, and a slot for each
//! condition key that some policy uses. Keys that follow from the caller and
//! the resource are derived in [`derived`], and only there.

mod action;
mod derived;
mod identity;
mod slot;

use std::borrow::Cow;

pub(super) use action::Action;
pub(super) use derived::Derived;
pub(super) use identity::{Identity, friendly_name};
pub(super) use slot::{Slot, Value};

use super::rules::Standing;
use super::vocabulary::{Key, Readings, Vocabulary};
use crate::request::{AccountId, Caller, Context, KeyValue, Request, Resource};

/// One request, ready to be compared with prepared policies.
#[derive(Debug, Clone)]
pub(super) struct Question<'q> {
    vocabulary: &'q Vocabulary,
    pub(super) identity: Identity<'q>,
    pub(super) action: Action<'q>,
    pub(super) resource: &'q str,
    /// The account that owns the resource, where the request says so.
    stated_owner: Option<AccountId>,
    /// The account that owns the resource. `None`: not known.
    pub(super) owner: Option<AccountId>,
    /// What the rules make of who asks for what.
    pub(super) standing: Standing,
    slots: Box<[Slot<'q>]>,
    /// Which derived keys the context sets: a bit for each [`Derived`].
    given: u16,
}

impl<'q> Question<'q> {
    pub(super) fn new(request: &'q Request, vocabulary: &'q Vocabulary) -> Self {
        Self::about(
            &request.caller,
            &request.action,
            &request.resource,
            &request.context,
            vocabulary,
        )
    }

    pub(super) fn about(
        caller: &'q Caller,
        action: &'q str,
        resource: &'q Resource,
        context: &'q Context,
        vocabulary: &'q Vocabulary,
    ) -> Self {
        let others = match context.others() {
            KeyValue::Unknown => Slot::Unknown,
            KeyValue::Absent | KeyValue::Present(_) => Slot::Absent,
        };
        let mut question = Self::bare(
            caller,
            action,
            &resource.arn,
            resource.account,
            vocabulary,
            others,
        );
        for (name, value) in context.keys() {
            question.give(name, |readings| match value {
                KeyValue::Unknown => Slot::Unknown,
                KeyValue::Absent => Slot::Absent,
                KeyValue::Present(values) => {
                    Slot::new(values.iter().map(|value| Cow::Borrowed(&**value)), readings)
                }
            });
        }
        question.derive();
        question
    }

    /// A request whose context is complete: keys with one value each.
    pub(super) fn of_strings(
        caller: &'q Caller,
        action: &'q str,
        resource: &'q str,
        owner: Option<AccountId>,
        context: &[(&str, &'q str)],
        vocabulary: &'q Vocabulary,
    ) -> Self {
        let mut question = Self::bare(caller, action, resource, owner, vocabulary, Slot::Absent);
        for (name, value) in context {
            question.give(name, |readings| Slot::one(Cow::Borrowed(*value), readings));
        }
        question.derive();
        question
    }

    /// Sets what the context says of a key, if some policy uses it.
    fn give(&mut self, name: &str, slot: impl FnOnce(Readings) -> Slot<'q>) {
        if let Some(key) = self.vocabulary.find_key(name) {
            let (readings, derived) = self.vocabulary.about(key);
            self.slots[key as usize] = slot(readings);
            self.given |= derived.map_or(0, Derived::bit);
        }
    }

    fn bare(
        caller: &'q Caller,
        action: &'q str,
        resource: &'q str,
        stated_owner: Option<AccountId>,
        vocabulary: &'q Vocabulary,
        others: Slot<'q>,
    ) -> Self {
        let identity = Identity::new(caller);
        let action = Action::new(action, vocabulary);
        let owner = owner(stated_owner, resource, &identity);
        Self {
            standing: Standing::new(&identity, &action, resource, owner),
            identity,
            action,
            resource,
            stated_owner,
            owner,
            slots: vec![others; vocabulary.keys()].into(),
            given: 0,
            vocabulary,
        }
    }

    /// Derives the keys that the context does not set.
    fn derive(&mut self) {
        for (key, derived) in self.vocabulary.derived() {
            if self.given & derived.bit() == 0 {
                self.slots[*key as usize] = match derived.of(self) {
                    KeyValue::Unknown => Slot::Unknown,
                    KeyValue::Absent => Slot::Absent,
                    KeyValue::Present(values) => {
                        let (readings, _) = self.vocabulary.about(*key);
                        Slot::new(values.into_iter().map(Cow::Owned), readings)
                    }
                };
            }
        }
    }

    /// The same request by another caller.
    pub(super) fn asked_by(&mut self, caller: &'q Caller) {
        self.identity = Identity::new(caller);
        self.owner = owner(self.stated_owner, self.resource, &self.identity);
        self.standing = Standing::new(&self.identity, &self.action, self.resource, self.owner);
        self.derive();
    }

    /// What the request says of a key.
    #[inline]
    pub(super) fn slot(&self, key: Key) -> &Slot<'q> {
        &self.slots[key as usize]
    }

    /// The name of a key, in lower case.
    pub(super) fn key_name(&self, key: Key) -> &'q str {
        self.vocabulary.key_name(key)
    }
}

/// The account that owns the resource. `None`: not known.
///
/// An ARN names it in its fifth field; S3's do not
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>).
/// Where other ARNs leave it out, or name `aws`, and where the resource is
/// `*`, the resource is one of the caller's own account or of no account, so
/// that no second account has a say.
fn owner(stated: Option<AccountId>, resource: &str, identity: &Identity<'_>) -> Option<AccountId> {
    if stated.is_some() {
        return stated;
    }
    let mut fields = resource.splitn(6, ':');
    let service = fields.nth(2);
    let account = fields.nth(1).unwrap_or("");
    match account.parse() {
        Ok(account) => Some(account),
        Err(_) if service == Some("s3") => None,
        Err(_) => identity.account,
    }
}
