//! Patterns as lists of pieces, matched by the definition, one character at a time.

/// One place of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// This character and no other.
    Exactly(char),
    /// `?`: any one character.
    One,
    /// `*`: any characters, or none.
    Any,
}

/// `text` with `*` and `?` as wildcards.
///
/// "An asterisk (*) represents any combination of characters and a question mark (?)
/// represents any single character"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>).
pub(crate) fn wild(text: &str) -> Vec<Piece> {
    text.chars()
        .map(|character| match character {
            '*' => Piece::Any,
            '?' => Piece::One,
            other => Piece::Exactly(other),
        })
        .collect()
}

/// `text` as nothing but itself.
pub(crate) fn literal(text: &str) -> Vec<Piece> {
    text.chars().map(Piece::Exactly).collect()
}

/// Whether all of `text` is what `pattern` says.
pub(crate) fn matches(pattern: &[Piece], text: &[char]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((Piece::Exactly(wanted), rest)) => {
            text.first() == Some(wanted) && matches(rest, &text[1..])
        }
        Some((Piece::One, rest)) => !text.is_empty() && matches(rest, &text[1..]),
        Some((Piece::Any, rest)) => (0..=text.len()).any(|taken| matches(rest, &text[taken..])),
    }
}

pub(crate) fn matches_text(pattern: &[Piece], text: &str) -> bool {
    matches(pattern, &text.chars().collect::<Vec<_>>())
}

/// "Each of the six colon-delimited components of the ARN is checked separately and each can
/// include multi-character match wildcards (*) or single-character match wildcards (?)"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>).
/// The sixth component is the rest, colons included. `None`: one of the two has not six.
pub(crate) fn matches_arn(pattern: &[Piece], arn: &str) -> Option<bool> {
    let wanted: Vec<&[Piece]> = pattern
        .splitn(6, |piece| *piece == Piece::Exactly(':'))
        .collect();
    let given: Vec<&str> = arn.splitn(6, ':').collect();
    (wanted.len() == 6 && given.len() == 6).then(|| {
        let mut components = wanted.iter().zip(given);
        components.all(|(component, text)| matches_text(component, text))
    })
}
