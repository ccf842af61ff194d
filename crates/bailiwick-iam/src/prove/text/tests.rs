//! The exact search against trying every short text.

use proptest::prelude::*;

use super::super::budget::Budget;
use super::candidates::fits;
use super::*;

/// Every text of at most `length` of these characters.
fn all_texts(characters: &str, length: usize) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut from = 0;
    for _ in 0..length {
        let to = texts.len();
        for index in from..to {
            for character in characters.chars() {
                texts.push(format!("{}{character}", texts[index]));
            }
        }
        from = to;
    }
    texts
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let token = prop_oneof![
        3 => Just(Token::Exact('a')),
        3 => Just(Token::Exact('b')),
        1 => Just(Token::Exact('B')),
        1 => Just(Token::Exact(':')),
        1 => Just(Token::One),
        3 => Just(Token::Many),
        1 => Just(Token::OneInField),
        1 => Just(Token::ManyInField),
    ];
    (proptest::collection::vec(token, 0..5), any::<bool>()).prop_map(|(tokens, folded)| {
        let pattern = Pattern::new(tokens);
        match folded {
            true => pattern.folded(),
            false => pattern,
        }
    })
}

fn sets() -> impl Strategy<Value = Vec<(Texts, bool)>> {
    let texts = proptest::collection::vec(pattern(), 0..4).prop_map(Texts);
    proptest::collection::vec((texts, any::<bool>()), 0..5)
}

fn signed(sets: &[(Texts, bool)]) -> Vec<Signed<'_>> {
    sets.iter()
        .map(|(texts, inside)| (texts, *inside))
        .collect()
}

fn found(sets: &[Signed<'_>]) -> Found {
    find(sets, Alphabet::Any, &Budget::new(1_000_000))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_found_fits_and_what_fits_is_found(sets in sets()) {
        let signed = signed(&sets);
        match found(&signed) {
            Found::Text(text) => prop_assert!(fits(&text, &signed), "{text:?}"),
            Found::Nothing => {
                let missed = all_texts("abABc:", 5).into_iter().find(|text| fits(text, &signed));
                prop_assert_eq!(missed, None);
            }
            Found::Unsure(_) => prop_assert!(false, "no variable, and few states"),
        }
    }

    /// With `variable` for a symbol: nothing is found only if nothing fits for
    /// any of its values.
    #[test]
    fn nothing_with_a_symbol_is_nothing_with_every_text(
        sets in sets(),
        at in proptest::collection::vec((0..5usize, 0..4usize, 0..5usize), 1..4),
    ) {
        let variable = symbol(0).unwrap();
        let mut sets = sets;
        for (set, member, place) in at {
            let Some(pattern) = sets.get_mut(set).and_then(|(texts, _)| texts.0.get_mut(member))
            else { continue };
            let mut tokens = pattern.tokens().to_vec();
            tokens.insert(place.min(tokens.len()), Token::Exact(variable));
            *pattern = Pattern::new(tokens);
        }
        let has_symbols = sets.iter().any(|(texts, _)| texts.has_symbols());
        if has_symbols && found(&signed(&sets)) == Found::Nothing {
            for value in all_texts("ab:", 2) {
                let resolved: Vec<(Texts, bool)> = sets
                    .iter()
                    .map(|(texts, inside)| (resolve(texts, variable, &value), *inside))
                    .collect();
                let found = found(&signed(&resolved));
                prop_assert_eq!(found, Found::Nothing, "{} for {:?}", value, resolved);
            }
        }
    }
}

proptest! {
    #[test]
    fn both_ways_to_match_agree(pattern in pattern(), text in "[abAB:c]{0,8}") {
        let (mut here, mut next) = (Vec::new(), Vec::new());
        cursor::start(&pattern, &mut here);
        for character in text.chars() {
            next.clear();
            cursor::advance(&pattern, &here, character, &mut next);
            std::mem::swap(&mut here, &mut next);
        }
        prop_assert_eq!(pattern.matches(&text), cursor::accepts(&pattern, &here));
    }
}

fn resolve(texts: &Texts, variable: char, value: &str) -> Texts {
    let resolved = texts.0.iter().map(|pattern| {
        let tokens = pattern.tokens().iter().flat_map(|&token| match token {
            Token::Exact(character) if character == variable => {
                value.chars().map(Token::Exact).collect()
            }
            other => vec![other],
        });
        let resolved = Pattern::new(tokens);
        match pattern.is_folded() {
            true => resolved.folded(),
            false => resolved,
        }
    });
    Texts(resolved.collect())
}

#[test]
fn a_symbol_is_itself() {
    let team = Pattern::new([Token::Exact('b'), Token::Exact(symbol(0).unwrap())]);
    let own = Texts(vec![team.clone()]);
    let all = Texts(vec![Pattern::glob("b*")]);
    let short = Texts(vec![Pattern::glob("b?")]);
    let admin = Texts(vec![Pattern::literal("badmin")]);
    let nothing = |sets: &[Signed<'_>]| found(sets) == Found::Nothing;
    assert!(nothing(&[(&own, true), (&own, false)]));
    assert!(nothing(&[(&own, true), (&all, false)]));
    assert!(
        !nothing(&[(&own, true), (&short, false)]),
        "it may be longer"
    );
    assert!(
        !nothing(&[(&own, true), (&admin, true)]),
        "it may be `admin`"
    );
    assert!(nothing(&[
        (&own, true),
        (&Texts(vec![Pattern::glob("c*")]), true)
    ]));
}

#[test]
fn actions_are_made_of_the_characters_of_actions() {
    let letters = Texts(
        "abcdefghijklmnopqrstuvwxyz0123456789-_."
            .chars()
            .map(|character| Pattern::glob(&format!("*{character}*")))
            .collect(),
    );
    let any = Texts(vec![Pattern::glob("?*")]);
    let colon = Texts(vec![Pattern::glob("*:*")]);
    let sets = [(&any, true), (&letters, false), (&colon, false)];
    assert_eq!(
        find(&sets, Alphabet::Action, &Budget::new(1_000_000)),
        Found::Nothing
    );
    assert!(matches!(found(&sets), Found::Text(_)));
}
