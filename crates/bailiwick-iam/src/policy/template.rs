//! Texts with policy variables and wildcards: `arn:aws:s3:::home/${aws:username}/*`.
//!
//! Owns the grammar of such a text. What a variable stands for in a request,
//! and what a wildcard matches, is the business of whoever decides.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>.

use thiserror::Error;

use super::Version;

/// A value of `Resource`, or of a condition with string or ARN operators, in pieces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// One piece of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// Text that means itself, the escapes `${*}`, `${?}` and `${$}` resolved.
    /// Never empty, and never two side by side.
    Text(String),
    /// `*`. Where wildcards have no meaning (`StringEquals`) it is an asterisk.
    Any,
    /// `?`. Where wildcards have no meaning it is a question mark.
    One,
    /// A variable. Its value is text: a `*` in it is an asterisk.
    Variable(Variable),
}

/// A policy variable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable {
    /// The condition key whose value it takes, such as `aws:PrincipalTag/team`;
    /// "key names are case-insensitive".
    pub key: String,
    /// What it is when the request does not have the key.
    pub default: Option<String>,
}

/// A variable that AWS would not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum VariableProblem {
    /// `${` without `}`.
    #[error("a `${{` has no `}}`")]
    NotClosed,
    /// `${}`.
    #[error("a variable has no name")]
    NoName,
    /// A default value without quotes around it.
    #[error("a default value has no single quotes around it")]
    DefaultNotQuoted,
}

impl Template {
    /// Reads `text` as it means in a policy of `version`: "earlier versions of
    /// the policy language don't support policy variables", they are "treated
    /// as literal strings".
    ///
    /// # Errors
    /// At a variable that is not well-formed. What AWS makes of a policy with
    /// one is not documented, so nothing may be concluded from it.
    pub fn parse(text: &str, version: Version) -> Result<Self, VariableProblem> {
        let mut template = Self { pieces: Vec::new() };
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some(inside) = rest
                .strip_prefix("${")
                .filter(|_| version == Version::Current)
            {
                rest = template.variable(inside)?;
                continue;
            }
            rest = &rest[first.len_utf8()..];
            match first {
                '*' => template.pieces.push(Piece::Any),
                '?' => template.pieces.push(Piece::One),
                other => template.text(other),
            }
        }
        Ok(template)
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The variables, in order.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Variable(variable) => Some(variable),
            _ => None,
        })
    }

    /// The text, when it has neither wildcards nor variables.
    pub fn as_text(&self) -> Option<&str> {
        match &*self.pieces {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Reads what follows `${`, and gives what follows the variable.
    fn variable<'t>(&mut self, inside: &'t str) -> Result<&'t str, VariableProblem> {
        for (escape, character) in [("*}", '*'), ("?}", '?'), ("$}", '$')] {
            if let Some(after) = inside.strip_prefix(escape) {
                self.text(character);
                return Ok(after);
            }
        }
        let end = inside.find(['}', ',']).ok_or(VariableProblem::NotClosed)?;
        let key = inside[..end].trim();
        if key.is_empty() {
            return Err(VariableProblem::NoName);
        }
        let (default, after) = match inside[end..].strip_prefix(',') {
            None => (None, &inside[end + 1..]),
            Some(default) => {
                let (default, after) = default_value(default)?;
                (Some(default.to_owned()), after)
            }
        };
        let key = key.to_owned();
        self.pieces.push(Piece::Variable(Variable { key, default }));
        Ok(after)
    }

    fn text(&mut self, character: char) {
        match self.pieces.last_mut() {
            Some(Piece::Text(before)) => before.push(character),
            _ => self.pieces.push(Piece::Text(character.to_string())),
        }
    }
}

/// Reads ` 'value'}`: "surround the default value with single quotes, and
/// separate the variable text and the default value with a comma and space".
fn default_value(text: &str) -> Result<(&str, &str), VariableProblem> {
    let quoted = text
        .trim_start()
        .strip_prefix('\'')
        .ok_or(VariableProblem::DefaultNotQuoted)?;
    let (default, after) = quoted
        .split_once('\'')
        .ok_or(VariableProblem::DefaultNotQuoted)?;
    let after = after
        .trim_start()
        .strip_prefix('}')
        .ok_or(VariableProblem::NotClosed)?;
    Ok((default, after))
}

#[cfg(test)]
mod tests;
