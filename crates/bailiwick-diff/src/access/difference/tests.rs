use std::collections::BTreeSet;

use bailiwick_iam::policy::{Condition, Policy, Statement};

use super::*;
use crate::access::layers::rules;

const ARN: &str = "arn:aws:iam::111122223333:role/worker";

fn allow(actions: &[&str], on: &str) -> Policy {
    Policy::new([Statement::allow(actions.to_vec()).on([on])])
}

fn layers(identity: &[Policy]) -> Layers {
    Layers {
        identity: rules(identity),
        ..Layers::none()
    }
}

fn newly(had: &[&Layers], has: &Layers) -> Delta {
    let had = had.iter().map(|one| (*one).clone()).collect();
    Differences::default().newly(had, has, ARN)
}

/// The patterns of the actions of every grant.
fn actions(delta: &Delta) -> Vec<String> {
    let lines = delta.grants.iter().flat_map(Grant::lines);
    lines
        .flat_map(|line| {
            let service = line.service.clone();
            line.names
                .into_iter()
                .map(move |name| format!("{service}:{name}"))
        })
        .collect()
}

#[test]
fn how_rules_are_spread_over_policies_says_nothing() {
    let one = layers(&[allow(&["sqs:SendMessage", "sqs:DeleteMessage"], "*")]);
    let two = layers(&[
        allow(&["sqs:DeleteMessage"], "*"),
        allow(&["sqs:SendMessage"], "*"),
    ]);
    assert!(newly(&[&one], &two).is_nothing());
    assert!(newly(&[&two], &one).is_nothing());
}

#[test]
fn without_its_boundary_it_may_do_what_that_did_not_allow() {
    let free = layers(&[allow(&["sqs:*", "sns:Publish"], "*")]);
    let bound = Layers {
        boundary: Some(rules(&[allow(&["sqs:*"], "*")])),
        ..free.clone()
    };
    let delta = newly(&[&bound], &free);
    assert_eq!(actions(&delta), ["sns:Publish"]);
    assert!(delta.unknown.is_empty());
    assert!(newly(&[&free], &bound).is_nothing());
}

#[test]
fn a_level_of_the_organisation_limits_what_the_others_allow() {
    let all = allow(&["*"], "*");
    let kept = Policy::new([
        Statement::allow(["*"]).on(["*"]),
        Statement::deny(["sqs:PurgeQueue"]).on(["*"]),
    ]);
    let own = layers(&[allow(&["sqs:PurgeQueue", "sqs:SendMessage"], "*")]);
    let with = |level: &Policy| Layers {
        control: vec![rules([&all]), rules([level])],
        ..own.clone()
    };
    let delta = newly(&[&with(&kept)], &with(&all));
    assert_eq!(actions(&delta), ["sqs:PurgeQueue"]);
    assert!(newly(&[&with(&all)], &with(&kept)).is_nothing());
}

#[test]
fn a_guardrail_that_spares_another_role_spares_nobody_else() {
    let own = layers(&[allow(&["sqs:PurgeQueue"], "*")]);
    let spared = |name: &str| {
        let others = Condition::test("ArnNotLike", "aws:PrincipalArn", [name]);
        let denial = Statement::deny(["sqs:PurgeQueue"]).on(["*"]).when(others);
        let level = Policy::new([Statement::allow(["*"]).on(["*"]), denial]);
        Layers {
            control: vec![rules([&level])],
            ..own.clone()
        }
    };
    let breaker = spared("arn:aws:iam::*:role/breaker");
    let both = spared("arn:aws:iam::*:role/b*");
    assert!(newly(&[&breaker], &both).is_nothing());
    let all = spared("arn:aws:iam::*:role/*");
    assert_eq!(actions(&newly(&[&breaker], &all)), ["sqs:PurgeQueue"]);
}

#[test]
fn several_cover_together_what_none_covers_alone() {
    let sends = layers(&[allow(&["sqs:SendMessage"], "*")]);
    let deletes = layers(&[allow(&["sqs:DeleteMessage"], "*")]);
    let both = layers(&[allow(&["sqs:SendMessage", "sqs:DeleteMessage"], "*")]);
    assert!(newly(&[&sends, &deletes], &both).is_nothing());
    let more = layers(&[allow(&["sqs:SendMessage", "sqs:PurgeQueue"], "*")]);
    assert_eq!(
        actions(&newly(&[&sends, &deletes], &more)),
        ["sqs:PurgeQueue"]
    );
}

#[test]
fn nobody_had_anything() {
    let sends = layers(&[allow(&["sqs:SendMessage"], "*")]);
    assert_eq!(actions(&newly(&[], &sends)), ["sqs:SendMessage"]);
}

#[test]
fn actions_that_aws_has_yet_to_add_count() {
    let listed: Vec<String> =
        bailiwick_iam::actions::expand(bailiwick_iam::service_data(), "sqs:*")
            .iter()
            .map(ToString::to_string)
            .collect();
    let listed: Vec<&str> = listed.iter().map(String::as_str).collect();
    let delta = newly(
        &[&layers(&[allow(&listed, "*")])],
        &layers(&[allow(&["sqs:*"], "*")]),
    );
    assert!(
        delta.grants.iter().all(|grant| !grant.is_known),
        "{delta:?}"
    );
    assert_eq!(delta.grants.len(), 1);
}

#[test]
fn what_was_not_given_is_the_same_on_both_sides_only_where_its_limits_are() {
    let missing = |boundary: &[&str]| Layers {
        boundary: Some(rules(&[allow(boundary, "*")])),
        missing: BTreeSet::from(["the managed policy `arn:aws:iam::aws:policy/Some`".to_owned()]),
        ..layers(&[allow(&["sqs:SendMessage"], "*")])
    };
    let narrow = missing(&["sqs:*"]);
    assert!(newly(&[&narrow], &narrow).is_nothing());
    assert!(newly(&[&missing(&["sqs:*", "sns:*"])], &narrow).is_nothing());
    // What was not given may allow `sns`, which the boundary lets through now.
    let wider = newly(&[&narrow], &missing(&["sqs:*", "sns:*"]));
    assert!(wider.grants.is_empty());
    assert_eq!(wider.unknown.len(), 1);
}

#[test]
fn other_words_for_what_only_a_deployment_knows_are_unknown() {
    let unread = |written: &str| Layers {
        missing: BTreeSet::from(["the inline policy `p`".to_owned()]),
        unread: Some(written.into()),
        ..layers(&[allow(&["sqs:SendMessage"], "*")])
    };
    assert!(newly(&[&unread("a")], &unread("a")).is_nothing());
    assert!(!newly(&[&unread("a")], &unread("b")).is_nothing());
}
