//! Reading texts with policy variables.

use super::{Part, Template};
use crate::decide::glob::Token;
use crate::decide::pattern::{Syntax, literal};
use crate::decide::vocabulary::Vocabulary;

impl Template {
    /// Reads the text of a policy. `Err`: why it is not understood, in words.
    pub(in crate::decide::pattern) fn read(
        text: &str,
        syntax: Syntax,
        vocabulary: &mut Vocabulary,
    ) -> Result<Self, String> {
        let lowered;
        let text = match syntax.ignores_case {
            true => {
                lowered = text.to_lowercase();
                &lowered
            }
            false => text,
        };
        let mut parts = Vec::new();
        let mut tokens: Vec<Token> = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find("${").filter(|_| syntax.variables) {
            tokens.extend(plain(&rest[..at], syntax));
            let inside = &rest[at + 2..];
            let end = end_of_variable(inside)
                .ok_or_else(|| format!("the variable in `{text}` has no end"))?;
            match &inside[..end] {
                // The three characters that have a meaning of their own.
                character @ ("*" | "?" | "$") => tokens.extend(literal(character)),
                variable => {
                    if !tokens.is_empty() {
                        parts.push(Part::Tokens(std::mem::take(&mut tokens).into()));
                    }
                    parts.push(read_variable(variable, text, vocabulary)?);
                }
            }
            rest = &inside[end + 1..];
        }
        tokens.extend(plain(rest, syntax));
        if !tokens.is_empty() {
            parts.push(Part::Tokens(tokens.into()));
        }
        Ok(Self {
            parts: parts.into(),
            ignores_case: syntax.ignores_case,
        })
    }
}

fn plain(text: &str, syntax: Syntax) -> impl Iterator<Item = Token> {
    text.chars().map(move |character| match character {
        '*' if syntax.wildcards => Token::Many,
        '?' if syntax.wildcards => Token::One,
        other => Token::Literal(other),
    })
}

/// Where the `}` is that ends a variable; one within a quoted default does not.
fn end_of_variable(inside: &str) -> Option<usize> {
    let mut quoted = false;
    inside
        .char_indices()
        .find_map(|(at, character)| match character {
            '\'' => {
                quoted = !quoted;
                None
            }
            '}' if !quoted => Some(at),
            _ => None,
        })
}

/// `key`, or `key, 'default'`
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-default-values>).
fn read_variable(variable: &str, text: &str, vocabulary: &mut Vocabulary) -> Result<Part, String> {
    let (key, default) = match variable.split_once(',') {
        None => (variable, None),
        Some((key, default)) => {
            let default = default
                .trim()
                .strip_prefix('\'')
                .and_then(|default| default.strip_suffix('\''))
                .ok_or_else(|| format!("the default in `{text}` is not between single quotes"))?;
            (key, Some(default.into()))
        }
    };
    let key = key.trim();
    if key.is_empty() || key.contains(['{', '$', '*', '?']) {
        return Err(format!(
            "`${{{variable}}}` in `{text}` names no condition key"
        ));
    }
    Ok(Part::Variable {
        key: vocabulary.key(key),
        default,
    })
}
