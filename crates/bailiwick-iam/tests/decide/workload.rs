//! The workload of the benchmark: every decision is the one three other
//! engines agree on.

#[path = "../../benches/decide/workload.rs"]
mod read;

use bailiwick_iam::decide::Prepared;

use read::{Workload, everything};

#[test]
fn the_workload_is_decided_as_expected() {
    let Some(workload) = Workload::read() else {
        return;
    };
    let everything = everything();
    let prepared = Prepared::new(&workload.layers(&everything));
    assert_eq!(workload.requests.len(), 1000);
    for (asked, expected) in workload.requests.iter().zip(&workload.expected) {
        let caller = asked.caller();
        let decision = asked.request(&caller, &prepared).decide();
        assert_eq!(
            format!("{decision:?}"),
            *expected,
            "{} on {}",
            asked.action,
            asked.resource
        );
    }
}
