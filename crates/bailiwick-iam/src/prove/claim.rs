//! A claim about two sides, and how it is judged.
//!
//! First for all requests: callers as sets, variables as symbols. If nothing
//! violates the claim there, it is proved. Otherwise, and only to find a
//! witness, with one value for each variable and one caller for each kind; a
//! request that the evaluator confirms refutes the claim. If there is none,
//! the answer is unknown.

mod candidates;
mod known;
mod values;
mod violation;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::decide::Decision;
use crate::policy::{Policy, Selection};
use crate::request::Request;

use self::known::KnownRequests;
use super::budget::Budget;
use super::caller::{Named, Shape, any_caller, callers};
use super::difference::Difference;
use super::lower::variables::Variables;
use super::piece::Piece;
use super::proof::{Proof, Witness};
use super::sides::{Layers, Sides};
use super::space::{Dimension, Space};
use super::witness;

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

/// The search for a witness.
struct Search<'p> {
    known: KnownRequests<'p>,
    /// Callers to make the request.
    shapes: Vec<Shape>,
    /// Why there may be none.
    reasons: BTreeSet<String>,
}

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
        let named = Named::collect(self.policies());
        let mut variables = Variables::default();
        let mut lowered = self.lower(&mut variables, &budget);
        let shapes = match named.has_principals {
            true => callers(&named, false),
            false => vec![any_caller()],
        };
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
            shapes: callers(&named, true),
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
        self.first.iter().chain(&self.second).flatten().copied()
    }

    fn lower(&self, variables: &mut Variables, budget: &Rc<Budget>) -> Lowered<'p> {
        budget.take(self.size());
        let mut space = Space::new(Rc::clone(budget));
        Lowered {
            first: Sides::lower(&self.first, &mut space, variables),
            second: Sides::lower(&self.second, &mut space, variables),
            space,
        }
    }

    /// A request that refutes the claim, with these values of variables.
    fn witness(
        &self,
        search: &mut Search<'p>,
        values: &values::Values,
        lowered: &mut Lowered<'p>,
    ) -> Option<Witness> {
        let mut not_known = None;
        for shape in &values::callers_for(values, &search.shapes) {
            if lowered.space.budget().is_spent() {
                break;
            }
            let Some(start) = start(shape, &mut lowered.space)
                .and_then(|start| values::fix(values, start, &mut lowered.space))
            else {
                continue;
            };
            let Difference::Some(piece) = self.violation(shape, &start, lowered) else {
                continue;
            };
            let known = self.known_witness(&search.known, shape, &start, &piece, lowered);
            if known.is_some() {
                return known;
            }
            if not_known.is_none()
                && piece.is_sure()
                && let Some(request) = witness::request(&piece, shape, &lowered.space)
            {
                match self.confirmed(request, false, lowered.space.budget()) {
                    Ok(witness) => not_known = Some(witness),
                    Err(reason) => {
                        search.reasons.insert(reason);
                    }
                }
            }
        }
        not_known
    }

    /// The witness that `request` is, if the evaluator decides as claimed not
    /// to be.
    fn confirmed(
        &self,
        request: Request,
        known_to_service_data: bool,
        budget: &Budget,
    ) -> Result<Witness, String> {
        budget.take(self.size());
        let first = witness::decide_through(&self.first, &request);
        let second = witness::decide_through(&self.second, &request);
        let is_known = |decision: &Decision| !matches!(decision, Decision::Unknown(_));
        let refutes = is_known(&first)
            && match self.claimed {
                Claimed::NothingNew => second == Decision::Allowed && first != second,
                Claimed::Alike => is_known(&second) && first != second,
            };
        match refutes {
            true => Ok(Witness {
                request,
                first,
                second,
                known_to_service_data,
            }),
            false => Err(format!(
                "the evaluator does not confirm `{}` on `{}`: the first policies leave it {}, the second {}",
                request.action,
                request.resource.arn,
                in_words(&first),
                in_words(&second)
            )),
        }
    }
}

/// All requests by callers of `shape`.
fn start(shape: &Shape, space: &mut Space) -> Option<Piece> {
    let facts = shape.literals(space);
    Piece::default().with_all(&facts, space)
}

/// The reason where no steps are left for `what`.
fn exhausted(what: &str, steps: u64, budget: &Budget, variables: &Variables) -> String {
    let mut hard: Vec<String> = budget.hard().into_iter().collect();
    if !variables.is_empty() {
        hard.push(format!("the values of {}", variables.written()));
    }
    if hard.is_empty() {
        hard.push("how many ways their statements overlap".to_owned());
    }
    format!(
        "the {what} took more than {steps} steps: what is hard is {}",
        hard.join(", with ")
    )
}

fn in_words(decision: &Decision) -> String {
    match decision {
        Decision::Allowed => "allowed".to_owned(),
        Decision::ExplicitlyDenied => "explicitly denied".to_owned(),
        Decision::ImplicitlyDenied => "not allowed".to_owned(),
        Decision::Unknown(undecided) => {
            let words: Vec<String> = undecided.words().collect();
            format!("undecided, for it depends on {}", words.join(" and "))
        }
    }
}

/// Stands among the reasons where a difference is certain, until a witness is
/// found.
const DIFFERS: &str = "they differ";

fn why(piece: &Piece, space: &Space, variables: &Variables, reasons: &mut BTreeSet<String>) {
    let mut sure = true;
    for (dimension, _, _) in piece.values().filter(|(_, _, sure)| !sure) {
        sure = false;
        let variables = variables.written();
        reasons.insert(match space.dimension(dimension) {
            Dimension::Opaque(words) => words.clone(),
            _ if !variables.is_empty() => format!("the values of {variables}"),
            other => other.words(),
        });
    }
    if sure {
        reasons.insert(DIFFERS.to_owned());
    }
}
