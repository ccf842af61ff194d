//! Witnesses that the service data knows of: an action it has, on a resource
//! of a type that the action works on, with condition keys it carries.

use std::cell::Cell;

use crate::request::Caller;
use crate::service_data::{Action, service_data};

use super::super::caller::{Shape, is_absent};
use super::super::difference::Difference;
use super::super::piece::Piece;
use super::super::proof::Witness;
use super::super::resources::Places;
use super::super::sides::Boxes;
use super::super::space::{Dimension, Space, Test, Value};
use super::super::text::{Pattern, Texts};
use super::super::witness;
use super::candidates::{Candidates, Known, is_by_provider};
use super::{Claim, Lowered};

/// How often all known actions may be tried in vain.
const MOST_SEARCHES: usize = 12;

/// What the service data knows that matters to one claim.
pub(super) struct KnownRequests<'p> {
    places: Places,
    candidates: Candidates<'p>,
    in_vain: Cell<usize>,
}

impl<'p> KnownRequests<'p> {
    pub(super) fn of(claim: &Claim<'p>) -> Self {
        Self {
            places: Places::of(claim.policies()),
            candidates: Candidates::new(claim),
            in_vain: Cell::new(0),
        }
    }
}

impl Claim<'_> {
    /// A witness within `start` that the service data knows of, beginning
    /// with the action of `found`.
    pub(super) fn known_witness(
        &self,
        known: &KnownRequests<'_>,
        shape: &Shape,
        start: &Piece,
        found: &Piece,
        lowered: &mut Lowered<'_>,
    ) -> Option<Witness> {
        let space = &mut lowered.space;
        let first = lowered.first.of(shape, space);
        let second = lowered.second.of(shape, space);
        let own = own_action(found, space);
        let mut attempt = |(service, action): Known| {
            let name = action.full_name().to_string();
            if space.budget().is_spent() || !can_ask(shape, &name) {
                return None;
            }
            let of_action = only_action(start, &name.to_ascii_lowercase(), space)?;
            let of_action = without_foreign_keys(of_action, action, [&first, &second], space)?;
            known
                .places
                .resources(service, action)
                .into_iter()
                .find_map(|resources| {
                    let resource_is = space.ask(Dimension::Resource, Test::Texts(resources));
                    let piece = of_action.with((resource_is, true), space)?;
                    let Difference::Some(piece) = self.violation_of(&piece, &first, &second, space)
                    else {
                        return None;
                    };
                    let request = witness::request(&piece, shape, space)?;
                    let witness = self.confirmed(request, true, space.budget()).ok()?;
                    piece.is_sure().then_some(witness)
                })
        };
        if let Some(witness) = own.and_then(&mut attempt) {
            return Some(witness);
        }
        if known.in_vain.get() == MOST_SEARCHES {
            return None;
        }
        let witness = known.candidates.actions().find_map(attempt);
        if witness.is_none() {
            known.in_vain.set(known.in_vain.get() + 1);
        }
        witness
    }
}

/// The part of `start` that asks for this action, in lower case.
fn only_action(start: &Piece, name: &str, space: &mut Space) -> Option<Piece> {
    let texts = Texts(vec![Pattern::literal(name)]);
    let id = space.ask(Dimension::Action, Test::Texts(texts));
    start.with((id, true), space)
}

/// The action that the request of `found` asks for, if the service data has it.
fn own_action(found: &Piece, space: &Space) -> Option<Known> {
    found.values().find_map(
        |(dimension, value, _)| match (space.dimension(dimension), value) {
            (Dimension::Action, Value::Text(action)) => service_data().action(action),
            _ => None,
        },
    )
}

/// Whether such a caller can ask for the action.
fn can_ask(shape: &Shape, action: &str) -> bool {
    let of_provider = |wanted: &str| {
        action == wanted || ["sts:TagSession", "sts:SetSourceIdentity"].contains(&action)
    };
    match shape.caller {
        Some(Caller::Saml { .. }) => of_provider("sts:AssumeRoleWithSAML"),
        Some(Caller::WebIdentity { .. }) => of_provider("sts:AssumeRoleWithWebIdentity"),
        _ => !is_by_provider(action),
    }
}

/// The part of `piece` without the keys of services that the action does not
/// carry. Global keys may come with any request.
fn without_foreign_keys(
    piece: Piece,
    action: &Action,
    sides: [&Boxes; 2],
    space: &mut Space,
) -> Option<Piece> {
    let boxes = sides
        .iter()
        .flat_map(|side| side.allows.iter().chain(&side.denies));
    let mut dimensions: Vec<usize> = boxes.flatten().map(|(id, _)| id.dimension).collect();
    dimensions.sort_unstable();
    dimensions.dedup();
    dimensions.into_iter().try_fold(piece, |piece, dimension| {
        let Dimension::Key(name) = space.dimension(dimension) else {
            return Some(piece);
        };
        if name.starts_with("aws:") || action.supports_condition_key(name, None) {
            return Some(piece);
        }
        let key = Dimension::Key(name.clone());
        let id = space.ask(key, Test::Key(is_absent()));
        piece.with((id, true), space)
    })
}
