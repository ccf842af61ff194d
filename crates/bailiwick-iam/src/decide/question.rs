//! One request, translated into the numbers of a [`Vocabulary`].
//!
//! Owns [`Question`]: who, what, on which resource, and a slot for each
//! condition key that some policy uses. Keys that follow from the caller and
//! the resource are derived in [`derived`], and only there.

mod derived;
mod identity;
mod slot;

use std::borrow::Cow;

pub(super) use derived::Derived;
pub(super) use identity::{Identity, friendly_name};
pub(super) use slot::{Slot, Value};

use super::vocabulary::{Key, Vocabulary};
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
    slots: Box<[Slot<'q>]>,
    /// Which derived keys the context did not set: places in
    /// [`Vocabulary::derived`].
    underived: Vec<u32>,
}

/// The action of a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Action<'q> {
    /// Its number, if some policy names it without wildcards.
    pub(super) number: Option<u32>,
    /// The number of its service, if some policy names that.
    pub(super) service: Option<u32>,
    /// `s3:GetObject`, in any case.
    pub(super) full: &'q str,
}

impl<'q> Action<'q> {
    fn new(full: &'q str, vocabulary: &Vocabulary) -> Self {
        let action = Self {
            number: vocabulary.actions.find(full),
            service: None,
            full,
        };
        Self {
            service: vocabulary.services.find(action.service()),
            ..action
        }
    }

    /// `s3`.
    pub(super) fn service(&self) -> &'q str {
        self.full.split_once(':').map_or("", |(service, _)| service)
    }

    /// `GetObject`.
    pub(super) fn name(&self) -> &'q str {
        self.full
            .split_once(':')
            .map_or(self.full, |(_, name)| name)
    }

    /// Whether it is `full`, in any case.
    pub(super) fn is(&self, full: &str) -> bool {
        self.full.eq_ignore_ascii_case(full)
    }
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
        let mut set = vec![false; question.slots.len()];
        for (name, value) in context.keys() {
            let Some(key) = vocabulary.find_key(name) else {
                continue;
            };
            set[key as usize] = true;
            question.slots[key as usize] = match value {
                KeyValue::Unknown => Slot::Unknown,
                KeyValue::Absent => Slot::Absent,
                KeyValue::Present(values) => Slot::new(
                    values.iter().map(|value| Cow::Borrowed(&**value)),
                    vocabulary.readings(key),
                ),
            };
        }
        question.derive(|key| set[key as usize]);
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
            if let Some(key) = vocabulary.find_key(name) {
                let value = std::iter::once(Cow::Borrowed(*value));
                question.slots[key as usize] = Slot::new(value, vocabulary.readings(key));
            }
        }
        let set: Vec<Key> = context
            .iter()
            .filter_map(|(name, _)| vocabulary.find_key(name))
            .collect();
        question.derive(|key| set.contains(&key));
        question
    }

    fn bare(
        caller: &'q Caller,
        action: &'q str,
        resource: &'q str,
        stated_owner: Option<AccountId>,
        vocabulary: &'q Vocabulary,
        others: Slot<'q>,
    ) -> Self {
        Self {
            identity: Identity::new(caller),
            action: Action::new(action, vocabulary),
            resource,
            stated_owner,
            slots: vec![others; vocabulary.keys()].into(),
            underived: Vec::new(),
            vocabulary,
        }
    }

    /// Derives the keys that were not `set`.
    fn derive(&mut self, set: impl Fn(Key) -> bool) {
        for (place, (key, _)) in self.vocabulary.derived().iter().enumerate() {
            if !set(*key) {
                self.underived.push(place as u32);
            }
        }
        self.fill_derived();
    }

    fn fill_derived(&mut self) {
        for place in 0..self.underived.len() {
            let (key, derived) = self.vocabulary.derived()[self.underived[place] as usize];
            let readings = self.vocabulary.readings(key);
            self.slots[key as usize] = match derived.of(self) {
                KeyValue::Unknown => Slot::Unknown,
                KeyValue::Absent => Slot::Absent,
                KeyValue::Present(values) => {
                    Slot::new(values.into_iter().map(Cow::Owned), readings)
                }
            };
        }
    }

    /// The same request by another caller.
    pub(super) fn asked_by(&mut self, caller: &'q Caller) {
        self.identity = Identity::new(caller);
        self.fill_derived();
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

    /// The account that owns the resource. `None`: not known.
    ///
    /// An ARN names it in its fifth field; S3's do not
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>).
    /// Where other ARNs leave it out, or name `aws`, and where the resource is
    /// `*`, the resource is one of the caller's own account or of no account,
    /// so that no second account has a say.
    pub(super) fn owner(&self) -> Option<AccountId> {
        if self.stated_owner.is_some() {
            return self.stated_owner;
        }
        let mut fields = self.resource.splitn(6, ':');
        let service = fields.nth(2);
        let account = fields.nth(1).unwrap_or("");
        match account.parse() {
            Ok(account) => Some(account),
            Err(_) if service == Some("s3") => None,
            Err(_) => self.identity.account,
        }
    }
}
