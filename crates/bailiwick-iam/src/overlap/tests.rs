//! Held against every short text.

use proptest::prelude::*;

use super::*;

fn steps(text: &str) -> Vec<Step> {
    steps_of(text, Version::Current).unwrap()
}

#[test]
fn a_bucket_is_no_object() {
    let bucket = ArnPattern::new("arn:${Partition}:s3:::${BucketName}");
    let object = ArnPattern::new("arn:${Partition}:s3:::${BucketName}/${ObjectName}");
    for (written, is_bucket, is_object) in [
        ("arn:aws:s3:::logs", true, false),
        ("arn:aws:s3:::logs/*", false, true),
        ("arn:aws:s3:::logs*", true, true),
        ("arn:aws:s3:*", true, true),
        ("*", true, true),
        ("arn:aws:sqs:*:*:logs", false, false),
        ("arn:aws:s3:::${aws:username}", true, true),
        ("arn:aws:s3:::${aws:username", true, false),
    ] {
        assert_eq!(arns_overlap(&bucket, written), is_bucket, "{written}");
        assert_eq!(arns_overlap(&object, written), is_object, "{written}");
    }
}

#[test]
fn a_wildcard_stays_in_its_field() {
    let group = ArnPattern::new("arn:${Partition}:logs:${Region}:${Account}:log-group:${Name}");
    assert!(arns_overlap(&group, "arn:aws:logs:*:*:log-group:/aws/*"));
    assert!(!arns_overlap(&group, "arn:aws:logs:*:*:log-group/aws"));
}

#[test]
fn patterns_overlap_when_some_text_matches_both() {
    for (left, right, expected) in [
        ("", "", true),
        ("*", "", true),
        ("a*c", "ab*", true),
        ("a*c", "*b", false),
        ("a:*:c", "a:b:*", true),
        ("instance/*", "instance/i-1", true),
        ("instance/*", "volume/*", false),
        ("alarm:*", "alarm/*", false),
        ("a?c", "abc", true),
        ("a?c", "ac", false),
        ("*a*b", "*b*a*", true),
    ] {
        let (left, right) = (&steps(left), &steps(right));
        assert_eq!(overlap(left, right), expected, "{left:?} {right:?}");
        assert_eq!(overlap(right, left), expected, "{right:?} {left:?}");
    }
}

#[test]
fn a_variable_is_covered_by_itself_and_by_a_star() {
    assert!(covers(
        &steps("a/${aws:username}"),
        &steps("a/${AWS:username}")
    ));
    assert!(covers(&steps("a/*"), &steps("a/${aws:username}")));
    assert!(!covers(&steps("a/${aws:username}"), &steps("a/b")));
    assert!(!covers(&steps("a/?"), &steps("a/${aws:username}")));
}

/// Every text of up to six letters over `ab`.
fn texts() -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut from = 0;
    for _ in 0..6 {
        let until = texts.len();
        for position in from..until {
            for letter in ['a', 'b'] {
                let longer = texts[position].clone() + &letter.to_string();
                texts.push(longer);
            }
        }
        from = until;
    }
    texts
}

proptest! {
    #[test]
    fn short_patterns_agree_with_every_short_text(one in "[ab*?]{0,4}", other in "[ab*?]{0,4}") {
        let matching = |pattern: &str| -> Vec<bool> {
            texts().iter().map(|text| crate::actions::matches_wildcard(pattern, text)).collect()
        };
        let (first, second) = (matching(&one), matching(&other));
        let both = first.iter().zip(&second).any(|(one, other)| *one && *other);
        // What two patterns share is no longer than their letters together, and of four steps
        // that are not all letters three at most are.
        prop_assert_eq!(overlap(&steps(&one), &steps(&other)), both, "{} {}", one, other);
        if covers(&steps(&one), &steps(&other)) {
            prop_assert!(second.iter().zip(&first).all(|(narrow, wide)| !narrow || *wide));
        }
    }
}
