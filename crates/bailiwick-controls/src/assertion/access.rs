//! Who may do what.

use bailiwick_estate::model::AccessRule;

use crate::judgement::Evidence;
use crate::verdict::{Reason, Verdict};
use crate::world::World;

/// Whether permissions are as the rule says.
pub(crate) fn access(_world: &World<'_>, _evidence: Evidence, _rule: &AccessRule) -> Verdict {
    Verdict::unknown(Reason::NotModelled(
        "assertions on access are not judged yet".to_owned(),
    ))
}
