//! Against every smaller policy there is, and against every change of a result.

use super::*;
use crate::fit;
use crate::policy::{Condition, Selection, Statement};

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

/// Every choice of statements over a few patterns, against what comes out.
mod smallest {
    use std::collections::BTreeMap;

    use super::*;

    /// Each pattern with the cells of the grid below that it covers.
    const ACTIONS: [(&str, &[usize]); 3] = [
        ("s3:GetObject", &[0]),
        ("s3:PutObject", &[1]),
        ("s3:Get*", &[0, 2]),
    ];
    const RESOURCES: [(&str, &[usize]); 3] = [
        ("arn:aws:s3:::logs/a", &[0]),
        ("arn:aws:s3:::data", &[1]),
        ("arn:aws:s3:::logs/*", &[0, 2]),
    ];
    const SIDE: usize = 3;

    /// A statement, the cells it covers as bits, and its size.
    type Choice = (Statement, u32, usize);

    fn choices() -> Vec<Choice> {
        let mut choices = Vec::new();
        for actions in subsets(ACTIONS.map(|(name, _)| name.to_owned()).to_vec()) {
            for resources in subsets(RESOURCES.map(|(name, _)| name.to_owned()).to_vec()) {
                let mut cells = 0;
                for (_, rows) in ACTIONS
                    .iter()
                    .filter(|(name, _)| actions.contains(&(*name).to_owned()))
                {
                    for (_, columns) in RESOURCES
                        .iter()
                        .filter(|(name, _)| resources.contains(&(*name).to_owned()))
                    {
                        for row in *rows {
                            for column in *columns {
                                cells |= 1 << (row * SIDE + column);
                            }
                        }
                    }
                }
                let statement = Statement::allow(actions.clone()).on(resources);
                let written = statement.to_json().to_string().len();
                choices.push((statement, cells, written));
            }
        }
        choices
    }

    /// The smallest size of a policy of up to four of the statements, by the
    /// cells it covers.
    fn optimum(choices: &[Choice]) -> BTreeMap<u32, usize> {
        let mut by_count = vec![BTreeMap::from([(0, 0)])];
        for count in 0..4 {
            let mut next: BTreeMap<u32, usize> = BTreeMap::new();
            for (cells, size) in &by_count[count] {
                for (_, own, written) in choices {
                    let size = size + written + usize::from(count > 0);
                    let best = next.entry(cells | own).or_insert(size);
                    *best = size.min(*best);
                }
            }
            by_count.push(next);
        }
        let mut smallest: BTreeMap<u32, usize> = BTreeMap::new();
        for (count, by_cells) in by_count.into_iter().enumerate().skip(1) {
            // One statement stands without a list around it.
            let list = if count > 1 { 2 } else { 0 };
            let envelope = r#"{"Version":"2012-10-17","Statement":}"#.len();
            for (cells, size) in by_cells {
                let size = size + list + envelope;
                let best = smallest.entry(cells).or_insert(size);
                *best = size.min(*best);
            }
        }
        smallest
    }

    #[test]
    fn no_choice_of_statements_is_smaller_and_covers_the_same() {
        let choices = choices();
        let optimum = optimum(&choices);
        let mut seed = 1_u64;
        let mut below = |limit: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as usize % limit
        };
        for _ in 0..150 {
            let count = 1 + below(4);
            let chosen: Vec<&Choice> = (0..count).map(|_| &choices[below(choices.len())]).collect();
            let policy = Policy::new(chosen.iter().map(|(statement, ..)| statement.clone()));
            let cells = chosen.iter().fold(0, |cells, (_, own, _)| cells | own);
            let minimised = minimise(&policy);
            assert_eq!(
                minimised.after,
                optimum[&cells],
                "{} became {}",
                policy.to_minified(),
                minimised.policy.to_minified()
            );
        }
    }
}

/// What wildcards are put in the place of.
mod wildcards {
    use super::*;
    use crate::actions::{ActionName, expand};
    use crate::service_data;
    use crate::service_data::AccessLevel;

    fn of_levels(service: &str, levels: &[AccessLevel]) -> Vec<String> {
        let service = service_data().service(service).expect("a service");
        let actions = service.actions().iter();
        let of_levels = actions.filter(|action| levels.contains(&action.level()));
        of_levels
            .map(|action| action.full_name().to_string())
            .collect()
    }

    fn with_wildcards(policy: &Policy) -> Minimised {
        minimise(policy).with_wildcards(policy, service_data())
    }

    #[test]
    fn whole_levels_become_wildcards_that_are_proved_for_known_actions() {
        let policy = Policy::new([Statement::allow(of_levels(
            "sqs",
            &[AccessLevel::Read, AccessLevel::List],
        ))
        .on(["*"])]);
        let small = with_wildcards(&policy);
        assert_eq!(small.scope, Scope::KnownActions);
        assert!(small.after < minimise(&policy).after);
        let listed = expand(service_data(), "sqs:List*");
        assert!(
            small.policy.statements[0]
                .action
                .patterns()
                .contains("sqs:List*")
                && listed.len() > 2,
            "{}",
            small.policy.to_minified()
        );
        let relative = equivalent_for_known_actions(service_data(), &[&policy], &[&small.policy]);
        assert_eq!(relative, Proof::Proved);
        let Proof::Refuted(witness) = equivalent(&[&policy], &[&small.policy]) else {
            panic!("wildcards match actions to come");
        };
        assert!(!witness.known_to_service_data);
    }

    #[test]
    fn one_action_missing_of_a_level_keeps_the_list() {
        let mut reading = of_levels("sqs", &[AccessLevel::Read, AccessLevel::List]);
        let missing = reading.iter().position(|name| name == "sqs:GetQueueUrl");
        reading.remove(missing.expect("it is there"));
        let lists: Vec<String> = expand(service_data(), "sqs:List*")
            .iter()
            .map(ActionName::to_string)
            .collect();
        let of_missing = service_data()
            .action("sqs:GetQueueUrl")
            .expect("known")
            .1
            .level();
        let small = with_wildcards(&Policy::new([Statement::allow(reading).on(["*"])]));
        for list in lists {
            let level = service_data().action(&list).expect("known").1.level();
            let patterns = small.policy.statements[0].action.patterns();
            assert!(level != of_missing || patterns.contains(&list), "{list}");
        }
    }

    #[test]
    fn what_is_excluded_keeps_its_names() {
        let mut statement = Statement::deny(["s3:*"]).on(["*"]);
        statement.action = Selection::all_except(of_levels("sqs", &AccessLevel::ALL));
        let policy = Policy::new([statement]);
        assert_eq!(with_wildcards(&policy), minimise(&policy));
    }
}

#[test]
fn what_cannot_be_proved_is_returned_as_it_was() {
    let doubtful = doubts(Proof::Unknown(["why".to_owned()].into()));
    assert_eq!(doubtful, ["why".to_owned()].into());
    assert_eq!(doubts(Proof::Proved), BTreeSet::new());
}
