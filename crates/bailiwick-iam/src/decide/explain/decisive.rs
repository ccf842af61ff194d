//! Which types of policy brought a decision about.

use crate::decide::Decision;
use crate::decide::Truth;
use crate::decide::question::Question;
use crate::decide::rules::{Layer, Vote, Votes};

/// The types of policy that brought `decision` about.
pub(super) fn layers(
    decision: &Decision,
    votes: &Votes<Truth>,
    question: &Question<'_>,
) -> Vec<Layer> {
    let granted = votes.grants.clone().anyhow();
    let all = [
        (Layer::Identity, &votes.identity),
        (Layer::Boundary, &votes.boundary),
        (Layer::Session, &votes.session),
        (Layer::ServiceControl, &votes.service_control),
        (Layer::ResourceControl, &votes.resource_control),
        (Layer::Endpoint, &votes.endpoint),
    ];
    let of = |holds: &dyn Fn(&Vote<Truth>) -> bool, of_resource: bool| {
        let mut layers: Vec<Layer> = all
            .iter()
            .filter(|(_, vote)| holds(vote))
            .map(|(layer, _)| *layer)
            .collect();
        layers.extend(of_resource.then_some(Layer::Resource));
        layers.sort();
        layers
    };
    match decision {
        Decision::ExplicitlyDenied => of(
            &|vote| vote.denies == Truth::True,
            votes.resource_denies == Truth::True,
        ),
        Decision::Unknown(_) => of(
            &|vote| vote.denies == Truth::Unknown || vote.allows == Truth::Unknown,
            votes.resource_denies == Truth::Unknown || granted == Truth::Unknown,
        ),
        Decision::Allowed => {
            let mut layers = Vec::new();
            layers.extend((votes.identity.allows == Truth::True).then_some(Layer::Identity));
            layers.extend((granted == Truth::True).then_some(Layer::Resource));
            layers
        }
        Decision::ImplicitlyDenied => blocking(votes, granted, question),
    }
}

/// The layers without whose `False` it would be allowed.
fn blocking(votes: &Votes<Truth>, granted: Truth, question: &Question<'_>) -> Vec<Layer> {
    let fails = |vote: &Vote<Truth>| vote.allows == Truth::False;
    let mut layers = Vec::new();
    for (layer, vote) in [
        (Layer::ServiceControl, &votes.service_control),
        (Layer::ResourceControl, &votes.resource_control),
        (Layer::Endpoint, &votes.endpoint),
    ] {
        layers.extend(fails(vote).then_some(layer));
    }
    let across = question.owner != question.identity.account;
    let of_account = question.identity.is_of_an_account();
    let directly = votes.grants.directly == Truth::True && !across;
    if !directly {
        let issuer = votes.grants.issuer == Truth::True && !across;
        let identity = of_account && fails(&votes.identity) && !issuer;
        let needs_resource = across || !of_account || question.standing.required_policy.is_some();
        let resource = granted != Truth::True && (needs_resource || identity);
        layers.extend(identity.then_some(Layer::Identity));
        layers.extend(resource.then_some(Layer::Resource));
        layers.extend(fails(&votes.boundary).then_some(Layer::Boundary));
        layers.extend(fails(&votes.session).then_some(Layer::Session));
    }
    layers.sort();
    layers
}
