//! Every choice of statements over a few patterns, against what comes out.

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
