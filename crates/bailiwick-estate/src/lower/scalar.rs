//! Values written as one scalar: texts, and the newtypes of [`crate::value`].

use std::ops::Deref;

use serde_json::{Value, json};

use super::{Context, Lower, Schemas};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::Node;

/// What is wrong with the text of a value, and how it should look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// What is wrong: lower case, no final stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Complaint {
    /// A complaint without advice.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A value that is written as one scalar and validated once, when it is read.
pub trait Scalar: Sized {
    /// What it is, with its article: `an account id`.
    const NOUN: &'static str;
    /// How it is written.
    const EXAMPLE: &'static str;
    /// A regular expression for editors (ECMA 262), where one is worth having.
    const PATTERN: Option<&'static str> = None;

    /// Reads the text.
    ///
    /// # Errors
    /// When the text is not such a value; the complaint says why.
    fn parse(text: &str) -> Result<Self, Complaint>;
}

/// Reads a scalar newtype from a node; the implementation behind `scalars!`.
pub(crate) fn lower_scalar<T: Scalar>(node: &Node, context: &mut Context<'_>) -> Option<T> {
    let wanted = format!("{} such as `{}`", T::NOUN, T::EXAMPLE);
    let text = &context.scalar(node, &wanted)?.text;
    match T::parse(text) {
        Ok(value) => Some(value),
        Err(complaint) => {
            let help = complaint.help.unwrap_or_else(|| {
                let noun = T::NOUN;
                format!("{noun} is written like `{}`", T::EXAMPLE)
            });
            context.report(
                Diagnostic::error(Code::BAD_VALUE, node.span, complaint.message).help(help),
            );
            None
        }
    }
}

/// The schema of a scalar newtype; the implementation behind `scalars!`.
pub(crate) fn scalar_schema<T: Scalar>() -> Value {
    // YAML reads unquoted digits as numbers; the language takes them as written.
    let mut schema = json!({ "type": ["string", "number"], "examples": [T::EXAMPLE] });
    if let Some(pattern) = T::PATTERN {
        schema["pattern"] = json!(pattern);
    }
    schema
}

macro_rules! scalars {
    ($($name:ty),* $(,)?) => {
        $(impl $crate::lower::Lower for $name {
            fn lower(
                node: &$crate::yaml::Node,
                context: &mut $crate::lower::Context<'_>,
            ) -> Option<Self> {
                $crate::lower::lower_scalar(node, context)
            }

            fn schema(_: &mut $crate::lower::Schemas) -> serde_json::Value {
                $crate::lower::scalar_schema::<Self>()
            }
        })*
    };
}
pub(crate) use scalars;

/// A value together with where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Lower> Lower for Spanned<T> {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let span = node.span;
        T::lower(node, context).map(|value| Self { value, span })
    }

    fn schema(schemas: &mut Schemas) -> Value {
        T::schema(schemas)
    }
}

/// Words of the user's own, shown as they are. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    value: String,
    /// Where it was written.
    pub span: Span,
}

impl Text {
    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.value
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.value)
    }
}

impl Lower for Text {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let scalar = context.scalar(node, "text")?;
        if scalar.plain && matches!(&*scalar.text, "true" | "false") {
            context.report(
                Diagnostic::error(
                    Code::WRONG_SHAPE,
                    node.span,
                    format!("expected text, found the boolean `{}`", scalar.text),
                )
                .help("put it in quotes if these are words"),
            );
            return None;
        }
        let value = scalar.text.trim().to_owned();
        if value.is_empty() {
            context.report(
                Diagnostic::error(Code::BAD_VALUE, node.span, "this text is empty")
                    .help("write something, or leave the field out"),
            );
            return None;
        }
        Some(Self {
            value,
            span: node.span,
        })
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": ["string", "number"], "minLength": 1 })
    }
}

impl Lower for bool {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let scalar = context.scalar(node, "`true` or `false`")?;
        match &*scalar.text {
            "true" if scalar.plain => Some(true),
            "false" if scalar.plain => Some(false),
            other => {
                let diagnostic = Diagnostic::error(
                    Code::BAD_VALUE,
                    node.span,
                    format!("expected `true` or `false`, found `{other}`"),
                );
                let word = match other.to_ascii_lowercase().as_str() {
                    "yes" | "on" | "true" | "y" => Some("true"),
                    "no" | "off" | "false" | "n" => Some("false"),
                    _ => None,
                };
                context.report(
                    diagnostic
                        .maybe_help(word.map(|word| format!("write `{word}`, without quotes"))),
                );
                None
            }
        }
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "boolean" })
    }
}
