//! What one set of layers allows and another does not, for every request at once.
//!
//! Owns: the questions to the prover, and what was asked before. Refuses: to call anything
//! equal that was not proved so.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use bailiwick_iam::policy::{Condition, Effect, Policy, Statement};
use bailiwick_iam::prove::{Proof, Witness, no_new_access_through};

use super::classes::classes;
use super::grant::Grant;
use super::layers::{Layers, Rule};

/// What is there on one side and not on the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delta {
    /// What is allowed, each with a request that shows it.
    pub grants: Vec<Grant>,
    /// What could not be decided, in words.
    pub unknown: Vec<String>,
}

/// What is compared: who, on one side as any of several, on the other as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Question {
    had: Vec<Layers>,
    has: Layers,
    /// The ARN, where a policy asks for it.
    arn: Option<String>,
}

/// Answers questions, each once.
#[derive(Debug, Default)]
pub(crate) struct Differences {
    known: RefCell<BTreeMap<Question, Rc<Delta>>>,
}

impl Delta {
    /// Whether it is proved that there is nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.grants.is_empty() && self.unknown.is_empty()
    }
}

impl Differences {
    /// What `has` allows to the user or role `arn`, and none of `had` allows.
    pub(crate) fn newly(&self, had: Vec<Layers>, has: &Layers, arn: &str) -> Delta {
        let alike = had.iter().all(|one| one.misses_the_same(has));
        let delta = self.by_what_is_given(had.clone(), has, arn);
        let mut missing = has.missing.clone();
        missing.extend(had.iter().flat_map(|one| one.missing.iter().cloned()));
        if missing.is_empty() || had.contains(has) {
            return (*delta).clone();
        }
        let words: Vec<&str> = missing.iter().map(String::as_str).collect();
        let words = words.join(", ");
        let mut delta = (*delta).clone();
        let limited_no_less = || {
            let had = had.iter().map(Layers::limits).collect();
            self.by_what_is_given(had, &has.limits(), arn).is_nothing()
        };
        // The same policy on both sides adds the same to both, unless what limits it is less
        // than before.
        let is_same = alike && !had.is_empty();
        if is_same && delta.is_nothing() && limited_no_less() {
            return delta;
        }
        if !alike && !had.is_empty() && has.unread.is_some() {
            // What is allowed for sure is not: what was not given may have allowed it, and
            // is not what it was.
            delta.grants.clear();
        }
        delta
            .unknown
            .push(format!("hangs on what was not given: {words}"));
        delta
    }

    fn by_what_is_given(&self, had: Vec<Layers>, has: &Layers, arn: &str) -> Rc<Delta> {
        if had.contains(has) {
            return Rc::default();
        }
        let asks = had.iter().chain([has]).any(asks_who);
        let question = Question {
            had,
            has: has.clone(),
            arn: asks.then(|| arn.to_owned()),
        };
        if let Some(delta) = self.known.borrow().get(&question) {
            return Rc::clone(delta);
        }
        let delta = Rc::new(question.answer());
        let known = Rc::clone(&delta);
        self.known.borrow_mut().insert(question, known);
        delta
    }
}

impl Question {
    fn answer(&self) -> Delta {
        let has = Written::of(&self.has);
        let (whole, reasons) = match covered(&self.had, &has, &self.who()) {
            Covered::Proved => return Delta::default(),
            Covered::Not(witness) => (Some(witness), Vec::new()),
            Covered::Unknown(reasons) => (None, reasons),
        };
        let mut delta = Delta::default();
        for class in classes(&self.had, &self.has) {
            let has = Written::of(&class.has);
            match covered(&class.had, &has, &self.who()) {
                Covered::Proved => {}
                Covered::Not(witness) => delta.grants.push(Grant::of(&class, &witness)),
                Covered::Unknown(reasons) => {
                    let (actions, reasons) = (class.words(), reasons.join(", "));
                    delta.unknown.push(format!("{actions}: {reasons}"));
                }
            }
        }
        // What the service data does not know is shown only where nothing else is.
        if delta.is_nothing() {
            match whole {
                Some(witness) => delta.grants.push(Grant::unheard_of(&witness)),
                None => delta.unknown = reasons,
            }
        }
        delta.grants = Grant::merged(delta.grants);
        delta
    }

    /// The requests of this user or role.
    fn who(&self) -> Policy {
        let mut statement = Statement::allow(["*"]).on(["*"]);
        if let Some(arn) = &self.arn {
            let is_it = Condition::test("ArnEquals", "aws:PrincipalArn", [arn]);
            statement = statement.when(is_it);
        }
        Policy::new([statement])
    }
}

/// Layers as policies.
struct Written(Vec<Vec<Policy>>);

enum Covered {
    Proved,
    Not(Box<Witness>),
    Unknown(Vec<String>),
}

/// Whether any of `had`, or all of them together, allow all that `has` allows to `who`.
fn covered(had: &[Layers], has: &Written, who: &Policy) -> Covered {
    let ask = |one: &Layers| {
        let mut new = has.layers();
        new.push(vec![who]);
        no_new_access_through(&Written::of(one).layers(), &new)
    };
    let mut unknown = Vec::new();
    for one in had {
        match ask(one) {
            Proof::Proved => return Covered::Proved,
            // Nobody else could have allowed it.
            Proof::Refuted(witness) if had.len() == 1 => return Covered::Not(witness),
            Proof::Refuted(_) => {}
            Proof::Unknown(reasons) => unknown.extend(reasons),
        }
    }
    let Some([least, most]) = together(had) else {
        unknown.push("whether what is held otherwise covers it together".to_owned());
        return Covered::Unknown(unknown);
    };
    match (ask(&least), least == most) {
        (Proof::Proved, _) => return Covered::Proved,
        (Proof::Refuted(witness), true) => return Covered::Not(witness),
        (Proof::Unknown(reasons), true) => return Covered::Unknown(reasons.into_iter().collect()),
        (_, false) => {}
    }
    match ask(&most) {
        Proof::Refuted(witness) => Covered::Not(witness),
        Proof::Proved => {
            unknown.push("whether what is held otherwise covers it together".to_owned());
            Covered::Unknown(unknown)
        }
        Proof::Unknown(reasons) => Covered::Unknown(reasons.into_iter().collect()),
    }
}

/// No more than several allow together, and no less: they are the same where none of them
/// denies anything by itself. `None` where they are limited in other ways.
fn together(had: &[Layers]) -> Option<[Layers; 2]> {
    let Some(first) = had.first() else {
        return Some([Layers::none(), Layers::none()]);
    };
    let limits = |one: &Layers| (one.boundary.clone(), one.control.clone());
    if had.iter().any(|one| limits(one) != limits(first)) {
        return None;
    }
    let denies = |rule: &Rule| rule.statement.effect == Effect::Deny;
    let union = |some: &mut dyn Iterator<Item = &Layers>| Layers {
        identity: some.flat_map(|one| one.identity.iter().cloned()).collect(),
        ..first.clone()
    };
    let least = union(&mut had.iter().filter(|one| !one.identity.iter().any(denies)));
    let mut most = union(&mut had.iter());
    most.identity.retain(|rule| !denies(rule));
    Some([least, most])
}

impl Written {
    fn of(layers: &Layers) -> Self {
        Self(layers.policies())
    }

    fn layers(&self) -> Vec<Vec<&Policy>> {
        let layers = self.0.iter();
        layers.map(|policies| policies.iter().collect()).collect()
    }
}

/// Whether a rule asks who it is.
fn asks_who(layers: &Layers) -> bool {
    let mut keys = layers
        .rules()
        .flat_map(|rule| rule.statement.condition.tests());
    keys.any(|(_, key, _)| key.eq_ignore_ascii_case("aws:PrincipalArn"))
}

#[cfg(test)]
mod tests;
