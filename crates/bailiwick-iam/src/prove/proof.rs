//! What a proof comes to.

use std::collections::BTreeSet;

use crate::decide::Decision;
use crate::request::Request;

/// The answer to a claim about all requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// It holds of every request.
    Proved,
    /// It does not: here is a request. The evaluator itself confirmed it.
    Refuted(Box<Witness>),
    /// Neither could be shown; why, in words. Never empty.
    Unknown(BTreeSet<String>),
}

/// A request that refutes a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The request.
    pub request: Request,
    /// What the first policies of the claim decide: the existing ones.
    pub first: Decision,
    /// What the second policies decide: the new ones.
    pub second: Decision,
    /// Whether the service data has the action, knows that it works on such a
    /// resource, and knows that it carries such condition keys. If not, no
    /// request that it knows of was found to refute the claim.
    pub known_to_service_data: bool,
}
