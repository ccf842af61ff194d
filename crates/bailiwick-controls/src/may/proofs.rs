//! What was proved already: of equal questions one is asked.
//!
//! Owns: the memory, and its invariant. A question is the policies in full, what is meant and
//! on what: that is all that [`representatives`] and [`not_granted`] are given, and both are
//! functions. So equal questions have equal answers, whoever asks; a name or an account's id
//! that a policy holds is part of the question. Refuses: to take for equal what is written
//! differently.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bailiwick_iam::policy::Policy;
use bailiwick_iam::prove::{Proof, not_granted};

use super::classes::{Meant, representatives};

/// The classes of a question, made by whoever asks it first.
type Classes = Arc<OnceLock<Vec<Class>>>;

/// Questions that were asked, with what is known of each.
#[derive(Debug, Default)]
pub(crate) struct Proofs {
    asked: Mutex<HashMap<Arc<Question>, Classes>>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Question {
    policies: Vec<Policy>,
    meant: String,
    resources: Vec<String>,
}

/// The answer of one question, class by class.
pub(super) struct Answer {
    question: Arc<Question>,
    classes: Classes,
}

/// Actions that the policies do not tell apart, by one of them.
#[derive(Debug)]
struct Class {
    action: Option<String>,
    proof: OnceLock<Proof>,
}

impl Proofs {
    /// Whether the policies together allow what is meant on any of the resources.
    pub(super) fn ask(
        &self,
        policies: &[&Policy],
        meant: &Meant<'_>,
        resources: &[String],
    ) -> Answer {
        let question = Arc::new(Question {
            policies: policies.iter().map(|policy| (*policy).clone()).collect(),
            meant: meant.key(),
            resources: resources.to_vec(),
        });
        let classes = {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(asked.entry(Arc::clone(&question)).or_default())
        };
        // Outside of the lock, so that nobody else waits for it.
        classes.get_or_init(|| {
            let actions = representatives(meant, resources, policies).into_iter();
            let class = |action| Class {
                action,
                proof: OnceLock::new(),
            };
            actions.map(class).collect()
        });
        Answer { question, classes }
    }
}

impl Answer {
    /// The classes with their proofs, each made when it is first looked at.
    pub(super) fn classes(&self) -> impl Iterator<Item = (Option<&str>, &Proof)> {
        let classes = self.classes.get().into_iter().flatten();
        classes.map(|class| {
            let proof = class.proof.get_or_init(|| {
                let policies: Vec<&Policy> = self.question.policies.iter().collect();
                let asked: Vec<String> = class.action.iter().cloned().collect();
                not_granted(&policies, &asked, &self.question.resources)
            });
            (class.action.as_deref(), proof)
        })
    }
}
