//! From a piece to a request, and its decision.

use std::collections::BTreeSet;

use crate::decide::{Decision, Undecided, decide_policy};
use crate::policy::Policy;
use crate::request::{Caller, Context, Request, Resource};
use crate::service_data::service_data;

use super::caller::{FROM_CALLER, Shape};
use super::piece::Piece;
use super::space::{Dimension, Space, Value};

/// The request of `piece`, which a caller of `shape` makes. `None`: what its
/// values say of the resource contradicts itself.
pub(super) fn request(piece: &Piece, shape: &Shape, space: &Space) -> Option<Request> {
    let caller = shape.caller.clone().unwrap_or(Caller::Anonymous);
    let mut request = Request {
        caller,
        action: "s3:GetObject".to_owned(),
        resource: Resource::new("*"),
        context: Context::complete(),
    };
    let mut owner = None;
    for (dimension, value, _) in piece.values() {
        match (space.dimension(dimension), value) {
            (Dimension::Action, Value::Text(action)) => request.action = cased(action),
            (Dimension::Resource, Value::Text(resource)) => {
                request.resource.arn.clone_from(resource);
            }
            (Dimension::Key(name), _) if FROM_CALLER.contains(&name.as_str()) => {}
            (Dimension::Key(name), Value::Present(values)) if name == "aws:resourceaccount" => {
                owner = Some(values.first()?.parse().ok()?);
            }
            (Dimension::Key(name), Value::Present(values)) => {
                request.context = request.context.with(name, values.iter().cloned());
            }
            _ => {}
        }
    }
    if let Some(owner) = owner {
        let named = request.resource.owner();
        if named.is_some_and(|named| named != owner) {
            return None;
        }
        request.resource = request.resource.owned_by(owner);
    }
    Some(request)
}

/// The action as AWS writes it, where the service data has it.
fn cased(action: &str) -> String {
    match service_data().action(action) {
        Some((_, known)) => known.full_name().to_string(),
        None => action.to_owned(),
    }
}

/// What layers of policies decide, each of which must allow.
pub(super) fn decide_through(layers: &[Vec<&Policy>], request: &Request) -> Decision {
    let decisions: Vec<Decision> = layers
        .iter()
        .map(|policies| decide_together(policies, request))
        .collect();
    let (mut keys, mut other) = (BTreeSet::new(), BTreeSet::new());
    for decision in &decisions {
        if let Decision::Unknown(undecided) = decision {
            keys.extend(undecided.keys.iter().cloned());
            other.extend(undecided.other.iter().cloned());
        }
    }
    let is_unknown = |one: &Decision| matches!(one, Decision::Unknown(_));
    if decisions.contains(&Decision::ExplicitlyDenied) {
        Decision::ExplicitlyDenied
    } else if decisions.iter().any(is_unknown) {
        Decision::Unknown(Undecided { keys, other })
    } else if decisions.is_empty() || decisions.contains(&Decision::ImplicitlyDenied) {
        Decision::ImplicitlyDenied
    } else {
        Decision::Allowed
    }
}

/// What several policies of one kind decide together.
fn decide_together(policies: &[&Policy], request: &Request) -> Decision {
    let decisions: Vec<Decision> = policies
        .iter()
        .map(|policy| decide_policy(policy, request))
        .collect();
    if decisions.contains(&Decision::ExplicitlyDenied) {
        return Decision::ExplicitlyDenied;
    }
    let (mut keys, mut other) = (BTreeSet::new(), BTreeSet::new());
    let mut unknown = false;
    for decision in &decisions {
        if let Decision::Unknown(undecided) = decision {
            unknown = true;
            keys.extend(undecided.keys.iter().cloned());
            other.extend(undecided.other.iter().cloned());
        }
    }
    match (unknown, decisions.contains(&Decision::Allowed)) {
        (true, _) => Decision::Unknown(Undecided { keys, other }),
        (false, true) => Decision::Allowed,
        (false, false) => Decision::ImplicitlyDenied,
    }
}
