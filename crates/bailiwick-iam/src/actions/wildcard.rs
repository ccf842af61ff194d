//! IAM's wildcards, without regard to case.

/// Whether `pattern` matches all of `text`: `*` any number of characters, `?`
/// exactly one, everything else itself without regard to ASCII case
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>).
///
/// Takes time proportional to the product of the lengths, whatever the pattern.
pub fn matches_wildcard(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern, text);
    // What follows the last `*` seen, and the text it has not taken.
    let mut star: Option<(&str, &str)> = None;
    while let Some((first, rest)) = split_first(text) {
        match split_first(pattern) {
            Some(('*', after)) => {
                star = Some((after, text));
                pattern = after;
            }
            Some((wanted, after)) if wanted == '?' || wanted.eq_ignore_ascii_case(&first) => {
                pattern = after;
                text = rest;
            }
            // Let the last `*` take one character more.
            _ => match star.and_then(|(after, open)| Some((after, split_first(open)?.1))) {
                Some((after, open)) => {
                    star = Some((after, open));
                    pattern = after;
                    text = open;
                }
                None => return false,
            },
        }
    }
    pattern.bytes().all(|rest| rest == b'*')
}

fn split_first(text: &str) -> Option<(char, &str)> {
    let mut characters = text.chars();
    Some((characters.next()?, characters.as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn wildcards_match_as_in_the_iam_guide() {
        for (pattern, text, expected) in [
            ("*AccessKey*", "UpdateAccessKey", true),
            ("get*", "GetObject", true),
            ("Get*", "BudGet", false),
            ("G?t", "Got", true),
            ("G?t", "Gt", false),
            ("*", "", true),
            ("", "x", false),
            ("a*b*c", "axbxxbc", true),
            ("a*b*c", "axcb", false),
        ] {
            assert_eq!(
                matches_wildcard(pattern, text),
                expected,
                "{pattern} on {text}"
            );
        }
    }

    /// The definition, without any cleverness.
    fn reference(pattern: &[u8], text: &[u8]) -> bool {
        match pattern {
            [] => text.is_empty(),
            [b'*', rest @ ..] => (0..=text.len()).any(|taken| reference(rest, &text[taken..])),
            [b'?', rest @ ..] => !text.is_empty() && reference(rest, &text[1..]),
            [wanted, rest @ ..] => {
                text.first()
                    .is_some_and(|first| first.eq_ignore_ascii_case(wanted))
                    && reference(rest, &text[1..])
            }
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(pattern in "[aAb*?]{0,7}", text in "[aAb]{0,9}") {
            prop_assert_eq!(
                matches_wildcard(&pattern, &text),
                reference(pattern.as_bytes(), text.as_bytes())
            );
        }
    }
}
