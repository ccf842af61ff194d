//! One glob as tokens.

use super::cursor;

/// One step of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::prove) enum Token {
    /// This character.
    Exact(char),
    /// Any one character.
    One,
    /// Any number of any characters.
    Many,
    /// Any one character but a colon: `?` in a field of an ARN.
    OneInField,
    /// Any number of characters but colons: `*` in a field of an ARN.
    ManyInField,
}

/// A glob.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::prove) struct Pattern {
    tokens: Vec<Token>,
    /// Whether the case of ASCII letters has no meaning.
    folded: bool,
}

/// Where the characters begin that stand for variables: a private plane of Unicode.
const FIRST_SYMBOL: u32 = 0xF0000;
const LAST_SYMBOL: u32 = 0xFFFFD;

/// The character that stands for the variable with this number.
pub(in crate::prove) fn symbol(number: usize) -> Option<char> {
    let code = FIRST_SYMBOL.checked_add(u32::try_from(number).ok()?)?;
    char::from_u32(code).filter(|&symbol| is_symbol(symbol))
}

/// Whether a character stands for a variable.
pub(in crate::prove) fn is_symbol(character: char) -> bool {
    (FIRST_SYMBOL..=LAST_SYMBOL).contains(&u32::from(character))
}

impl Pattern {
    /// The pattern of these tokens; several `*` in a row are one.
    pub(in crate::prove) fn new(tokens: impl IntoIterator<Item = Token>) -> Self {
        let mut tokens: Vec<Token> = tokens.into_iter().collect();
        tokens.dedup_by(|next, last| *next == *last && *next == Token::Many);
        Self {
            tokens,
            folded: false,
        }
    }

    /// `text` with `*` and `?` as wildcards that match every character.
    pub(in crate::prove) fn glob(text: &str) -> Self {
        Self::new(text.chars().map(|character| match character {
            '*' => Token::Many,
            '?' => Token::One,
            other => Token::Exact(other),
        }))
    }

    /// `text` and nothing else.
    pub(in crate::prove) fn literal(text: &str) -> Self {
        Self::new(text.chars().map(Token::Exact))
    }

    /// The same pattern, for which the case of ASCII letters has no meaning.
    #[must_use]
    pub(in crate::prove) fn folded(mut self) -> Self {
        for token in &mut self.tokens {
            if let Token::Exact(character) = token {
                *character = character.to_ascii_lowercase();
            }
        }
        self.folded = true;
        self
    }

    /// The steps.
    pub(in crate::prove) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether the case of ASCII letters has no meaning.
    pub(super) fn is_folded(&self) -> bool {
        self.folded
    }

    /// The one text it matches, if it has no wildcard. Of a folded pattern,
    /// the one in lower case.
    pub(in crate::prove) fn as_literal(&self) -> Option<String> {
        self.tokens
            .iter()
            .map(|token| match token {
                Token::Exact(character) => Some(*character),
                _ => None,
            })
            .collect()
    }

    /// Whether a variable stands in it.
    pub(super) fn has_symbols(&self) -> bool {
        self.tokens
            .iter()
            .any(|token| matches!(token, Token::Exact(character) if is_symbol(*character)))
    }

    /// The same pattern with every variable able to be any text.
    pub(super) fn widened(&self) -> Self {
        let widened = Self::new(self.tokens.iter().map(|&token| match token {
            Token::Exact(character) if is_symbol(character) => Token::Many,
            other => other,
        }));
        Self {
            folded: self.folded,
            ..widened
        }
    }

    /// Whether `token` lets `character` pass.
    pub(super) fn passes(&self, token: Token, character: char) -> bool {
        match token {
            Token::Exact(wanted) if self.folded => wanted == character.to_ascii_lowercase(),
            Token::Exact(wanted) => wanted == character,
            Token::Many => true,
            Token::One => !is_symbol(character),
            Token::OneInField | Token::ManyInField => character != ':' && !is_symbol(character),
        }
    }

    /// Whether it matches all of `text`.
    pub(in crate::prove) fn matches(&self, text: &str) -> bool {
        let in_fields = |token: &Token| *token == Token::ManyInField;
        match self.tokens.iter().any(in_fields) {
            true => self.matches_by_positions(text),
            false => self.matches_greedily(text),
        }
    }

    /// For patterns without `*` in a field: the last `*` takes ever more.
    fn matches_greedily(&self, text: &str) -> bool {
        let mut characters = text.chars();
        let mut tokens = &self.tokens[..];
        let mut star = None;
        loop {
            if let Some((Token::Many, after)) = tokens.split_first() {
                if after.is_empty() {
                    return true;
                }
                star = Some((after, characters.clone()));
                tokens = after;
                continue;
            }
            let passed = match (characters.next(), tokens.split_first()) {
                (None, None) => return true,
                (None, Some(_)) => return false,
                (Some(_), None) => false,
                (Some(character), Some((&token, after))) => {
                    let passes = self.passes(token, character);
                    tokens = if passes { after } else { tokens };
                    passes
                }
            };
            if !passed {
                let Some((after, from)) = &mut star else {
                    return false;
                };
                if from.next().is_none() {
                    return false;
                }
                tokens = after;
                characters = from.clone();
            }
        }
    }

    fn matches_by_positions(&self, text: &str) -> bool {
        let (mut here, mut next) = (Vec::new(), Vec::new());
        cursor::start(self, &mut here);
        for character in text.chars() {
            next.clear();
            cursor::advance(self, &here, character, &mut next);
            std::mem::swap(&mut here, &mut next);
            if here.is_empty() {
                return false;
            }
        }
        cursor::accepts(self, &here)
    }
}
