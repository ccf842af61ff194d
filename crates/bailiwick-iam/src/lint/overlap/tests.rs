//! Held against every short text.

use proptest::prelude::*;

use super::*;

fn steps(text: &str) -> Vec<Step> {
    steps_of(text, Version::Current).unwrap()
}

#[test]
fn a_bucket_is_no_object() {
    let bucket = steps_of_arn(&ArnPattern::new("arn:${Partition}:s3:::${BucketName}"));
    let object = steps_of_arn(&ArnPattern::new(
        "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
    ));
    for (written, is_bucket, is_object) in [
        ("arn:aws:s3:::logs", true, false),
        ("arn:aws:s3:::logs/*", false, true),
        ("arn:aws:s3:::logs*", true, true),
        ("*", true, true),
        ("arn:aws:sqs:*:*:logs", false, false),
        ("arn:aws:s3:::${aws:username}", true, true),
    ] {
        assert_eq!(overlap(&steps(written), &bucket), is_bucket, "{written}");
        assert_eq!(overlap(&object, &steps(written)), is_object, "{written}");
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
