//! The headers of a config file.

use std::fmt;

/// What a section is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionName {
    /// `[profile NAME]`, or `[default]`.
    Profile(String),
    /// `[sso-session NAME]`.
    Session(String),
    /// Anything else.
    Other(String),
}

impl SectionName {
    /// Reads a header without its brackets.
    pub(super) fn parse(header: &str) -> Self {
        match words(header).as_deref() {
            Some([kind, name]) if kind == "profile" => Self::Profile(name.clone()),
            Some([kind, name]) if kind == "sso-session" => Self::Session(name.clone()),
            Some([only]) if only == "default" => Self::Profile(only.clone()),
            _ => Self::Other(header.to_owned()),
        }
    }
}

impl fmt::Display for SectionName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Profile(name) => write!(formatter, "[profile {name}]"),
            Self::Session(name) => write!(formatter, "[sso-session {name}]"),
            Self::Other(header) => write!(formatter, "[{header}]"),
        }
    }
}

/// Words as a shell splits them, which is how the AWS CLI reads a header: quotes hold
/// words with spaces together. `None` when a quote does not end.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' | '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match letters.next()? {
                        end if end == letter => break,
                        '\\' if letter == '"' => word.push(letters.next()?),
                        other => word.push(other),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(letters.next()?),
            space if space.is_whitespace() => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Some(words)
}
