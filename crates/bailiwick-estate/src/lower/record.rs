//! Records: mappings with known fields, each described once.
//!
//! `record!` takes a struct whose fields are the keys of a mapping, and writes the
//! struct, its [`Lower`] implementation and its part of the JSON Schema. The doc
//! comments are what editors show. A field is required unless its type can be absent
//! (`Option`, [`List`](super::List), [`Names`](super::Names), [`Pairs`](super::Pairs)).

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::lower::context::{alternatives, nearest};
use crate::lower::{Context, Lower, Text};
use crate::source::Span;
use crate::yaml::{Entry, Kind, Node};

/// Where a record and each of its fields were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The key the record stands under, or its first line.
    pub head: Span,
    /// The whole record.
    pub whole: Span,
    keys: Vec<(&'static str, Span, Span)>,
}

impl Fields {
    /// The span of a field's key, if the field is written.
    #[must_use]
    pub fn key(&self, field: &str) -> Option<Span> {
        self.find(field).map(|(_, key, _)| *key)
    }

    /// The span of a field's value, if the field is written; else the record's head.
    #[must_use]
    pub fn value(&self, field: &str) -> Span {
        self.find(field).map_or(self.head, |(_, _, value)| *value)
    }

    /// Every field that is written, in the order of the record's description.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Span)> {
        self.keys.iter().map(|(name, _, value)| (*name, *value))
    }

    fn find(&self, field: &str) -> Option<&(&'static str, Span, Span)> {
        self.keys.iter().find(|(name, _, _)| *name == field)
    }
}

/// What no document says but the estate needs: field, and why it is assumed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assumed(Vec<(String, Text)>);

impl Assumed {
    /// Every assumed field with the reason.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.0
            .iter()
            .map(|(field, because)| (field.as_str(), because))
    }

    /// Why a field is assumed, if it is.
    #[must_use]
    pub fn because(&self, field: &str) -> Option<&Text> {
        self.iter()
            .find(|(assumed, _)| *assumed == field)
            .map(|(_, because)| because)
    }
}

/// A record that `record!` describes.
pub trait Record: Lower {
    /// Where it and its fields were written.
    fn fields(&self) -> &Fields;
    /// What of it is assumed.
    fn assumed(&self) -> &Assumed;
}

/// The key of every record under which assumptions stand.
pub(crate) const ASSUMED: &str = "assumed";

/// Reads a mapping field by field; the implementation behind `record!`.
#[derive(Debug)]
pub struct RecordReader<'n> {
    entries: &'n [Entry],
    fields: Fields,
}

impl<'n> RecordReader<'n> {
    /// Opens a mapping, and reports keys that the record does not have.
    pub fn open(
        node: &'n Node,
        context: &mut Context<'_>,
        record: &str,
        keys: &[&'static str],
    ) -> Option<Self> {
        let under = context.take_key();
        let noun = spaced(record);
        let entries = match &node.kind {
            Kind::Mapping(entries) => entries.as_slice(),
            Kind::Null => &[],
            _ => {
                let fields = alternatives(keys.iter().take(4).map(|key| field_key(key)));
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
                        "write its fields below its name, each as `field: value`: {fields}{}",
                        if keys.len() > 4 { " and more" } else { "" }
                    )),
                );
                return None;
            }
        };
        let known = || keys.iter().map(|key| field_key(key)).chain([ASSUMED]);
        for entry in entries {
            if !known().any(|key| key == entry.key) {
                context.report(unknown_field(entry, &noun, known()));
            }
        }
        let first = entries.first().map_or(node.span, |entry| entry.key_span);
        let fields = Fields {
            head: under.unwrap_or(first),
            whole: node.span,
            keys: Vec::with_capacity(entries.len()),
        };
        Some(Self { entries, fields })
    }

    /// Reads one field; a missing one that must be there is reported with what it means.
    pub fn field<T: Lower>(
        &mut self,
        context: &mut Context<'_>,
        record: &str,
        key: &'static str,
        meaning: &str,
    ) -> Option<T> {
        let key = field_key(key);
        if let Some(entry) = self.entries.iter().find(|entry| entry.key == key) {
            self.fields
                .keys
                .push((key, entry.key_span, entry.value.span));
            context.under(entry.key_span);
            let value = T::lower(&entry.value, context);
            context.take_key();
            return value;
        }
        let absent = T::absent();
        if absent.is_none() {
            let meaning = meaning.trim().lines().next().unwrap_or_default();
            context.report(
                Diagnostic::error(
                    Code::MISSING_FIELD,
                    self.fields.head,
                    format!("this {} has no `{key}`", spaced(record)),
                )
                .help(format!(
                    "add `{key}`: {}",
                    lower_first(meaning).trim_end_matches('.')
                )),
            );
        }
        absent
    }

    /// Reads what is assumed, and closes the record.
    pub fn close(self, context: &mut Context<'_>) -> (Assumed, Fields) {
        let mut assumed = Vec::new();
        let entry = self.entries.iter().find(|entry| entry.key == ASSUMED);
        match entry.map(|entry| (&entry.value, &entry.value.kind)) {
            None => {}
            Some((_, Kind::Mapping(reasons))) => {
                for reason in reasons {
                    if !self.entries.iter().any(|entry| entry.key == reason.key) {
                        context.report(
                            Diagnostic::error(
                                Code::ASSUMED_NOTHING,
                                reason.key_span,
                                format!("`{}` is assumed, but not written here", reason.key),
                            )
                            .help("`assumed` names fields of the record it stands in; write the field, or take the line away"),
                        );
                    }
                    if let Some(because) = Text::lower(&reason.value, context) {
                        assumed.push((reason.key.clone(), because));
                    }
                }
            }
            Some((node, _)) => context.report(
                Diagnostic::error(
                    Code::WRONG_SHAPE,
                    node.span,
                    format!(
                        "expected a mapping of fields to reasons, found {}",
                        node.noun()
                    ),
                )
                .help("write `assumed: { email: the document names none }`"),
            ),
        }
        (Assumed(assumed), self.fields)
    }
}

/// `r#for`, as Rust must write it, is the key `for`.
pub(crate) fn field_key(identifier: &'static str) -> &'static str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

/// `AccountClass` is an account class.
pub(crate) fn spaced(identifier: &str) -> String {
    let mut words = String::new();
    for character in identifier.chars() {
        if character.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    words
}

fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    match characters.next() {
        // An abbreviation such as AWS stays as it is.
        Some(first) if !characters.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => sentence.to_owned(),
    }
}

fn unknown_field<'k>(
    entry: &Entry,
    noun: &str,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let known: Vec<&str> = known.filter(|key| *key != ASSUMED).collect();
    let help = match nearest(&entry.key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        // `{ why: this, and that }` has a key `and that` without a value.
        None if entry.key.contains(' ') && matches!(entry.value.kind, Kind::Null) => {
            "a comma ends a text inside `{ }`: put the whole text in quotes".to_owned()
        }
        None => format!(
            "its fields are {}",
            alternatives(known).replace(" or ", " and ")
        ),
    };
    Diagnostic::error(
        Code::UNKNOWN_FIELD,
        entry.key_span,
        format!("a record of the kind `{noun}` has no field `{}`", entry.key),
    )
    .help(help)
}

macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $($(#[doc = $meaning:literal])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[doc = $meaning])* pub $field: $type,)*
            /// What no document says but the estate needs.
            pub assumed: $crate::lower::Assumed,
            /// Where the record and its fields were written.
            pub fields: $crate::lower::Fields,
        }

        impl $crate::lower::Record for $name {
            fn fields(&self) -> &$crate::lower::Fields {
                &self.fields
            }

            fn assumed(&self) -> &$crate::lower::Assumed {
                &self.assumed
            }
        }

        impl $crate::lower::Lower for $name {
            fn lower(
                node: &$crate::yaml::Node,
                context: &mut $crate::lower::Context<'_>,
            ) -> Option<Self> {
                let mut reader = $crate::lower::RecordReader::open(
                    node,
                    context,
                    stringify!($name),
                    &[$(stringify!($field)),*],
                )?;
                $(let $field = reader.field(
                    context,
                    stringify!($name),
                    stringify!($field),
                    concat!($($meaning),*),
                );)*
                let (assumed, fields) = reader.close(context);
                Some(Self { $($field: $field?,)* assumed, fields })
            }

            fn schema(schemas: &mut $crate::lower::Schemas) -> serde_json::Value {
                schemas.record(stringify!($name), &[$($doc),*], |schemas| {
                    vec![$($crate::lower::schema_field::<$type>(
                        schemas,
                        stringify!($field),
                        &[$($meaning),*],
                    )),*]
                })
            }
        }
    };
}
pub(crate) use record;
