//! The search for a witness: a request on which the evaluator itself decides
//! as the claim says that it does not.

use std::collections::BTreeSet;

use crate::decide::Decision;
use crate::request::Request;

use super::super::budget::Budget;
use super::super::caller::Shape;
use super::super::difference::Difference;
use super::super::proof::Witness;
use super::super::witness;
use super::known::KnownRequests;
use super::reasons::in_words;
use super::values::{self, Values};
use super::{Claim, Claimed, Lowered, start};

/// The search for a witness.
pub(super) struct Search<'p> {
    pub(super) known: KnownRequests<'p>,
    /// Callers to make the request.
    pub(super) shapes: Vec<Shape>,
    /// Why there may be none.
    pub(super) reasons: BTreeSet<String>,
}

impl<'p> Claim<'p> {
    /// A request that refutes the claim, with these values of variables.
    pub(super) fn witness(
        &self,
        search: &mut Search<'p>,
        values: &Values,
        lowered: &mut Lowered<'p>,
    ) -> Option<Witness> {
        let mut not_known = None;
        let mut callers = values::callers_for(values, &search.shapes);
        callers.retain(|shape| self.is_about(shape));
        for shape in &callers {
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
    pub(super) fn confirmed(
        &self,
        request: Request,
        known_to_service_data: bool,
        budget: &Budget,
    ) -> Result<Witness, String> {
        budget.take(self.size());
        let first = witness::decide_through(&self.first, &request);
        let second = match &self.within {
            Some(within) => within.decide(&request),
            None => witness::decide_through(&self.second, &request),
        };
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
