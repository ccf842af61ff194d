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

/// What begins with the estate's name does not get it twice, and so meets another.
#[test]
fn two_stacks_that_aws_would_take_for_one_are_refused() {
    let estate = include_str!("../../../../examples/counter/estate.yaml");
    let compose = include_str!("../../../../examples/counter/compose.yaml");
    let (above, workload) = estate.split_once("workloads:\n  counter:\n").unwrap();
    let above = above.replace(
        "owner: web, region",
        "id: \"123456789012\", owner: web, region",
    );
    let other = workload.replace("domain: counter", "domain: other.counter");
    let both = format!("{above}workloads:\n  web:\n{workload}  counter-web:\n{other}");
    let folder = Folder::with(&[("estate.yaml", &both), ("compose.yaml", compose)]);
    assert_snapshot!(folder.run("apply web --yes"), @"
    exit 2
    --- stderr
    error: `web-data` and `counter-web-data` would both be the stack `counter-web-data`
    hint: give one of the workloads another name; nothing was deployed
    ");
    assert_snapshot!(folder.run("destroy counter-web --yes-delete counter-web"), @"
    exit 2
    --- stderr
    error: `counter-web-data` and `web-data` would both be the stack `counter-web-data`
    hint: give one of the workloads another name; nothing was deployed
    ");
}

#[test]
fn what_is_set_is_never_repeated() {
    let folder = Folder::new();
    assert_snapshot!(folder.run("apply web --yes --set correct-horse"), @"
    exit 2
    --- stderr
    error: one `--set` is no `NAME=VALUE`
    hint: write it as `--set NAME=VALUE`, or as `--set NAME=@FILE`, where `-` is the standard input
    ");
    assert_snapshot!(folder.run("apply web --yes --set Seed=@correct-horse"), @"
    exit 2
    --- stderr
    error: cannot read the file that holds the value of `Seed`
    cause: No such file or directory (os error 2)
    hint: what follows `Seed=@` is taken for the name of a file
    ");
    assert_snapshot!(folder.run("apply web --yes --set Seed=horse --set Seed=battery"), @"
    exit 2
    --- stderr
    error: `Seed` is set twice
    hint: leave one `--set Seed=…` out
    ");
}

#[test]
fn what_another_stack_says_is_not_set() {
    let championship = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/championship");
    let apply = format!("apply championship {championship} --yes --set DataVolumeId=vol-1");
    assert_snapshot!(Folder::new().run(&apply), @"
    exit 2
    --- stderr
    error: `DataVolumeId` takes its value from the stack `championship-data`
    hint: leave it out: deploying both keeps them at one value
    ");
}
