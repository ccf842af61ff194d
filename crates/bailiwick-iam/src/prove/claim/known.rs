//! Witnesses that the service data knows of: an action it has, on a resource
//! of a type that the action works on, with condition keys it carries.

use std::collections::BTreeSet;

use crate::request::Caller;
use crate::service_data::{Action, Service, service_data};

use super::super::caller::{Shape, is_absent};
use super::super::difference::Difference;
use super::super::piece::Piece;
use super::super::proof::Witness;
use super::super::resources::Places;
use super::super::space::{Dimension, Literal, Space, Test, TestId, Value};
use super::super::text::{Pattern, Texts};
use super::super::witness;
use super::{Claim, Lowered};

impl Claim<'_> {
    /// A witness within `start` that the service data knows of, beginning
    /// with the action of `found`.
    pub(super) fn known_witness(
        &self,
        shape: &Shape,
        start: &Piece,
        found: &Piece,
        lowered: &mut Lowered<'_>,
    ) -> Option<Witness> {
        let places = Places::of(self.first.iter().chain(&self.second).copied());
        let space = &mut lowered.space;
        let boxes = (
            lowered.first.of(shape, space),
            lowered.second.of(shape, space),
        );
        let of_interest: BTreeSet<Literal> = [
            &boxes.0.allows,
            &boxes.0.denies,
            &boxes.1.allows,
            &boxes.1.denies,
        ]
        .into_iter()
        .flatten()
        .flatten()
        .copied()
        .collect();
        let allowed: Vec<Literal> = (boxes.0.allows.iter().chain(&boxes.1.allows))
            .chain(boxes.0.denies.iter().chain(&boxes.1.denies))
            .filter_map(|literals| {
                let of_action =
                    |(id, _): &&Literal| *space.dimension(id.dimension) == Dimension::Action;
                literals.iter().find(of_action).copied()
            })
            .collect();
        for (service, action) in actions(found, space) {
            if !can_ask(shape, &action.full_name().to_string()) {
                continue;
            }
            let name = action.full_name().to_string().to_ascii_lowercase();
            let value = Value::Text(name.clone());
            if !allowed
                .iter()
                .any(|&(id, wanted)| space.answer(id, &value) == wanted)
            {
                continue;
            }
            let action_is = space.ask(
                Dimension::Action,
                Test::Texts(Texts(vec![Pattern::literal(&name)])),
            );
            let Some(of_action) = start.with((action_is, true), space) else {
                continue;
            };
            let Some(of_action) = without_foreign_keys(of_action, action, &of_interest, space)
            else {
                continue;
            };
            for resources in places.resources(service, action) {
                let resource_is = space.ask(Dimension::Resource, Test::Texts(resources));
                let Some(piece) = of_action.with((resource_is, true), space) else {
                    continue;
                };
                let found = self.violation_of(&piece, &boxes.0, &boxes.1, space);
                if let Difference::Some(piece) = found
                    && piece.is_sure()
                    && let Some(request) = witness::request(&piece, shape, space)
                    && let Ok(witness) = self.confirmed(request, true)
                {
                    return Some(witness);
                }
            }
        }
        None
    }
}

/// Every action of the service data, that of `found` and its service first.
fn actions(
    found: &Piece,
    space: &Space,
) -> impl Iterator<Item = (&'static Service, &'static Action)> + use<> {
    let first = found.values().find_map(|(dimension, value, _)| {
        match (space.dimension(dimension), value) {
            (Dimension::Action, Value::Text(action)) => Some(action.clone()),
            _ => None,
        }
    });
    let first = first.unwrap_or_default();
    let own = service_data().action(&first);
    let service = first
        .split_once(':')
        .and_then(|(prefix, _)| service_data().service(prefix));
    let of = |service: &'static Service| {
        service
            .actions()
            .iter()
            .map(move |action| (service, action))
    };
    own.into_iter()
        .chain(service.into_iter().flat_map(of))
        .chain(service_data().services().flat_map(of))
}

/// Whether such a caller can ask for the action: those whom an identity
/// provider vouches for ask STS for a role in a way of their own
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html>).
fn can_ask(shape: &Shape, action: &str) -> bool {
    let of_provider = |wanted: &str| {
        action == wanted || ["sts:TagSession", "sts:SetSourceIdentity"].contains(&action)
    };
    match shape.caller {
        Some(Caller::Saml { .. }) => of_provider("sts:AssumeRoleWithSAML"),
        Some(Caller::WebIdentity { .. }) => of_provider("sts:AssumeRoleWithWebIdentity"),
        _ => !["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"].contains(&action),
    }
}

/// The part of `piece` without the keys of services that the action does not
/// carry. Global keys may come with any request.
fn without_foreign_keys(
    piece: Piece,
    action: &Action,
    of_interest: &BTreeSet<Literal>,
    space: &mut Space,
) -> Option<Piece> {
    let dimensions: BTreeSet<usize> = of_interest
        .iter()
        .map(|(id, _): &(TestId, bool)| id.dimension)
        .collect();
    dimensions.into_iter().try_fold(piece, |piece, dimension| {
        let Dimension::Key(name) = space.dimension(dimension) else {
            return Some(piece);
        };
        let name = name.clone();
        if name.starts_with("aws:") || action.supports_condition_key(&name, None) {
            return Some(piece);
        }
        let id = space.ask(Dimension::Key(name), Test::Key(is_absent()));
        piece.with((id, true), space)
    })
}
