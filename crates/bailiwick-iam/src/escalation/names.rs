//! Names of resources that several patterns allow at once.
//!
//! Whoever creates a function chooses its name, and chooses one that all its policies
//! allow. [`common`] finds such a name: a text that every one of some patterns matches.

use std::collections::{BTreeSet, BinaryHeap};

/// At most so many states are looked at for one text, so that no set of patterns can make
/// the search long. Patterns of real policies need a few hundred.
const STATES: usize = 50_000;

/// The search for a common name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Common {
    /// Every pattern matches this.
    Name(String),
    /// No text is matched by all.
    Nothing,
    /// The search took too long to know.
    GaveUp,
}

/// The region that is tried first, and the form of the names of all.
pub(super) const REGIONS: [&str; 2] = ["us-east-1", "??-?*-?"];

/// The shape of a type's ARNs as a pattern: what is known filled in, at least one character
/// for everything else.
pub(super) fn shape(template: &str, partition: &str, region: &str, account: &str) -> String {
    let mut pattern = String::new();
    let mut rest = template;
    while let Some(start) = rest.find("${") {
        pattern += &rest[..start];
        let after = &rest[start + 2..];
        let end = after.find('}').unwrap_or(after.len());
        pattern += match &after[..end] {
            "Partition" => partition,
            "Account" => account,
            "Region" => region,
            _ => "?*",
        };
        rest = after.get(end + 1..).unwrap_or_default();
    }
    pattern + rest
}

/// A pattern of a policy without its variables, each of which may stand for anything.
pub(super) fn without_variables(pattern: &str) -> String {
    let mut plain = String::new();
    let mut rest = pattern;
    while let Some(start) = rest.find("${") {
        plain += &rest[..start];
        plain.push('*');
        let end = rest[start..].find('}').map(|end| start + end + 1);
        rest = end.map_or("", |end| &rest[end..]);
    }
    plain + rest
}

/// A text that every pattern matches, and that has as many colons as the first: no name
/// that a variable of a shape stands for holds one. `*` stands for any text, `?` for one
/// character.
pub(super) fn common(patterns: &[&str]) -> Common {
    let colons = patterns
        .first()
        .map_or(0, |shape| shape.matches(':').count());
    let patterns: Vec<Vec<char>> = patterns.iter().map(|one| one.chars().collect()).collect();
    let start = (vec![0; patterns.len()], 0);
    let mut seen = BTreeSet::from([start.clone()]);
    // The furthest first: it is nearly always on the way to the end.
    let mut open = BinaryHeap::from([(0, start, String::new())]);
    while let Some((_, (places, spent), text)) = open.pop() {
        let mut ends = places.iter().zip(&patterns);
        if ends.all(|(place, pattern)| rests(&pattern[*place..])) {
            return Common::Name(text);
        }
        for letter in letters(&places, &patterns) {
            let spent = spent + usize::from(letter == ':');
            if spent > colons {
                continue;
            }
            for next in after(&places, &patterns, letter) {
                if seen.len() >= STATES {
                    return Common::GaveUp;
                }
                let next = (next, spent);
                if seen.insert(next.clone()) {
                    open.push((next.0.iter().sum(), next, format!("{text}{letter}")));
                }
            }
        }
    }
    Common::Nothing
}

/// Whether a pattern's rest matches the empty text.
fn rests(rest: &[char]) -> bool {
    rest.iter().all(|character| *character == '*')
}

/// The characters with which the text may go on: those that a pattern asks for next, and
/// one that stands for all others.
fn letters(places: &[usize], patterns: &[Vec<char>]) -> BTreeSet<char> {
    let mut letters = BTreeSet::from(['x']);
    for (place, pattern) in places.iter().zip(patterns) {
        let next = pattern[*place..].iter().find(|letter| **letter != '*');
        letters.extend(next.filter(|letter| **letter != '?'));
    }
    letters
}

/// Where the patterns may stand after a character: a `*` may take it and stay, or take
/// nothing and leave it to what follows.
fn after(places: &[usize], patterns: &[Vec<char>], letter: char) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for (place, pattern) in places.iter().zip(patterns) {
        let mut next = BTreeSet::new();
        let mut at = *place;
        while pattern.get(at) == Some(&'*') {
            next.insert(at);
            at += 1;
        }
        if pattern
            .get(at)
            .is_some_and(|one| *one == '?' || *one == letter)
        {
            next.insert(at + 1);
        }
        all = all
            .into_iter()
            .flat_map(|before| {
                next.iter().map(move |at| {
                    let mut places = before.clone();
                    places.push(*at);
                    places
                })
            })
            .collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::actions::matches_wildcard;

    #[test]
    fn a_common_name_is_found_where_there_is_one() {
        let found = [
            ["a*", "*b"],
            ["arn:aws:lambda:?*:1:function:dev-?*", "arn:*-blue"],
            ["a?c", "ab*"],
            ["*", "*"],
        ];
        for patterns in found {
            let Common::Name(name) = common(&patterns) else {
                panic!("{patterns:?}")
            };
            for pattern in patterns {
                assert!(matches_wildcard(pattern, &name), "{pattern}: {name}");
            }
        }
        for patterns in [
            ["dev-*", "prod-*"],
            ["a?", "a"],
            ["*a", "*b"],
            ["a:?*", "*:*:*"],
        ] {
            assert_eq!(common(&patterns), Common::Nothing, "{patterns:?}");
        }
    }

    #[test]
    fn shapes_and_patterns_become_plain() {
        assert_eq!(
            shape(
                "arn:${Partition}:a:${Region}:${Account}:b/${Name}",
                "aws",
                "r",
                "1"
            ),
            "arn:aws:a:r:1:b/?*"
        );
        assert_eq!(without_variables("a/${aws:username}/b"), "a/*/b");
        assert_eq!(without_variables("a/${aws:username"), "a/*");
    }

    proptest! {
        /// Of all short texts over the patterns' alphabet, none is matched by all when
        /// there is no common name.
        #[test]
        fn nothing_is_overlooked(patterns in prop::collection::vec("[ab*?]{0,4}", 1..4)) {
            let borrowed: Vec<&str> = patterns.iter().map(String::as_str).collect();
            let mut texts = vec![String::new()];
            for at in 0.. {
                let Some(text) = texts.get(at).filter(|text| text.len() < 6).cloned() else {
                    break;
                };
                texts.extend(['a', 'b', 'x'].map(|letter| format!("{text}{letter}")));
            }
            let all = |text: &String| borrowed.iter().all(|one| matches_wildcard(one, text));
            match common(&borrowed) {
                Common::Name(name) => prop_assert!(all(&name), "{name}"),
                Common::Nothing => prop_assert_eq!(texts.iter().find(|text| all(text)), None),
                Common::GaveUp => prop_assert!(false, "gave up on so little"),
            }
        }
    }
}
