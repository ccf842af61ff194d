//! Who may talk to what.

use bailiwick_estate::model::Reach;

use crate::judgement::Evidence;
use crate::verdict::{Reason, Verdict};
use crate::world::World;

/// Whether the network is as the rule says.
pub(crate) fn reach(_world: &World<'_>, _evidence: Evidence, _reach: &Reach) -> Verdict {
    Verdict::unknown(Reason::NotModelled(
        "assertions on the network are not judged yet".to_owned(),
    ))
}
