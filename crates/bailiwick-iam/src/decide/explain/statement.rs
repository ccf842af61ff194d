//! Whether one statement applies, and the first reason why not.

use crate::decide::compile::{Compiled, Named, Set};
use crate::decide::question::{Question, Slot};
use crate::decide::rules::Layer;
use crate::decide::{Truth, Undecided};
use crate::policy::{Effect, Policy, Statement};

/// What was found about one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementFinding {
    /// The type of policy it is in.
    pub layer: Layer,
    /// The level of an organisation policy, from 0 at the root; otherwise 0.
    pub level: usize,
    /// Which policy of the layer, from 0.
    pub policy: usize,
    /// Which statement of the policy, from 0.
    pub statement: usize,
    /// Its label.
    pub sid: Option<String>,
    /// Whether it allows or denies.
    pub effect: Effect,
    /// Whether it applies.
    pub finding: Finding,
}

/// Whether a statement applies to the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It does.
    Applies,
    /// It does not; the first reason.
    DoesNot(Mismatch),
    /// It depends on something that is not known.
    Unknown(Undecided),
}

/// Why a statement does not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// It is about other actions.
    Action,
    /// It is about other principals.
    Principal,
    /// It is about other resources.
    Resource,
    /// A test of its condition fails.
    Condition {
        /// The operator, as written.
        operator: String,
        /// The key, as written.
        key: String,
        /// The values of the policy.
        wanted: Vec<String>,
        /// What the request says of the key.
        found: Found,
    },
}

/// What a request says of a condition key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It does not carry the key, or no value for it.
    Absent,
    /// These values.
    Values(Vec<String>),
    /// It is not known.
    Unknown,
}

/// Of every statement of a layer's policies, whether it applies.
pub(super) fn findings<'f>(
    layer: Layer,
    level: usize,
    policies: &'f [&'f Policy],
    set: &'f Set,
    question: &'f Question<'f>,
    bounded: Truth,
) -> impl Iterator<Item = StatementFinding> + use<'f> {
    set.statements().map(move |(compiled, (policy, place))| {
        let (policy, place) = (policy as usize, place as usize);
        let statement = &policies[policy].statements[place];
        StatementFinding {
            layer,
            level,
            policy,
            statement: place,
            sid: statement.sid.as_ref().map(|sid| sid.as_str().to_owned()),
            effect: statement.effect,
            finding: finding(layer, statement, compiled, question, bounded),
        }
    })
}

fn finding(
    layer: Layer,
    statement: &Statement,
    compiled: &Compiled,
    question: &Question<'_>,
    bounded: Truth,
) -> Finding {
    if !compiled.actions.select(&question.action) {
        return Finding::DoesNot(Mismatch::Action);
    }
    let about = match layer {
        Layer::Resource | Layer::Endpoint => is_about(compiled, question, bounded),
        _ => Truth::True,
    };
    if about == Truth::False {
        return Finding::DoesNot(Mismatch::Principal);
    }
    let resources = compiled.resources.as_ref();
    if resources.is_some_and(|resources| resources.matches(question) == Truth::False) {
        return Finding::DoesNot(Mismatch::Resource);
    }
    let failing = statement
        .condition
        .tests()
        .zip(&compiled.tests)
        .find(|(_, test)| test.holds(question) == Truth::False);
    if let Some(((operator, key, wanted), test)) = failing {
        return Finding::DoesNot(Mismatch::Condition {
            operator: operator.to_owned(),
            key: key.to_owned(),
            wanted: wanted.iter().cloned().collect(),
            found: found(question.slot(test.key())),
        });
    }
    match about.and(compiled.holds(question)) {
        Truth::True => Finding::Applies,
        _ => {
            let mut undecided = Undecided::default();
            compiled.blame(question, &mut undecided);
            if about == Truth::Unknown {
                compiled.blame_names(question, &mut undecided);
            }
            Finding::Unknown(undecided)
        }
    }
}

fn is_about(compiled: &Compiled, question: &Question<'_>, bounded: Truth) -> Truth {
    match compiled.effect {
        Effect::Deny => compiled.is_about(question, bounded),
        Effect::Allow => match compiled.names(question) {
            (_, Named::No) => Truth::False,
            (Named::No, _) => Truth::Unknown,
            _ => Truth::True,
        },
    }
}

fn found(slot: &Slot<'_>) -> Found {
    match slot.values() {
        None => Found::Unknown,
        Some([]) => Found::Absent,
        Some(values) => Found::Values(values.iter().map(|value| value.text.to_string()).collect()),
    }
}
