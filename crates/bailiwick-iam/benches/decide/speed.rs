//! Decisions per CPU-second, on prepared requests and from strings.

use std::fmt;
use std::hint::black_box;

use bailiwick_iam::decide::{Prepared, PreparedRequest};
use bailiwick_iam::request::Caller;

use super::clock::{best_of, seconds};
use super::workload::Asked;

/// How long decisions took.
pub(crate) struct Speed {
    decisions: usize,
    prepared: f64,
    of_strings: f64,
}

impl Speed {
    /// Over `requests` again and again, at its best.
    pub(crate) fn of(prepared: &Prepared, requests: &[Asked]) -> Self {
        const ROUNDS: usize = 100;
        const RUNS: usize = 20;
        let callers = callers(requests);
        let ready = ready(prepared, requests, &callers);
        Self {
            decisions: requests.len() * ROUNDS,
            prepared: best_of(RUNS, || (0..ROUNDS).for_each(|_| decide(&ready))),
            of_strings: best_of(RUNS, || {
                (0..ROUNDS).for_each(|_| decide_strings(prepared, requests));
            }),
        }
    }

    /// Each request once.
    pub(crate) fn of_once(prepared: &Prepared, requests: &[Asked]) -> Self {
        let of_strings = seconds(|| decide_strings(prepared, requests));
        let callers = callers(requests);
        let ready = ready(prepared, requests, &callers);
        Self {
            decisions: requests.len(),
            prepared: seconds(|| decide(&ready)),
            of_strings,
        }
    }

    /// All of them, one after the other.
    pub(crate) fn together(speeds: impl Iterator<Item = Self>) -> Self {
        let none = Self {
            decisions: 0,
            prepared: 0.0,
            of_strings: 0.0,
        };
        speeds.fold(none, |sum, speed| Self {
            decisions: sum.decisions + speed.decisions,
            prepared: sum.prepared + speed.prepared,
            of_strings: sum.of_strings + speed.of_strings,
        })
    }
}

impl fmt::Display for Speed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millions = |seconds: f64| self.decisions as f64 / seconds / 1e6;
        write!(
            formatter,
            "{:.2} million decisions/CPU-second prepared, {:.2} million from strings",
            millions(self.prepared),
            millions(self.of_strings),
        )
    }
}

fn callers(requests: &[Asked]) -> Vec<Caller> {
    requests.iter().map(Asked::caller).collect()
}

fn ready<'p>(
    prepared: &'p Prepared,
    requests: &'p [Asked],
    callers: &'p [Caller],
) -> Vec<PreparedRequest<'p>> {
    let asked = requests.iter().zip(callers);
    asked
        .map(|(asked, caller)| asked.request(caller, prepared))
        .collect()
}

fn decide(ready: &[PreparedRequest<'_>]) {
    for request in black_box(ready) {
        black_box(request.decide());
    }
}

fn decide_strings(prepared: &Prepared, requests: &[Asked]) {
    for asked in black_box(requests) {
        let caller = asked.caller();
        black_box(asked.request(&caller, prepared).decide());
    }
}
