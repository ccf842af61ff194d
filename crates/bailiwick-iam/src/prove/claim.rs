//! A claim about two sides, and how it is judged.
//!
//! First for all requests: callers as sets, variables as symbols. If nothing
//! violates the claim there, it is proved. Otherwise, and only to find a
//! witness, with one value for each variable and one caller for each kind; a
//! request that the evaluator confirms refutes the claim. If there is none,
//! the answer is unknown.

mod candidates;
mod known;
mod reasons;
mod search;
mod values;
mod violation;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::policy::{Policy, Selection};

use self::known::KnownRequests;
use self::reasons::{DIFFERS, exhausted, why};
use self::search::Search;
use super::budget::Budget;
use super::caller::{Named, Shape, any_caller, callers};
use super::difference::Difference;
use super::lower::variables::Variables;
use super::piece::Piece;
use super::proof::Proof;
use super::sides::{Layers, Sides};
use super::space::Space;
use super::within::Within;

/// What is claimed of the decisions of two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claimed {
    /// The second allows nothing that the first does not.
    NothingNew,
    /// Both decide alike.
    Alike,
}

/// A claim about two sides, each of layers of policies.
#[derive(Debug)]
pub(super) struct Claim<'p> {
    pub(super) claimed: Claimed,
    pub(super) first: Layers<'p>,
    pub(super) second: Layers<'p>,
    /// What else has a say beside the second policies, and who asks.
    pub(super) within: Option<Within<'p>>,
}

/// Both sides lowered into one space.
struct Lowered<'p> {
    space: Space,
    first: Sides<'p>,
    second: Sides<'p>,
}

/// How many steps a proof may take, and how many more the search for a
/// witness. Both together take less than a second.
const PROOF_STEPS: u64 = 3_000_000;
const WITNESS_STEPS: u64 = 3_000_000;

impl<'p> Claim<'p> {
    /// Judges the claim.
    pub(super) fn judge(&self) -> Proof {
        self.judge_within(PROOF_STEPS, WITNESS_STEPS)
    }

    /// Whether it is proved, without a search for what would refute it.
    pub(super) fn is_proved(&self) -> bool {
        self.judge_within(PROOF_STEPS, 0) == Proof::Proved
    }

    /// Judges it with so many steps for the proof, and so many more for the
    /// search for a witness.
    fn judge_within(&self, proof_steps: u64, witness_steps: u64) -> Proof {
        let budget = Rc::new(Budget::new(proof_steps));
        let named = self.named();
        let mut variables = Variables::default();
        let mut lowered = self.lower(&mut variables, &budget);
        let shapes = match named.has_principals || self.is_about_somebody() {
            true => self.callers(&named, false),
            false => vec![any_caller()],
        };
        if shapes.is_empty() {
            let why = "requests of the one who is asked about are not modelled".to_owned();
            return Proof::Unknown([why].into());
        }
        let mut reasons = BTreeSet::new();
        for shape in &shapes {
            let Some(start) = start(shape, &mut lowered.space) else {
                continue;
            };
            match self.violation(shape, &start, &mut lowered) {
                Difference::None => {}
                Difference::GaveUp => {
                    reasons.insert(exhausted("proof", proof_steps, &budget, &variables));
                }
                Difference::Some(piece) => why(&piece, &lowered.space, &variables, &mut reasons),
            }
        }
        if budget.is_spent() {
            // What was not looked at to the end says nothing besides.
            reasons = [exhausted("proof", proof_steps, &budget, &variables)].into();
        }
        if reasons.is_empty() {
            return Proof::Proved;
        }
        if witness_steps == 0 {
            return Proof::Unknown(reasons);
        }
        budget.add(witness_steps);
        let mut search = Search {
            known: KnownRequests::of(self),
            shapes: self.callers(&named, true),
            reasons,
        };
        let found = match variables.is_empty() {
            true => self.witness(&mut search, &values::Values::new(), &mut lowered),
            false => values::candidates(self, &search.shapes, variables.keys())
                .iter()
                .take_while(|_| !budget.is_spent())
                .find_map(|values| {
                    let mut variables = Variables::given(values.clone());
                    let mut lowered = self.lower(&mut variables, &budget);
                    self.witness(&mut search, values, &mut lowered)
                }),
        };
        if let Some(witness) = found {
            return Proof::Refuted(Box::new(witness));
        }
        let mut reasons = search.reasons;
        if reasons.remove(DIFFERS) && budget.is_spent() {
            let steps = proof_steps + witness_steps;
            reasons.insert(exhausted(
                "search for a request",
                steps,
                &budget,
                &variables,
            ));
        }
        if reasons.is_empty() {
            reasons.insert("no request by one of the modelled callers could be built".to_owned());
        }
        Proof::Unknown(reasons)
    }

    /// How many patterns and values the policies have: what it takes to read
    /// them once.
    fn size(&self) -> usize {
        let statements = self.policies().flat_map(|policy| &policy.statements);
        statements
            .map(|statement| {
                let resources = statement.resource.iter().flat_map(Selection::patterns);
                let values = statement
                    .condition
                    .tests()
                    .map(|(_, _, values)| values.len());
                let values: usize = values.sum();
                1 + statement.action.patterns().len() + resources.count() + values
            })
            .sum()
    }

    /// The policies of both sides.
    fn policies(&self) -> impl Iterator<Item = &'p Policy> {
        let within = self.within.as_ref().map(Within::policies);
        let both = self.first.iter().chain(&self.second).flatten().copied();
        both.chain(within.into_iter().flatten())
    }

    /// The names that matter.
    fn named(&self) -> Named {
        let mut named = Named::collect(self.policies());
        if let Some(holder) = self.within.as_ref().and_then(Within::holder) {
            named.caller(holder);
        }
        named
    }

    fn is_about_somebody(&self) -> bool {
        let within = self.within.as_ref();
        within.is_some_and(|within| within.holder().is_some())
    }

    /// The shapes of those whom the claim is about.
    fn callers(&self, named: &Named, concrete: bool) -> Vec<Shape> {
        let mut shapes = callers(named, concrete);
        shapes.retain(|shape| self.is_about(shape));
        shapes
    }

    fn is_about(&self, shape: &Shape) -> bool {
        let within = self.within.as_ref();
        within.is_none_or(|within| within.is_about(shape))
    }

    fn lower(&self, variables: &mut Variables, budget: &Rc<Budget>) -> Lowered<'p> {
        budget.take(self.size());
        let mut space = Space::new(Rc::clone(budget));
        let first = Sides::lower(&self.first, &mut space, variables);
        let mut second = Sides::lower(&self.second, &mut space, variables);
        if let Some(within) = &self.within {
            second.add(within.steps(&mut space, variables));
        }
        Lowered {
            first,
            second,
            space,
        }
    }
}

/// All requests by callers of `shape`.
fn start(shape: &Shape, space: &mut Space) -> Option<Piece> {
    let facts = shape.literals(space);
    Piece::default().with_all(&facts, space)
}
