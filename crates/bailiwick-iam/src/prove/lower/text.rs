//! Texts of a policy as patterns.

use crate::policy::{Piece, Template, Version};

use super::super::text::{Pattern, Token, is_symbol};
use super::Lowering;

/// How a text of a policy is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// `*` and `?` are wildcards that match everything.
    Wildcards,
    /// There are no wildcards.
    Plain,
    /// No wildcards, and the case of letters has no meaning.
    PlainFolded,
    /// As an ARN: "each of the six colon-delimited components of the ARN is
    /// checked separately and each can include multi-character match wildcards
    /// (*) or single-character match wildcards (?)"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN>).
    Arn,
}

impl Lowering<'_> {
    /// The pattern of `written`; `None` if a variable in it has no value, so
    /// that it matches nothing.
    ///
    /// # Errors
    /// With the reason why nothing can be said of it.
    pub(super) fn pattern(
        &mut self,
        written: &str,
        version: Version,
        reading: Reading,
    ) -> Result<Option<Pattern>, String> {
        if written.chars().any(is_symbol) {
            return Err("it has private characters".to_owned());
        }
        let folded = reading == Reading::PlainFolded;
        if folded && !written.is_ascii() {
            return Err("case is modelled for ASCII letters only".to_owned());
        }
        let template = Template::parse(written, version).map_err(|problem| problem.to_string())?;
        let wild = matches!(reading, Reading::Wildcards | Reading::Arn);
        let mut tokens = Vec::new();
        for piece in template.pieces() {
            match piece {
                Piece::Text(text) => tokens.extend(text.chars().map(Token::Exact)),
                Piece::Any if wild => tokens.push(Token::Many),
                Piece::One if wild => tokens.push(Token::One),
                Piece::Any => tokens.push(Token::Exact('*')),
                Piece::One => tokens.push(Token::Exact('?')),
                Piece::Variable(variable) => match self.variables.value(variable, folded)? {
                    Some(value) => tokens.extend(value.chars().map(Token::Exact)),
                    None => return Ok(None),
                },
            }
        }
        Ok(Some(match reading {
            Reading::Wildcards | Reading::Plain => Pattern::new(tokens),
            Reading::PlainFolded => Pattern::new(tokens).folded(),
            Reading::Arn => arn(&tokens)?,
        }))
    }
}

fn arn(tokens: &[Token]) -> Result<Pattern, String> {
    let fields: Vec<&[Token]> = tokens
        .splitn(6, |token| *token == Token::Exact(':'))
        .collect();
    let [fields @ .., resource] = &*fields else {
        return Err("it is empty".to_owned());
    };
    if fields.len() != 5 {
        return Err("it has not the six parts of an ARN".to_owned());
    }
    let mut narrowed = Vec::new();
    for &token in fields
        .iter()
        .copied()
        .flat_map(|field| field.iter().chain(&[Token::Exact(':')]))
    {
        narrowed.push(match token {
            Token::Many => Token::ManyInField,
            Token::One => Token::OneInField,
            Token::Exact(character) if is_symbol(character) => {
                return Err("a variable stands before its last part".to_owned());
            }
            other => other,
        });
    }
    narrowed.extend(*resource);
    Ok(Pattern::new(narrowed))
}
