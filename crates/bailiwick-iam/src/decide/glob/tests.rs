//! Patterns against their definition.

use proptest::prelude::*;

use super::*;

/// The definition, without any cleverness.
fn reference(pattern: &[char], text: &[char]) -> bool {
    match pattern {
        [] => text.is_empty(),
        ['*', rest @ ..] => (0..=text.len()).any(|taken| reference(rest, &text[taken..])),
        ['?', rest @ ..] => !text.is_empty() && reference(rest, &text[1..]),
        [wanted, rest @ ..] => text.first() == Some(wanted) && reference(rest, &text[1..]),
    }
}

proptest! {
    #[test]
    fn agrees_with_the_definition(pattern in "[abé*?]{0,8}", text in "[abé]{0,10}") {
        let units = |text: &str| text.chars().collect::<Vec<_>>();
        prop_assert_eq!(
            Glob::new(&pattern).matches(&text),
            reference(&units(&pattern), &units(&text))
        );
    }

    #[test]
    fn the_forms_agree(pattern in "[ab*]{0,8}", text in "[ab]{0,10}") {
        let tokens: Vec<Token> = Token::wildcards(&pattern).collect();
        prop_assert_eq!(
            Glob::of(&tokens).matches(&text),
            Glob::Tokens(tokens.into()).matches(&text)
        );
    }
}
