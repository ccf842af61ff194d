//! `bailiwick apply` and `bailiwick destroy`, as far as they go without an AWS.

use crate::support::Folder;
use insta::assert_snapshot;

#[test]
fn what_is_not_said_or_not_agreed_to_is_not_done() {
    let folder = Folder::new();
    folder.output("init acme");
    assert_snapshot!(folder.run("apply"), @"
    exit 2
    --- stderr
    error: nobody said what to deploy
    hint: name a workload, `bailiwick apply web`, or everything with `--all`
    ");
    assert_snapshot!(folder.run("apply --all acme"), @"
    exit 2
    --- stderr
    error: nobody is here to agree
    hint: run it in a terminal, look first with `--plan`, or agree beforehand with `--yes`
    ");
    assert_snapshot!(folder.run("apply --all acme other --yes"), @"
    exit 2
    --- stderr
    error: `--all` deploys every workload; `acme` is one too many
    hint: leave it out, or leave `--all` out
    ");
    assert_snapshot!(folder.run("apply webb acme --yes"), @"
    exit 2
    --- stderr
    error: no workload is called `webb`
    hint: name one of `workloads:`, or everything with `--all`
    ");
    assert_snapshot!(folder.run("destroy web acme"), @"
    exit 2
    --- stderr
    error: nobody is here to agree
    hint: run it in a terminal, or agree beforehand with `--yes-delete web`
    ");
}

#[test]
fn an_account_without_an_id_is_not_deployed_to() {
    let counter = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/counter");
    let folder = Folder::new();
    assert_snapshot!(folder.run(&format!("apply counter {counter} --yes")), @"
    exit 2
    --- stderr
    error: the account `counter` has no id
    hint: write the twelve digits that AWS gave it: `accounts: { counter: { id: \"…\" } }`
    ");
}
