//! The statements of a claim, as boxes.

use crate::policy::{Effect, Policy, Principal};

use super::caller::{Naming, Shape};
use super::lower::Lowering;
use super::lower::variables::Variables;
use super::space::{Dimension, Literals, Space, Test};

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

impl<'p> Side<'p> {
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
        let mut boxes = Boxes::default();
        for boxed in &self.statements {
            let mut literals = boxed.literals.clone();
            if let Some(principal) = boxed.principal {
                match shape.is_named_by(principal, boxed.effect) {
                    Naming::Named => {}
                    Naming::Not => continue,
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
