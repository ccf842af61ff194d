//! What finds its way in the models of a case, made once for all its controls.
//!
//! Owns: [`Indexes`]. They borrow from the models that they are of; [`Find`] hides that from
//! the controls, to which they are part of the world.

use std::sync::OnceLock;

use bailiwick_net::reach::Engine;

use crate::case::Case;
use crate::holders::Holders;
use crate::judgement::Evidence;
use crate::verdict::Reason;

/// Finds somebody, or a way.
pub(crate) trait Find: Sync {
    /// The networks, ready to be asked.
    ///
    /// # Errors
    /// When the evidence does not show them.
    fn engine(&self, evidence: Evidence) -> Result<&Engine<'_>, Reason>;

    /// Whom controls mean, as users and roles of the accounts.
    ///
    /// # Errors
    /// When the evidence does not show the accounts.
    fn holders(&self, evidence: Evidence) -> Result<&Holders<'_>, Reason>;
}

/// The indexes of a case, each made when somebody first asks.
pub(crate) struct Indexes<'c> {
    case: Case<'c>,
    compiled_engine: OnceLock<Engine<'c>>,
    observed_engine: OnceLock<Engine<'c>>,
    compiled_holders: OnceLock<Holders<'c>>,
    observed_holders: OnceLock<Holders<'c>>,
}

impl<'c> Indexes<'c> {
    /// The indexes of a case.
    pub(crate) fn new(case: &Case<'c>) -> Self {
        Self {
            case: *case,
            compiled_engine: OnceLock::new(),
            observed_engine: OnceLock::new(),
            compiled_holders: OnceLock::new(),
            observed_holders: OnceLock::new(),
        }
    }
}

impl Find for Indexes<'_> {
    fn engine(&self, evidence: Evidence) -> Result<&Engine<'_>, Reason> {
        let wires = self.case.wires(evidence)?;
        let engine = match evidence {
            Evidence::Compiled => &self.compiled_engine,
            Evidence::Observed | Evidence::Word => &self.observed_engine,
        };
        Ok(engine.get_or_init(|| Engine::new(&wires.network)))
    }

    fn holders(&self, evidence: Evidence) -> Result<&Holders<'_>, Reason> {
        let Case { estate, .. } = self.case;
        let directory = self.case.directory(evidence)?;
        let declared = self.case.directory(Evidence::Compiled)?;
        Ok(match evidence {
            Evidence::Compiled => {
                let find = || Holders::declared(estate, directory);
                self.compiled_holders.get_or_init(find)
            }
            Evidence::Observed | Evidence::Word => {
                let find = || Holders::observed(estate, directory, declared);
                self.observed_holders.get_or_init(find)
            }
        })
    }
}
