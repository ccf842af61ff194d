//! Which users and roles an access rule counts.
//!
//! Owns: what `standing` leaves out, and that nobody is asked about twice.

use bailiwick_estate::model::AccessRule;

use crate::holders::Holder;

/// Each user and role that counts, once: as the one who comes to it most surely and simply.
pub(super) fn each_once<'h, 'd>(
    rule: &AccessRule,
    holders: &'h [Holder<'d>],
) -> Vec<&'h Holder<'d>> {
    let mut counted: Vec<&Holder<'_>> = holders.iter().collect();
    counted.retain(|one| rule.standing != Some(true) || !one.on_request);
    counted.sort_by_key(|one| {
        let is_unsure = !one.depends_on.is_empty();
        (&one.principal.arn, is_unsure, one.on_request, &one.through)
    });
    counted.dedup_by_key(|one| &one.principal.arn);
    counted
}
