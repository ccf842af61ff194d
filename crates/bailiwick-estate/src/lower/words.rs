//! Closed lists of words.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::lower::Context;
use crate::lower::context::{alternatives, nearest};
use crate::yaml::Node;

/// Reads one of the words; the implementation behind `words!`.
pub(crate) fn lower_word<T: Copy>(
    node: &Node,
    context: &mut Context<'_>,
    words: &[(T, &str)],
) -> Option<T> {
    let all = || words.iter().map(|(_, word)| *word);
    let written = &context
        .scalar(node, &format!("one of {}", alternatives(all())))?
        .text;
    let found = words.iter().find(|(_, word)| word == written);
    if found.is_none() {
        let help = match nearest(written, all()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", alternatives(all())),
        };
        context.report(
            Diagnostic::error(
                Code::UNKNOWN_WORD,
                node.span,
                format!("`{written}` is not one of the words that may stand here"),
            )
            .help(help),
        );
    }
    found.map(|(value, _)| *value)
}

macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident {
            $($(#[doc = $meaning:literal])* $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[doc = $meaning])* $variant,)*
        }

        impl $name {
            /// Every word with its value, in the order of their description.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $word)),*];

            /// The word.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::lower::Lower for $name {
            fn lower(
                node: &$crate::yaml::Node,
                context: &mut $crate::lower::Context<'_>,
            ) -> Option<Self> {
                $crate::lower::lower_word(node, context, Self::ALL)
            }

            fn schema(schemas: &mut $crate::lower::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |_| {
                    serde_json::json!({
                        "description": $crate::lower::prose(&[$($doc),*]),
                        "oneOf": [$({
                            "const": $word,
                            "description": $crate::lower::prose(&[$($meaning),*]),
                        }),*],
                    })
                })
            }
        }
    };
}
pub(crate) use words;
