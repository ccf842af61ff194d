//! Patterns with wildcards, compiled for matching many texts.
//!
//! Owns [`Token`], the units a pattern is made of once variables and escapes
//! are resolved, and [`Glob`], which matches them: `*` any number of
//! characters, `?` exactly one. Letters are compared as they are; whoever
//! ignores case lowers both sides first.

/// One unit of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// This character.
    Literal(char),
    /// Any one character.
    One,
    /// Any number of characters.
    Many,
}

impl Token {
    /// The units of `text`, in which `*` and `?` are wildcards.
    pub(super) fn wildcards(text: &str) -> impl Iterator<Item = Self> {
        text.chars().map(|character| match character {
            '*' => Self::Many,
            '?' => Self::One,
            other => Self::Literal(other),
        })
    }
}

/// A compiled pattern. The forms differ in speed only.
#[derive(Debug, Clone)]
pub(super) enum Glob {
    /// `*`.
    Anything,
    /// No wildcard.
    Exact(Box<str>),
    /// One `*`, at the end.
    Starts(Box<str>),
    /// Several literals with `*` between them.
    Split {
        first: Box<str>,
        middle: Box<[Box<str>]>,
        last: Box<str>,
    },
    /// Whatever has a `?`.
    Tokens(Box<[Token]>),
}

impl Glob {
    pub(super) fn new(pattern: &str) -> Self {
        let tokens: Vec<Token> = Token::wildcards(pattern).collect();
        Self::of(&tokens)
    }

    pub(super) fn of(tokens: &[Token]) -> Self {
        if tokens.contains(&Token::One) {
            return Self::Tokens(tokens.into());
        }
        let mut literals: Vec<Box<str>> = tokens
            .split(|token| *token == Token::Many)
            .map(|literal| literal.iter().copied().filter_map(literal_of).collect())
            .collect();
        let last = literals.pop().unwrap_or_default();
        if literals.is_empty() {
            return Self::Exact(last);
        }
        let first = literals.remove(0);
        literals.retain(|literal| !literal.is_empty());
        match (literals.is_empty(), first.is_empty(), last.is_empty()) {
            (true, true, true) => Self::Anything,
            (true, false, true) => Self::Starts(first),
            _ => Self::Split {
                first,
                middle: literals.into(),
                last,
            },
        }
    }

    /// Whether the pattern matches all of `text`.
    #[inline]
    pub(super) fn matches(&self, text: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Exact(literal) => **literal == *text,
            Self::Starts(first) => starts_with(text, first),
            Self::Split {
                first,
                middle,
                last,
            } => split_matches(first, middle, last, text),
            Self::Tokens(tokens) => tokens_match(tokens, text),
        }
    }
}

impl Glob {
    /// Whether the pattern, which is in lower case, matches all of `text` in
    /// any case. Of letters outside ASCII, which the names of actions have
    /// not, the case counts.
    #[inline]
    pub(super) fn matches_in_any_case(&self, text: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Exact(literal) => literal.eq_ignore_ascii_case(text),
            Self::Starts(first) => text
                .as_bytes()
                .get(..first.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(first.as_bytes())),
            Self::Split { .. } | Self::Tokens(_) => self.matches(&text.to_ascii_lowercase()),
        }
    }
}

/// ARNs begin alike, so their ends tell them apart sooner.
#[inline]
fn starts_with(text: &str, first: &str) -> bool {
    let (text, first) = (text.as_bytes(), first.as_bytes());
    match first.len().checked_sub(1) {
        None => true,
        Some(end) => text.get(end) == Some(&first[end]) && text.starts_with(first),
    }
}

fn literal_of(token: Token) -> Option<char> {
    match token {
        Token::Literal(character) => Some(character),
        Token::One | Token::Many => None,
    }
}

fn split_matches(first: &str, middle: &[Box<str>], last: &str, text: &str) -> bool {
    if !starts_with(text, first) {
        return false;
    }
    let Some(mut rest) = text[first.len()..].strip_suffix(last) else {
        return false;
    };
    // The earliest place for each literal leaves the most for those after it.
    for literal in middle {
        match rest.find(&**literal) {
            Some(at) => rest = &rest[at + literal.len()..],
            None => return false,
        }
    }
    true
}

/// Takes time proportional to the product of the lengths at worst.
fn tokens_match(tokens: &[Token], text: &str) -> bool {
    let (mut tokens, mut text) = (tokens, text.chars());
    // What follows the last `*` seen, and the text it has not taken.
    let mut star: Option<(&[Token], std::str::Chars<'_>)> = None;
    loop {
        let here = text.clone();
        let Some(character) = text.next() else {
            return tokens.iter().all(|token| *token == Token::Many);
        };
        match tokens.split_first() {
            Some((Token::Many, after)) => {
                star = Some((after, here.clone()));
                tokens = after;
                text = here;
            }
            Some((Token::One, after)) => tokens = after,
            Some((Token::Literal(wanted), after)) if *wanted == character => tokens = after,
            _ => match &mut star {
                // Let the last `*` take one character more.
                Some((after, open)) => {
                    open.next();
                    tokens = after;
                    text = open.clone();
                }
                None => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests;
