//! What each layer says on a request, on its own.

mod caller;
mod levels;
mod resource;

pub(in crate::decide) use self::caller::bounded;
use self::caller::{boundary, identity, session};
use self::levels::levels;
use self::resource::{endpoint, resource};
use super::organization;
use crate::decide::compile::{Grants, Set};
use crate::decide::outcome::Outcome;
use crate::decide::prepared::CompiledLayers;
use crate::decide::question::Question;

/// What one layer says.
pub(in crate::decide) struct Vote<T> {
    pub(in crate::decide) denies: T,
    pub(in crate::decide) allows: T,
}

/// What every layer says. A layer that has no say allows and does not deny.
pub(in crate::decide) struct Votes<T> {
    pub(in crate::decide) identity: Vote<T>,
    pub(in crate::decide) boundary: Vote<T>,
    pub(in crate::decide) session: Vote<T>,
    pub(in crate::decide) resource_denies: T,
    pub(in crate::decide) grants: Grants<T>,
    pub(in crate::decide) service_control: Vote<T>,
    pub(in crate::decide) resource_control: Vote<T>,
    pub(in crate::decide) endpoint: Vote<T>,
}

impl<T: Outcome> Vote<T> {
    fn certain(allows: bool) -> Self {
        Self {
            denies: T::certain(false),
            allows: T::certain(allows),
        }
    }

    fn unknown(reason: &str) -> Self {
        Self {
            denies: T::unknown(reason),
            allows: T::unknown(reason),
        }
    }

    fn of(set: &Set, question: &Question<'_>) -> Self {
        Self {
            denies: set.denies(question),
            allows: set.allows(question),
        }
    }
}

impl<T: Outcome> Votes<T> {
    /// Whether any layer denies.
    pub(in crate::decide) fn denied(&self) -> T {
        let votes = [
            &self.identity,
            &self.boundary,
            &self.session,
            &self.service_control,
            &self.resource_control,
            &self.endpoint,
        ];
        votes
            .into_iter()
            .fold(self.resource_denies.clone(), |denied, vote| {
                denied.or(vote.denies.clone())
            })
    }

    /// Asks every layer.
    pub(in crate::decide) fn of(layers: &CompiledLayers, question: &Question<'_>) -> Self {
        let bounded = bounded(layers, question);
        let (resource_denies, grants) = resource(layers, question, bounded);
        Self {
            identity: identity(layers, question),
            boundary: boundary(layers, question),
            session: session(layers, question),
            resource_denies,
            grants,
            service_control: levels(
                &layers.service_control,
                || organization::service_control_binds(layers, question),
                question,
            ),
            resource_control: levels(
                &layers.resource_control,
                || organization::resource_control_binds(layers, question),
                question,
            ),
            endpoint: endpoint(layers, question, bounded),
        }
    }
}
