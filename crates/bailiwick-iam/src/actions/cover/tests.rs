//! Covers by hand, on the real data, and against brute force.

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;
use crate::actions::{expand, matches_wildcard};
use crate::service_data;

const ALL: [&str; 9] = [
    "DescribeImages",
    "DescribeImageTags",
    "DescribeImageScans",
    "DescribeRegistry",
    "Describer",
    "GetDBInstance",
    "GetDBCluster",
    "GetDBProxy",
    "Get",
];

#[track_caller]
fn check(wanted: &[&str], expected: &[&str]) {
    assert_eq!(
        cover_names(&ALL, &wanted.iter().copied().collect()),
        expected
    );
}

#[test]
fn a_wildcard_stands_for_three_actions_or_more() {
    check(
        &["GetDBInstance", "GetDBCluster"],
        &["GetDBCluster", "GetDBInstance"],
    );
    check(
        &["GetDBInstance", "GetDBCluster", "GetDBProxy"],
        &["GetDB*"],
    );
    check(
        &["GetDBInstance", "GetDBCluster", "GetDBProxy", "Get"],
        &["Get*"],
    );
}

#[test]
fn two_actions_are_named_even_if_a_wildcard_were_exact() {
    let wanted = BTreeSet::from(["PutOne", "PutTwo"]);
    assert_eq!(
        cover_names(&["Get", "PutOne", "PutTwo"], &wanted),
        ["PutOne", "PutTwo"]
    );
}

#[test]
fn a_pattern_ends_with_a_word() {
    // `DescribeImage*` would be exact, and so would `DescribeI*`.
    check(
        &["DescribeImages", "DescribeImageTags", "DescribeImageScans"],
        &["DescribeImage*"],
    );
    // `Describer` starts with the same letters, so `Describe*` must not stand.
    check(
        &[
            "DescribeImages",
            "DescribeImageTags",
            "DescribeImageScans",
            "DescribeRegistry",
        ],
        &["DescribeImage*", "DescribeRegistry"],
    );
}

#[test]
fn everything_is_a_star_and_nothing_is_nothing() {
    check(&ALL, &["*"]);
    check(&[], &[]);
}

#[test]
fn words_end_where_people_see_them_end() {
    let ends = |name: &str| -> Vec<usize> {
        (1..name.len())
            .filter(|&at| ends_a_word(name, at))
            .collect()
    };
    assert_eq!(ends("DescribeDBClusters"), [8, 10]);
    assert_eq!(ends("GetS3Data"), [3, 4, 5]);
    assert_eq!(ends("Events-AndStates"), [6, 7, 10]);
}

#[test]
fn every_level_of_every_service_is_covered_exactly() {
    let data = service_data();
    for service in data.services() {
        for level in service_data::AccessLevel::ALL {
            let of_level = service
                .actions()
                .iter()
                .filter(|action| action.level() == level);
            let wanted: BTreeSet<_> = of_level.map(Action::full_name).collect();
            let patterns = cover(data, &wanted);
            let expanded: BTreeSet<_> = patterns
                .iter()
                .flat_map(|pattern| expand(data, pattern))
                .collect();
            assert_eq!(expanded, wanted, "{} {level}", service.prefix());
            assert!(patterns.len() <= wanted.len());
        }
    }
}

#[test]
fn all_actions_of_a_service_are_its_star() {
    let data = service_data();
    assert_eq!(cover(data, &expand(data, "ecr:*")), ["ecr:*"]);
    assert_eq!(cover(data, &expand(data, "*")), ["*"]);
}

/// The fewest patterns by trying every set of allowed ones.
fn fewest_by_force(all: &[&str], wanted: &BTreeSet<&str>) -> usize {
    let matched = |pattern: &str| -> BTreeSet<&str> {
        all.iter()
            .copied()
            .filter(|name| matches_wildcard(pattern, name))
            .collect()
    };
    let prefixes = all.iter().flat_map(|name| {
        let ends = (0..=name.len()).filter(|&length| ends_a_word(name, length));
        ends.map(|length| format!("{}*", &name[..length]))
    });
    let allowed: BTreeSet<BTreeSet<&str>> = prefixes
        .map(|pattern| matched(&pattern))
        .filter(|found| found.len() >= FEWEST_FOR_A_WILDCARD)
        .chain(all.iter().map(|name| BTreeSet::from([*name])))
        .filter(|found| found.is_subset(wanted))
        .collect();
    let allowed: Vec<_> = allowed.into_iter().collect();
    (0_u32..1 << allowed.len())
        .filter(|chosen| {
            let chosen = (0..allowed.len()).filter(|bit| chosen & (1 << bit) != 0);
            chosen
                .flat_map(|bit| allowed[bit].iter().copied())
                .collect::<BTreeSet<_>>()
                == *wanted
        })
        .map(u32::count_ones)
        .min()
        .unwrap() as usize
}

proptest! {
    #[test]
    fn no_shorter_list_exists(wanted in subsequence(ALL.to_vec(), 0..=ALL.len())) {
        let wanted: BTreeSet<&str> = wanted.into_iter().collect();
        let patterns = cover_names(&ALL, &wanted);
        prop_assert_eq!(patterns.len(), fewest_by_force(&ALL, &wanted));
    }
}

proptest! {
    // The largest services make this the slowest test of the crate.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_cover_expands_to_the_set_it_was_made_of(
        wanted in proptest::collection::btree_set(0_usize..10_000, 0..400),
        services in subsequence(vec!["s3", "ec2", "iam", "rds", "logs"], 1..=3),
    ) {
        let data = service_data();
        let pool: Vec<_> = services
            .iter()
            .flat_map(|prefix| expand(data, &format!("{prefix}:*")))
            .collect();
        let wanted: BTreeSet<_> = wanted.into_iter().map(|at| pool[at % pool.len()]).collect();
        let expanded: BTreeSet<_> = cover(data, &wanted)
            .iter()
            .flat_map(|pattern| expand(data, pattern))
            .collect();
        prop_assert_eq!(expanded, wanted);
    }
}
