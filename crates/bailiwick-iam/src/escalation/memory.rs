//! What was found out about one actor, so that it is worked out once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::judgement::Judgement;

/// A call: the action, the resource, and the service that a role is passed to.
type Call = (&'static str, String, Option<&'static str>);

/// A name that is allowed for a type of resource, for some actions.
type Name = Option<(String, Judgement)>;

/// Judgements of one actor's calls, and names that are allowed to it.
#[derive(Default)]
pub(super) struct Memory {
    calls: RefCell<BTreeMap<Call, Judgement>>,
    names: RefCell<BTreeMap<(&'static str, Vec<&'static str>), Name>>,
}

impl Memory {
    /// The judgement of a call.
    pub(super) fn call(
        &self,
        action: &'static str,
        arn: &str,
        passed_to: Option<&'static str>,
        judge: impl FnOnce() -> Judgement,
    ) -> Judgement {
        let key = (action, arn.to_owned(), passed_to);
        let mut calls = self.calls.borrow_mut();
        calls.entry(key).or_insert_with(judge).clone()
    }

    /// The name of a resource on which all of the actions are allowed.
    pub(super) fn name(
        &self,
        kind: &'static str,
        actions: &[&'static str],
        find: impl FnOnce() -> Name,
    ) -> Name {
        let key = (kind, actions.to_vec());
        let mut names = self.names.borrow_mut();
        names.entry(key).or_insert_with(find).clone()
    }
}
