//! What one set of layers allows and another does not, for every request at once.
//!
//! Owns: the questions to the prover, and what was asked before. Refuses: to call anything
//! equal that was not proved so.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bailiwick_iam::decide::{self as engine, Decision, decide};
use bailiwick_iam::policy::{Condition, Policy, Statement};
use bailiwick_iam::prove::{Proof, Witness, no_new_access_through};
use bailiwick_iam::request::Request;

use super::classes::{Class, classes};
use super::grant::{Example, Grant};
use super::layers::Layers;

/// What is there on one side and not on the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

    /// What is there if policies that were not given let it be.
    fn doubted(&self, missing: &BTreeSet<String>) -> Self {
        let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
        let missing = format!("{} was not given", missing.join(", "));
        let grants = self.grants.iter().map(|grant| {
            let Example {
                action, resource, ..
            } = &grant.shown_by;
            format!("`{action}` on `{resource}`: {missing}")
        });
        let reasons = self.unknown.iter();
        let reasons = reasons.map(|reason| format!("{reason}; {missing}"));
        Self {
            grants: Vec::new(),
            unknown: grants.chain(reasons).collect(),
        }
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
        if had.is_empty() {
            // What was not given can only add to it, or take from it.
            let mut delta = (*delta).clone();
            let missing = missing.iter();
            delta
                .unknown
                .extend(missing.map(|what| format!("{what} was not given")));
            return delta;
        }
        let limits = |one: &Layers| one.limits_beside_boundary();
        let denied_no_less = || {
            let had = had.iter().map(limits).collect();
            self.by_what_is_given(had, &limits(has), arn).is_nothing()
        };
        // The same policy on both sides adds the same to both, unless what is denied beside
        // it is less than before.
        if alike && delta.is_nothing() && denied_no_less() {
            return Delta::default();
        }
        match delta.is_nothing() {
            true => {
                let missing: Vec<String> = missing.into_iter().collect();
                let reason = format!("{} was not given", missing.join(", "));
                Delta {
                    grants: Vec::new(),
                    unknown: vec![reason],
                }
            }
            false => delta.doubted(&missing),
        }
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
        let had: Vec<Written> = match self.had.as_slice() {
            [] => vec![Written::nobody()],
            had => had.iter().map(Written::of).collect(),
        };
        let has = Written::of(&self.has);
        let (whole, reasons) = match covered(&had, &has, self.who(None)) {
            Covered::Proved => return Delta::default(),
            Covered::Not(witness) => (Some(witness), Vec::new()),
            Covered::Unknown(reasons) => (None, reasons),
        };
        let mut delta = Delta::default();
        for class in classes(&self.had, &self.has) {
            match covered(&had, &has, self.who(Some(&class))) {
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

    /// The requests of this user or role; of these actions, where some are meant.
    fn who(&self, class: Option<&Class<'_>>) -> Policy {
        let action = class.map_or("*".to_owned(), |class| class.first().to_string());
        let mut statement = Statement::allow([action]).on(["*"]);
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

/// Whether any of `had` allows all that `has` allows to `who`.
///
/// Several together may allow what none of them allows alone. That is not asked: it is not
/// covered only where there is a request that each of them refuses.
fn covered(had: &[Written], has: &Written, who: Policy) -> Covered {
    let mut new = has.layers();
    new.push(vec![&who]);
    let mut witnesses = Vec::new();
    let mut unknown = Vec::new();
    for one in had {
        match no_new_access_through(&one.layers(), &new) {
            Proof::Proved => return Covered::Proved,
            Proof::Refuted(witness) => witnesses.push(witness),
            Proof::Unknown(reasons) => unknown.extend(reasons),
        }
    }
    let refused = |witness: &Witness| had.iter().all(|one| one.refuses(&witness.request));
    match witnesses.into_iter().find(|witness| refused(witness)) {
        Some(witness) => Covered::Not(witness),
        None => {
            if unknown.is_empty() {
                unknown.push("whether what was held before covers it together".to_owned());
            }
            Covered::Unknown(unknown)
        }
    }
}

impl Written {
    fn of(layers: &Layers) -> Self {
        Self(layers.policies())
    }

    /// Somebody who may do nothing.
    fn nobody() -> Self {
        Self(vec![Vec::new()])
    }

    fn layers(&self) -> Vec<Vec<&Policy>> {
        let layers = self.0.iter();
        layers.map(|policies| policies.iter().collect()).collect()
    }

    /// Whether the engine is certain not to allow a request: some layer does not.
    fn refuses(&self, request: &Request) -> bool {
        self.layers().into_iter().any(|policies| {
            let alone = decide(request, &engine::Layers::identity(policies));
            matches!(
                alone,
                Decision::ExplicitlyDenied | Decision::ImplicitlyDenied
            )
        })
    }
}

/// Whether a rule asks who it is.
fn asks_who(layers: &Layers) -> bool {
    let mut keys = layers
        .rules()
        .flat_map(|rule| rule.statement.condition.tests());
    keys.any(|(_, key, _)| key.eq_ignore_ascii_case("aws:PrincipalArn"))
}
