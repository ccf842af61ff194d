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

use std::collections::BTreeSet;

use crate::decide::Decision;
use crate::policy::Policy;
use crate::request::Request;

use self::known::KnownRequests;
use super::caller::{Named, Shape, any_caller, callers};
use super::difference::{Difference, newly_allowed, outside};
use super::lower::variables::Variables;
use super::piece::Piece;
use super::proof::{Proof, Witness};
use super::resources::look_alikes;
use super::sides::{Boxes, Layers, Sides};
use super::space::{Dimension, Space, Test, Value};
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
        let named = Named::collect(self.policies());
        let mut variables = Variables::default();
        let mut lowered = self.lower(&mut variables);
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
                    reasons.insert("there are too many cases".to_owned());
                }
                Difference::Some(piece) => why(&piece, &lowered.space, &variables, &mut reasons),
            }
        }
        if reasons.is_empty() {
            return Proof::Proved;
        }
        let mut search = Search {
            known: KnownRequests::of(self),
            shapes: callers(&named, true),
            reasons,
        };
        let found = match variables.is_empty() {
            true => self.witness(&mut search, &values::Values::new(), &mut lowered),
            false => values::candidates(self, &search.shapes, variables.keys())
                .iter()
                .find_map(|values| {
                    let mut lowered = self.lower(&mut Variables::given(values.clone()));
                    self.witness(&mut search, values, &mut lowered)
                }),
        };
        if let Some(witness) = found {
            return Proof::Refuted(Box::new(witness));
        }
        let mut reasons = search.reasons;
        reasons.remove(DIFFERS);
        if reasons.is_empty() {
            reasons.insert("no request by one of the modelled callers could be built".to_owned());
        }
        Proof::Unknown(reasons)
    }

    /// The policies of both sides.
    fn policies(&self) -> impl Iterator<Item = &'p Policy> {
        self.first.iter().chain(&self.second).flatten().copied()
    }

    fn lower(&self, variables: &mut Variables) -> Lowered<'p> {
        let mut space = Space::default();
        Lowered {
            first: Sides::lower(&self.first, &mut space, variables),
            second: Sides::lower(&self.second, &mut space, variables),
            space,
        }
    }

    /// Requests of `start` that contradict the claim, on resources that can be.
    fn violation(&self, shape: &Shape, start: &Piece, lowered: &mut Lowered<'p>) -> Difference {
        let Lowered {
            space,
            first,
            second,
        } = lowered;
        let (first, second) = (first.of(shape, space), second.of(shape, space));
        let mut starts = vec![start.clone()];
        let mut difference = Difference::None;
        while let Some(start) = starts.pop() {
            let found = self.violation_of(&start, &first, &second, space);
            match without_look_alikes(&start, &found, space) {
                Some(parts) => starts.extend(parts),
                None => difference = difference.or_else(|| found),
            }
        }
        difference
    }

    fn violation_of(
        &self,
        start: &Piece,
        first: &Boxes,
        second: &Boxes,
        space: &mut Space,
    ) -> Difference {
        let mut difference = newly_allowed(start, second, first, space);
        if self.claimed == Claimed::Alike {
            difference = difference.or_else(|| newly_allowed(start, first, second, space));
            difference =
                difference.or_else(|| outside(start, &second.denies, &first.denies, space));
            difference =
                difference.or_else(|| outside(start, &first.denies, &second.denies, space));
        }
        difference
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
                match self.confirmed(request, false) {
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
    fn confirmed(&self, request: Request, known_to_service_data: bool) -> Result<Witness, String> {
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
                "the evaluator does not confirm `{}` on `{}`: {first:?} and {second:?}",
                request.action, request.resource.arn
            )),
        }
    }
}

/// The parts of `start` without the resources that the one found is among, if
/// no resource can be like it.
fn without_look_alikes(start: &Piece, found: &Difference, space: &mut Space) -> Option<Vec<Piece>> {
    let Difference::Some(piece) = found else {
        return None;
    };
    let (like, real) = piece.values().find_map(|(dimension, value, _)| {
        match (space.dimension(dimension), value) {
            (Dimension::Resource, Value::Text(arn)) => look_alikes(arn),
            _ => None,
        }
    })?;
    let [like, real] = [like, real].map(|texts| space.ask(Dimension::Resource, Test::Texts(texts)));
    let parts = [(like, false), (real, true)];
    Some(
        parts
            .into_iter()
            .filter_map(|part| start.with(part, space))
            .collect(),
    )
}

/// All requests by callers of `shape`.
fn start(shape: &Shape, space: &mut Space) -> Option<Piece> {
    let facts = shape.literals(space);
    Piece::default().with_all(&facts, space)
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
            Dimension::Action => "there are too many cases of actions".to_owned(),
            Dimension::Resource => "there are too many cases of resources".to_owned(),
            Dimension::Key(name) => format!("what `{name}` may be"),
        });
    }
    if sure {
        reasons.insert(DIFFERS.to_owned());
    }
}
