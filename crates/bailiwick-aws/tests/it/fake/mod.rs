//! An AWS in memory: one account, any region, with the manners of the real one.
//!
//! It works while time passes, not while it is asked; it throttles, answers late, does
//! what it was asked and loses the answer, and fails late, as it is told to by [`Ill`].

mod cloud;
mod work;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bailiwick_aws::apply::Regions;
use bailiwick_aws::cloud::{ChangeSet, ChangeSetRequest, Cloud, CloudError, Event, Kind};
use serde_json::Value;

/// The account of the credentials.
pub(crate) const ACCOUNT: &str = "222222222222";

/// What is wrong with this AWS.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ill {
    /// Every so many requests, one is throttled.
    pub(crate) throttles_every: Option<u32>,
    /// The next answers of this operation are lost after the work was done.
    pub(crate) loses: Option<(&'static str, u32)>,
    /// How many questions about a stack still see its former state.
    pub(crate) answers_late: u32,
    /// What operation is denied.
    pub(crate) denies: Option<&'static str>,
}

/// A stack that is or was.
#[derive(Clone, Debug)]
pub(crate) struct FakeStack {
    pub(crate) id: String,
    pub(crate) status: String,
    pub(crate) changed: u32,
    pub(crate) body: String,
    pub(crate) tags: BTreeMap<String, String>,
    pub(crate) protected: bool,
    pub(crate) parameters: BTreeMap<String, String>,
    /// Physical ids by logical id.
    pub(crate) resources: BTreeMap<String, String>,
    pub(crate) events: Vec<Event>,
    /// What it is going to become, one step each time that time passes.
    pub(crate) work: VecDeque<work::Stroke>,
    /// How it looked before the last change, for late answers.
    pub(crate) former: Option<(String, u32)>,
}

/// The fake itself.
#[derive(Debug, Default)]
pub(crate) struct Fake {
    pub(crate) ill: Cell<Ill>,
    pub(crate) stacks: RefCell<BTreeMap<String, FakeStack>>,
    pub(crate) change_sets: RefCell<BTreeMap<String, (ChangeSetRequest, ChangeSet)>>,
    /// Resources by their physical ids, as their own services would show them.
    pub(crate) world: RefCell<BTreeMap<String, Value>>,
    /// Logical ids whose creation or update fails.
    pub(crate) fails: RefCell<BTreeSet<String>>,
    /// What was asked for that changes something.
    pub(crate) log: RefCell<Vec<String>>,
    pub(crate) kept: RefCell<Vec<String>>,
    requests: Cell<u32>,
    numbers: Cell<u32>,
    late: Cell<u32>,
}

impl Fake {
    pub(crate) fn ill(self, ill: Ill) -> Self {
        self.ill.set(ill);
        self
    }

    pub(crate) fn number(&self) -> u32 {
        self.numbers.set(self.numbers.get() + 1);
        self.numbers.get()
    }

    /// Changes a stack by hand, as somebody else would.
    pub(crate) fn meddle(&self, name: &str, change: impl FnOnce(&mut FakeStack)) {
        change(self.stacks.borrow_mut().get_mut(name).unwrap());
    }

    pub(crate) fn status(&self, name: &str) -> String {
        let stacks = self.stacks.borrow();
        stacks
            .get(name)
            .map_or("none".into(), |stack| stack.status.clone())
    }

    /// Lets everything that was begun end.
    pub(crate) fn pass(&self) {
        for _ in 0..50 {
            self.pass_time();
        }
    }

    /// Throttles and denies before anything is done.
    fn admit(&self, operation: &'static str) -> Result<(), CloudError> {
        self.requests.set(self.requests.get() + 1);
        let ill = self.ill.get();
        if ill
            .throttles_every
            .is_some_and(|every| self.requests.get().is_multiple_of(every))
        {
            return Err(error(
                operation,
                Kind::Throttled,
                "Throttling",
                "Rate exceeded",
            ));
        }
        if ill.denies == Some(operation) {
            return Err(error(
                operation,
                Kind::Denied,
                "AccessDenied",
                "not authorized",
            ));
        }
        Ok(())
    }

    /// Loses the answer after everything was done.
    fn answer<T>(&self, operation: &'static str, answer: T) -> Result<T, CloudError> {
        let mut ill = self.ill.get();
        if let Some((lost, left)) = ill.loses
            && lost == operation
            && left > 0
        {
            ill.loses = Some((lost, left - 1));
            self.ill.set(ill);
            return Err(error(operation, Kind::Unanswered, "", "connection reset"));
        }
        Ok(answer)
    }

    fn note(&self, what: String) {
        self.log.borrow_mut().push(what);
    }
}

pub(crate) fn error(operation: &'static str, kind: Kind, code: &str, message: &str) -> CloudError {
    CloudError {
        operation,
        kind,
        code: code.into(),
        message: message.into(),
    }
}

impl Regions for Fake {
    fn region(&self, _: &str) -> Result<&dyn Cloud, CloudError> {
        Ok(self)
    }
}
