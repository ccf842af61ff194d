//! What wildcards are put in the place of.

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
    let policy =
        Policy::new([
            Statement::allow(of_levels("sqs", &[AccessLevel::Read, AccessLevel::List])).on(["*"]),
        ]);
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
