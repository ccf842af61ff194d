use super::*;
use crate::policy::{
    Condition, Policy, PolicyKind, Principal, PrincipalKind, Selection, Statement,
};
use crate::service_data;

/// The statements found to be redundant in a policy, and the work it took.
fn found(statements: Vec<Statement>) -> (usize, usize) {
    let policy = Policy::new(statements);
    let subject = Subject::new(&policy, PolicyKind::Resource, service_data());
    let mut work = Work { left: usize::MAX };
    let pairs = redundant(&subject, &mut work);
    (pairs.len(), usize::MAX - work.left)
}

/// A policy of `count` statements, of which the last is redundant.
type Shape = fn(usize) -> Vec<Statement>;

fn with_a_copy(statements: impl Iterator<Item = Statement>) -> Vec<Statement> {
    let mut statements: Vec<Statement> = statements.collect();
    statements.extend(statements.first().cloned());
    statements
}

/// Policies whose statements differ in one side only, and in all.
const SHAPES: [(&str, Shape); 6] = [
    ("resources", |count| {
        with_a_copy((0..count).map(|number| {
            Statement::allow(["s3:GetObject"]).on([format!("arn:aws:s3:::bucket-{number:05}/*")])
        }))
    }),
    ("actions", |count| {
        with_a_copy(
            (0..count).map(|number| Statement::allow([format!("s3:Get{number:05}")]).on(["*"])),
        )
    }),
    ("conditions", |count| {
        with_a_copy((0..count).map(|number| {
            let test = Condition::test("StringEquals", "aws:username", [number.to_string()]);
            Statement::allow(["s3:*"]).on(["*"]).when(test)
        }))
    }),
    ("principals", |count| {
        with_a_copy((0..count).map(|number| {
            let principal = Principal::of(PrincipalKind::Aws, [format!("{number:012}")]);
            Statement::allow(["s3:*"])
                .on(["*"])
                .for_principal(principal)
        }))
    }),
    ("exceptions", |count| {
        with_a_copy((0..count).map(|number| {
            let but = Selection::all_except([format!("s3:Get{number:05}")]);
            Statement::new(Effect::Deny, but).on(["*"])
        }))
    }),
    ("all sides", |count| {
        with_a_copy((0..count).map(|number| {
            let actions = [format!("ec2:Do{:03}", number % 50), "ec2:Stop*".to_owned()];
            Statement::allow(actions).on([format!("arn:aws:ec2:*:*:instance/{number:05}")])
        }))
    }),
];

#[test]
fn twice_the_statements_are_twice_the_work() {
    for (name, shape) in SHAPES {
        let (redundant, work) = found(shape(1_000));
        let (redundant_of_more, more) = found(shape(2_000));
        assert_eq!((redundant, redundant_of_more), (1, 1), "{name}");
        assert!(more < work * 3, "{name}: {work}, then {more}");
        assert!(work < 100_000, "{name}: {work}");
    }
}

#[test]
fn copies_are_found_at_once() {
    let copies = |count| vec![Statement::allow(["s3:*"]).on(["*"]); count];
    // The first is held against all others, each other one against the first.
    assert_eq!(found(copies(2_000)), (1_999, 2 * 1_999 * 9));
}

#[test]
fn a_policy_with_too_much_alike_says_that_it_was_not_judged_whole() {
    let alike = |number: usize| {
        Statement::allow(["s3:GetObject"]).on([format!("arn:aws:s3:::*-logs-{number}/*")])
    };
    let policy = Policy::new((0..100).map(alike));
    let subject = Subject::new(&policy, PolicyKind::Identity, service_data());
    let told_within = |work: usize| {
        let mut findings = Vec::new();
        judge_within(Work { left: work }, &subject, &mut findings);
        findings.into_iter().map(|finding| finding.place)
    };
    let whole = 100 * 99 * 9;
    assert_eq!(told_within(whole + 1).len(), 0);
    let told: Vec<Place> = told_within(whole / 2).collect();
    assert_eq!(told, [Place::document()]);
}
