//! How long it takes to read an account of 1,000 roles, to ask who can, and to find who can
//! escalate: CPU time of one core.
//!
//! ```console
//! cargo bench -p bailiwick-iam --bench escalation
//! ```

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod account;
#[path = "../decide/clock.rs"]
#[expect(
    dead_code,
    clippy::disallowed_methods,
    reason = "one clock for all benchmarks; this one does not ask for memory"
)]
mod clock;

use std::hint::black_box;

use bailiwick_iam::account::authorization_details::{Page, accounts};
use bailiwick_iam::account::{Accounts, Question, WhoCan};
use bailiwick_iam::decide::Decision;
use bailiwick_iam::escalation::escalations;
use bailiwick_iam::request::{Context, Resource};

use clock::best_of;

fn main() {
    let text = account::details(1000, 20);
    let read = || -> Accounts {
        let page = Page::read(black_box(&text)).expect("it is an output");
        accounts(&[page]).expect("it is whole")
    };
    let mut accounts = read();
    println!(
        "{} MiB of authorization details: 1,000 roles of 20 statements",
        text.len() >> 20
    );
    let reading = best_of(5, || {
        black_box(read());
    });
    println!("reading: {:.0} ms", reading * 1e3);
    for account in accounts.iter_mut() {
        *account = account.clone().without_organization();
    }
    let resource = Resource::new("arn:aws:s3:::bucket-17/key")
        .owned_by("111122223333".parse().expect("it is an account"));
    let question = Question {
        resource_policy: Some(bailiwick_iam::decide::Known::Known(None)),
        ..Question::new("s3:GetObject", resource).when(Context::complete())
    };
    let preparing = best_of(5, || {
        black_box(WhoCan::new(&accounts, &question));
    });
    let who_can = WhoCan::new(&accounts, &question);
    let mut allowed = 0;
    let asking = best_of(20, || {
        let answers = who_can.ask(black_box(&question));
        let is_allowed = |decision: &Decision| *decision == Decision::Allowed;
        allowed = answers
            .iter()
            .filter(|(_, _, answer)| is_allowed(&answer.decision))
            .count();
    });
    println!(
        "preparing: {:.0} ms; who can: {:.2} ms ({allowed} can)",
        preparing * 1e3,
        asking * 1e3
    );
    let mut found = (0, 0);
    let finding = best_of(3, || {
        let report = escalations(black_box(&accounts));
        found = (report.certain().count(), report.possible().count());
    });
    println!(
        "escalations: {:.0} ms ({} certain, {} possible)",
        finding * 1e3,
        found.0,
        found.1
    );
}
