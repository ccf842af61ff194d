//! Everything a control may look at.

use bailiwick_compile::Blueprint;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::value::Date;

use crate::judgement::Evidence;

/// What is judged: an estate, what it compiles to, and what AWS holds where that is given.
#[derive(Clone, Copy, Debug)]
pub struct World<'w> {
    /// What is declared, as it is today.
    pub estate: &'w Estate,
    /// What it compiles to.
    pub blueprint: &'w Blueprint,
    /// What day it is: attestations end.
    pub today: Date,
}

impl World<'_> {
    /// Whether there is such evidence to look at.
    #[must_use]
    pub fn has(&self, evidence: Evidence) -> bool {
        match evidence {
            Evidence::Compiled => true,
            Evidence::Observed | Evidence::Word => false,
        }
    }
}
