//! Why a request is decided as it is, worked out only when asked for.
//!
//! Owns [`Explanation`]: the decision, the types of policy that brought it
//! about, and of every statement whether it applies and, if not, the first
//! reason why. It asks the engine that decides, statement by statement, so it
//! cannot tell another story.

mod decisive;
mod statement;

pub use statement::{Finding, Found, Mismatch, StatementFinding};

use super::prepared::{CompiledLayers, Prepared};
use super::question::Question;
use super::rules::{self, Layer, Votes};
use super::{Decision, Known, Layers, Truth};
use crate::policy::Policy;
use crate::request::Request;

/// A decision and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The decision, the same that [`super::decide`] gives.
    pub decision: Decision,
    /// The types of policy that brought it about: those that grant it, deny
    /// it, fail to allow it, or are not known. Empty where AWS asks none.
    pub decisive: Vec<Layer>,
    /// Every statement of every policy, layer by layer in the order given.
    pub statements: Vec<StatementFinding>,
}

/// Explains the decision on a request under these policies.
pub fn explain(request: &Request, layers: &Layers<'_>) -> Explanation {
    let prepared = Prepared::new(layers);
    let asked = prepared.request(request);
    let (compiled, question) = asked.parts();
    let decision = asked.decide();
    let votes: Votes<Truth> = Votes::of(compiled, question);
    let decisive = match &decision {
        Decision::Allowed if question.standing.is_always_allowed => Vec::new(),
        Decision::ImplicitlyDenied if question.standing.is_never_allowed => Vec::new(),
        decision => decisive::layers(decision, &votes, question),
    };
    Explanation {
        decision,
        decisive,
        statements: statements(layers, compiled, question),
    }
}

fn statements(
    layers: &Layers<'_>,
    compiled: &CompiledLayers,
    question: &Question<'_>,
) -> Vec<StatementFinding> {
    let bounded = rules::bounded(compiled, question);
    let mut all = Vec::new();
    let mut add = |layer, level, policies: &[&Policy], set| {
        all.extend(statement::findings(
            layer, level, policies, set, question, bounded,
        ));
    };
    if let (Known::Known(policies), Known::Known(set)) = (&layers.identity, &compiled.identity) {
        add(Layer::Identity, 0, policies, set);
    }
    if let (Known::Known(Some(policies)), Known::Known(Some(set))) =
        (&layers.session, &compiled.session)
    {
        add(Layer::Session, 0, policies, set);
    }
    for (layer, policy, set) in [
        (Layer::Boundary, &layers.boundary, &compiled.boundary),
        (Layer::Resource, &layers.resource, &compiled.resource),
        (Layer::Endpoint, &layers.endpoint, &compiled.endpoint),
    ] {
        if let (Known::Known(Some(policy)), Known::Known(Some(set))) = (policy, set) {
            add(layer, 0, &[*policy], set);
        }
    }
    for (layer, levels, sets) in [
        (
            Layer::ServiceControl,
            &layers.service_control,
            &compiled.service_control,
        ),
        (
            Layer::ResourceControl,
            &layers.resource_control,
            &compiled.resource_control,
        ),
    ] {
        if let (Known::Known(levels), Known::Known(sets)) = (levels, sets) {
            for (level, (policies, set)) in levels.iter().zip(sets).enumerate() {
                add(layer, level, policies, set);
            }
        }
    }
    all
}
