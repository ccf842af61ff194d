//! What becomes of a side where another layer has a say.

use super::super::caller::Shape;
use super::super::lower::without_repeats;
use super::super::piece::Piece;
use super::super::sides::{Boxes, Side};
use super::super::space::{Dimension, Literals, Space, Test};
use super::super::text::{Pattern, Texts, Token};
use crate::service_data::service_data;

/// How many boxes may be joined with each other; a layer that makes more limits
/// nothing by what it does not allow. That weakens a proof, and makes none wrong.
const MOST_JOINED: usize = 20_000;

/// A layer that has a say.
#[derive(Debug)]
pub(in crate::prove) struct Step<'p> {
    side: Side<'p>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// It must allow as well, of requests that answer so.
    Limit(Literals),
    /// It grants by itself.
    Grant,
}

impl<'p> Step<'p> {
    pub(in crate::prove) fn limit(side: Side<'p>) -> Self {
        let kind = Kind::Limit(Literals::new());
        Self { side, kind }
    }

    pub(super) fn grant(side: Side<'p>) -> Self {
        let kind = Kind::Grant;
        Self { side, kind }
    }

    /// The same limit, where it has a say only of requests that answer so.
    pub(super) fn where_it_is(self, answers: &Literals) -> Self {
        Self {
            kind: Kind::Limit(answers.clone()),
            ..self
        }
    }

    /// What the layer allows and denies by itself.
    pub(in crate::prove) fn boxes(&self, shape: &Shape, space: &mut Space) -> Boxes {
        self.side.of(shape, space)
    }

    /// What is allowed and denied once this layer has had its say.
    pub(in crate::prove) fn apply(&self, boxes: Boxes, shape: &Shape, space: &mut Space) -> Boxes {
        let Boxes {
            mut allows,
            mut denies,
        } = boxes;
        match &self.kind {
            Kind::Grant => {
                let own = self.side.directly(shape, space);
                allows.extend(own.allows);
                denies.extend(own.denies);
            }
            Kind::Limit(has_a_say) => {
                let own = self.side.of(shape, space);
                let elsewhere = has_a_say.iter().map(|&(id, wanted)| vec![(id, !wanted)]);
                let also: Vec<Literals> = own.allows.into_iter().chain(elsewhere).collect();
                let own_denies = own.denies.iter();
                let also_denied = own_denies.filter_map(|deny| both(deny, has_a_say));
                if allows.len() * also.len() > MOST_JOINED {
                    denies.extend(also_denied);
                } else {
                    let limit = Boxes {
                        denies: also_denied.collect(),
                        allows: also,
                    };
                    let mut joined = Boxes { allows, denies }.within(limit);
                    joined
                        .allows
                        .retain(|literals| Piece::default().with_all(literals, space).is_some());
                    return joined;
                }
            }
        }
        Boxes { allows, denies }
    }
}

fn both(one: &Literals, other: &Literals) -> Option<Literals> {
    without_repeats(one.iter().chain(other).copied().collect())
}

/// What a request answers over which resource control policies have a say: it names a
/// resource, of a service that has them, and neither retires a grant of a key nor is about a
/// service-linked role
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>).
pub(super) fn on_resources_under_control(space: &mut Space) -> Literals {
    let services = service_data().services();
    let services = services.filter(|service| service_data().rcp_supported(service.prefix()));
    let actions = services.map(|service| Pattern::glob(&format!("{}:*", service.prefix())));
    let mut ask = |dimension: Dimension, patterns: Vec<Pattern>, wanted: bool| {
        (space.ask(dimension, Test::Texts(Texts(patterns))), wanted)
    };
    vec![
        ask(Dimension::Action, actions.collect(), true),
        ask(
            Dimension::Action,
            vec![Pattern::literal("kms:retiregrant")],
            false,
        ),
        ask(Dimension::Resource, vec![Pattern::literal("*")], false),
        ask(Dimension::Resource, vec![service_linked_roles()], false),
    ]
}

/// The ARNs of service-linked roles, told from others by the fields of an ARN.
fn service_linked_roles() -> Pattern {
    let written = "*:*:iam:*:*:role/aws-service-role/";
    let tokens = written.chars().map(|character| match character {
        '*' => Token::ManyInField,
        other => Token::Exact(other),
    });
    Pattern::new(tokens.chain([Token::Many]))
}
