//! Against every smaller policy there is, and against every change of a result.

use super::*;
use crate::fit;
use crate::policy::{Condition, Selection, Statement};

mod smallest;
mod wildcards;

const READ: &str = "arn:aws:s3:::logs/*";

fn tls() -> Condition {
    Condition::test("Bool", "aws:SecureTransport", ["true"])
}

/// Small policies with something redundant in each.
fn wordy() -> Vec<Policy> {
    let allow = |actions: &[&str], resources: &[&str]| {
        Statement::allow(actions.to_vec()).on(resources.to_vec())
    };
    vec![
        Policy::new([
            allow(&["s3:GetObject", "s3:Get*"], &[READ]),
            allow(&["s3:GetObject"], &["arn:aws:s3:::logs/a"]),
        ]),
        Policy::new([allow(
            &["s3:GetObject"],
            &[READ, "arn:aws:s3:::logs/a", "arn:aws:s3:::data"],
        )]),
        Policy::new([
            allow(&["s3:*"], &[READ]).when(tls()),
            allow(&["s3:Get*"], &[READ]),
            allow(&["s3:GetObject"], &[READ]).when(tls()),
        ]),
        Policy::new([
            allow(&["s3:*"], &["*"]),
            Statement::deny(["s3:Put*", "s3:PutObject"]).on([READ]),
            Statement::deny(["s3:PutObject"]).on(["arn:aws:s3:::logs/a", READ]),
        ]),
        Policy::new([
            allow(&["s3:Get*", "sqs:*"], &["*"]),
            allow(&["s3:GetObject", "sqs:SendMessage"], &[READ]),
        ]),
    ]
}

/// Every policy with some of the statements and patterns of `policy`, each
/// list with at least one.
fn parts(policy: &Policy) -> Vec<Policy> {
    let mut parts = vec![Vec::new()];
    for statement in &policy.statements {
        let Some(resources) = &statement.resource else {
            panic!("a statement has resources");
        };
        let mut choices = vec![None];
        for actions in subsets(statement.action.patterns().iter().cloned().collect()) {
            for on in subsets(resources.patterns().iter().cloned().collect()) {
                let mut chosen = statement.clone().on(on);
                chosen.action = Selection::only(actions.clone());
                choices.push(Some(chosen));
            }
        }
        parts = parts
            .iter()
            .flat_map(|before: &Vec<Statement>| {
                choices
                    .iter()
                    .map(|choice| before.iter().cloned().chain(choice.clone()).collect())
            })
            .collect();
    }
    parts.into_iter().map(Policy::new).collect()
}

fn subsets(of: Vec<String>) -> Vec<Vec<String>> {
    let chosen = |bits: usize| {
        let members = of
            .iter()
            .enumerate()
            .filter(move |(place, _)| bits >> place & 1 == 1);
        members.map(|(_, member)| member.clone()).collect()
    };
    (1..1 << of.len()).map(chosen).collect()
}

#[test]
fn no_part_of_a_policy_is_smaller_and_decides_alike() {
    for policy in wordy() {
        let minimised = minimise(&policy);
        assert_eq!(equivalent(&[&policy], &[&minimised.policy]), Proof::Proved);
        let smallest = parts(&policy)
            .into_iter()
            .map(|part| Policy::new(fit::merge(part.statements)))
            .filter(|part| part.to_minified().len() < minimised.after)
            .find(|part| equivalent(&[&policy], &[part]) == Proof::Proved);
        assert_eq!(
            smallest,
            None,
            "{} is not the smallest",
            minimised.policy.to_minified()
        );
        assert!(minimised.after < minimised.before);
    }
}

#[test]
fn every_change_of_a_result_is_refuted() {
    for policy in wordy() {
        let result = minimise(&policy).policy;
        for place in 0..result.statements.len() {
            let change = |change: &dyn Fn(&mut Statement)| {
                let mut changed = result.clone();
                change(&mut changed.statements[place]);
                let proof = equivalent(&[&policy], &[&changed]);
                assert!(
                    matches!(proof, Proof::Refuted(_)),
                    "{}: {proof:?}",
                    changed.to_minified()
                );
            };
            change(&|statement| statement.action = Selection::only(["iam:PassRole"]));
            change(&|statement| statement.resource = Some(Selection::only(["arn:aws:s3:::other"])));
            change(&|statement| {
                statement.condition = Condition::test("Bool", "aws:SecureTransport", ["false"]);
            });
        }
    }
}

#[test]
fn what_cannot_be_proved_is_returned_as_it_was() {
    let doubtful = doubts(Proof::Unknown(["why".to_owned()].into()));
    assert_eq!(doubtful, ["why".to_owned()].into());
    assert_eq!(doubts(Proof::Proved), BTreeSet::new());
}
