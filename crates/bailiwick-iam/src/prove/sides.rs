//! The statements of a claim, as boxes, and how layers join.

use crate::policy::{Effect, Policy, Principal};

use super::caller::{Naming, Shape};
use super::lower::variables::Variables;
use super::lower::{Lowering, without_repeats};
use super::space::{Dimension, Literals, Space, Test};
use super::within::Step;

/// Policies that limit each other: what is allowed, every layer allows. The policies of one
/// layer have a say together.
pub(super) type Layers<'p> = Vec<Vec<&'p Policy>>;

/// The statements of layers, in the order in which they have their say.
#[derive(Debug)]
pub(super) struct Sides<'p>(Vec<Step<'p>>);

/// The statements of some policies that have a say together.
#[derive(Debug, Default)]
pub(super) struct Side<'p> {
    statements: Vec<Boxed<'p>>,
}

/// One statement as a box.
#[derive(Debug)]
struct Boxed<'p> {
    effect: Effect,
    principal: Option<&'p Principal>,
    literals: Literals,
}

/// What a side allows and denies to the callers of one shape.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    pub(super) allows: Vec<Literals>,
    pub(super) denies: Vec<Literals>,
}

impl<'p> Sides<'p> {
    /// The boxes of layers.
    pub(super) fn lower(layers: &Layers<'p>, space: &mut Space, variables: &mut Variables) -> Self {
        let layers = layers.iter();
        let lower = |policies: &Vec<&'p Policy>| Side::lower(policies, space, variables);
        Self(layers.map(lower).map(Step::limit).collect())
    }

    /// Adds what else has a say.
    pub(super) fn add(&mut self, steps: Vec<Step<'p>>) {
        self.0.extend(steps);
    }

    /// What all layers allow, and what any denies. Without a layer, nothing is allowed.
    pub(super) fn of(&self, shape: &Shape, space: &mut Space) -> Boxes {
        let mut steps = self.0.iter();
        let Some(first) = steps.next() else {
            return Boxes::default();
        };
        let boxes = first.boxes(shape, space);
        steps.fold(boxes, |boxes, step| step.apply(boxes, shape, space))
    }
}

impl Boxes {
    /// What both allow, and what either denies.
    pub(super) fn within(mut self, limit: Self) -> Self {
        let allows = self.allows.iter().flat_map(|one| {
            let both = limit.allows.iter().map(|other| [one.as_slice(), other]);
            both.filter_map(|both| without_repeats(both.concat()))
        });
        self.allows = allows.collect();
        self.denies.extend(limit.denies);
        self
    }
}

impl<'p> Side<'p> {
    /// One statement, which allows everything.
    pub(super) fn of_everything() -> Self {
        let boxed = Boxed {
            effect: Effect::Allow,
            principal: None,
            literals: Literals::new(),
        };
        Self {
            statements: vec![boxed],
        }
    }

    /// The boxes of `policies`.
    pub(super) fn lower(
        policies: &[&'p Policy],
        space: &mut Space,
        variables: &mut Variables,
    ) -> Self {
        let mut lowering = Lowering { space, variables };
        let mut side = Self::default();
        for policy in policies {
            for statement in &policy.statements {
                let literals = lowering.statement(policy, statement);
                side.statements.extend(literals.map(|literals| Boxed {
                    effect: statement.effect,
                    principal: statement.principal.as_ref(),
                    literals,
                }));
            }
        }
        side
    }

    /// What it allows and denies to the callers of `shape`. Where that hangs
    /// on whom a principal names, it is a question of its own.
    pub(super) fn of(&self, shape: &Shape, space: &mut Space) -> Boxes {
        self.boxes(shape, space, true)
    }

    /// The same but for what it leaves to the policies of the caller's account.
    pub(super) fn directly(&self, shape: &Shape, space: &mut Space) -> Boxes {
        self.boxes(shape, space, false)
    }

    fn boxes(&self, shape: &Shape, space: &mut Space, with_delegated: bool) -> Boxes {
        let mut boxes = Boxes::default();
        for boxed in &self.statements {
            let mut literals = boxed.literals.clone();
            if let Some(principal) = boxed.principal {
                match shape.is_named_by(principal, boxed.effect) {
                    Naming::Named => {}
                    Naming::Not => continue,
                    Naming::Delegated if !with_delegated => continue,
                    Naming::Delegated => {
                        literals.push((space.ask(Dimension::OwnPolicies, Test::Holds), true));
                    }
                    Naming::Unknown(words) => {
                        literals.push((space.ask(Dimension::Opaque(words), Test::Holds), true));
                    }
                }
            }
            match boxed.effect {
                Effect::Allow => boxes.allows.push(literals),
                Effect::Deny => boxes.denies.push(literals),
            }
        }
        boxes
    }
}
