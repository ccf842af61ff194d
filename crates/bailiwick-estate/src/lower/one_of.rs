//! Values that are one of several records, told apart by a field that only one of
//! them has; and references into more than one section.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::lower::Context;
use crate::lower::context::{alternatives, nearest};
use crate::yaml::{Kind, Node};

/// Which of the deciding keys a mapping has; the implementation behind `one_of!`.
pub(crate) fn deciding_key(
    node: &Node,
    context: &mut Context<'_>,
    noun: &str,
    keys: &[&'static str],
) -> Option<&'static str> {
    let Kind::Mapping(entries) = &node.kind else {
        context.report(
            Diagnostic::error(
                Code::WRONG_SHAPE,
                node.span,
                format!(
                    "expected a mapping that describes the {noun}, found {}",
                    node.noun()
                ),
            )
            .help(format!(
                "it has one of the fields {}",
                alternatives(keys.iter().copied())
            )),
        );
        return None;
    };
    let present: Vec<_> = entries
        .iter()
        .filter_map(|entry| {
            let key = keys.iter().find(|key| **key == entry.key)?;
            Some((*key, entry.key_span))
        })
        .collect();
    match present.as_slice() {
        [(only, _)] => Some(only),
        [] => {
            let near = entries
                .iter()
                .find_map(|entry| Some((entry, nearest(&entry.key, keys.iter().copied())?)));
            let span = near.map_or(node.span, |(entry, _)| entry.key_span);
            let help = match near {
                Some((_, near)) => format!("did you mean `{near}`?"),
                None => format!("add {}", alternatives(keys.iter().copied())),
            };
            context.report(
                Diagnostic::error(
                    Code::WHICH_KIND,
                    span,
                    format!("nothing here says what kind of {noun} this is"),
                )
                .help(help),
            );
            None
        }
        [(first, first_span), (second, second_span), ..] => {
            context.report(
                Diagnostic::error(
                    Code::WHICH_KIND,
                    *second_span,
                    format!("one {noun} cannot have both `{first}` and `{second}`"),
                )
                .related(*first_span, format!("`{first}` stands here"))
                .help("make two of it, one for each"),
            );
            None
        }
    }
}

macro_rules! one_of {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident {
            $($(#[doc = $meaning:literal])* $variant:ident($record:ty) = $key:literal,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[doc = $meaning])* $variant($record),)*
        }

        impl $name {
            /// Where it was written.
            #[must_use]
            pub fn span(&self) -> $crate::source::Span {
                match self {
                    $(Self::$variant(record) => record.fields.whole,)*
                }
            }

            /// What of it is assumed.
            #[must_use]
            pub fn assumed(&self) -> &$crate::lower::Assumed {
                match self {
                    $(Self::$variant(record) => &record.assumed,)*
                }
            }
        }

        impl $crate::lower::Lower for $name {
            fn lower(
                node: &$crate::yaml::Node,
                context: &mut $crate::lower::Context<'_>,
            ) -> Option<Self> {
                let noun = $crate::lower::spaced(stringify!($name));
                match $crate::lower::deciding_key(node, context, &noun, &[$($key),*])? {
                    $($key => <$record>::lower(node, context).map(Self::$variant),)*
                    _ => None,
                }
            }

            fn schema(schemas: &mut $crate::lower::Schemas) -> serde_json::Value {
                let kinds = vec![$(<$record>::schema(schemas)),*];
                schemas.define(stringify!($name), |_| serde_json::json!({
                    "description": $crate::lower::prose(&[$($doc),*]),
                    "oneOf": kinds,
                }))
            }
        }
    };
}
pub(crate) use one_of;

macro_rules! any_ref {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident {
            $($(#[doc = $meaning:literal])* $variant:ident,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[doc = $meaning])* $variant($crate::lower::Ref<$crate::model::$variant>),)*
        }

        impl $name {
            /// The name.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant(reference) => reference.as_str(),)*
                }
            }

            /// Where it was written.
            #[must_use]
            pub fn span(&self) -> $crate::source::Span {
                match self {
                    $(Self::$variant(reference) => reference.span,)*
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
                use $crate::lower::Section;
                let sections = [$((
                    <$crate::model::$variant>::SECTION,
                    <$crate::model::$variant>::NOUN,
                )),*];
                let text = context.scalar(node, "a name")?.text.clone();
                $(if context.declaration(<$crate::model::$variant>::SECTION, &text).is_some() {
                    return $crate::lower::Ref::lower(node, context).map(Self::$variant);
                })*
                let unknown = $crate::lower::unknown_name(context, &text, node.span, &sections);
                context.report(unknown);
                None
            }

            fn schema(_: &mut $crate::lower::Schemas) -> serde_json::Value {
                serde_json::json!({
                    "type": ["string", "number"],
                    "description": $crate::lower::prose(&[$($doc),*]),
                })
            }
        }
    };
}
pub(crate) use any_ref;
