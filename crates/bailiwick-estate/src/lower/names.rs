//! Names and the sections that declare them.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use serde_json::{Value, json};

use super::{Context, Lower, Schemas};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::{Entry, Kind, Node};

/// A name as the user wrote it: an account's, a person's, a control's.
///
/// One line of up to 128 characters, without backticks and without space at its ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Box<str>);

impl Name {
    /// Takes a text as a name.
    ///
    /// # Errors
    /// When the text cannot be a name; the complaint says why.
    pub fn new(text: &str) -> Result<Self, super::Complaint> {
        let short = "give it a short name such as `stage-deployers`; longer words go into `title` or `description`";
        let complaint = if text.is_empty() {
            Some(("a name cannot be empty", short))
        } else if text.chars().count() > 128 {
            Some(("a name has at most 128 characters", short))
        } else if text
            .chars()
            .any(|character| character.is_control() || character == '`')
        {
            let message = "a name is one line, without backticks or control characters";
            Some((message, short))
        } else if text.trim() != text {
            let help = "take the space away, or the quotes that hold it";
            Some(("a name has no space before or after it", help))
        } else {
            None
        };
        match complaint {
            Some((message, help)) => Err(super::Complaint::new(message).help(help)),
            None => Ok(Self(text.into())),
        }
    }

    /// The name's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl std::borrow::Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A record that a section of the estate declares by name.
pub trait Section {
    /// The section's key: `accounts`.
    const SECTION: &'static str;
    /// One of them, without article: `account`.
    const NOUN: &'static str;
}

/// A record with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared<T> {
    /// The name.
    pub name: Name,
    /// Where the name was written.
    pub span: Span,
    /// The record.
    pub value: T,
}

impl<T> Deref for Declared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A mapping of names to records, sorted by name. It may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names<T>(BTreeMap<Name, Declared<T>>);

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Names<T> {
    /// The record of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Declared<T>> {
        self.0.get(name)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Declared<T>> {
        self.0.values()
    }

    /// All of them, by name, to be changed in place; the names stay.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Declared<T>> {
        self.0.values_mut()
    }

    /// All of them, in the order they were written: by file, then by position.
    #[must_use]
    pub fn as_written(&self) -> Vec<&Declared<T>> {
        let mut all: Vec<_> = self.0.values().collect();
        all.sort_by_key(|declared| declared.span);
        all
    }
}

impl<T: Lower> Names<T> {
    /// Reads entries into records. What is wrong in one does not hide what is wrong in
    /// the others, nor take the others away from the checks that come later.
    pub(crate) fn lower_entries(entries: &[Entry], context: &mut Context<'_>) -> Self {
        let mut names = BTreeMap::new();
        for entry in entries {
            let name = match Name::new(&entry.key) {
                Ok(name) => Some(name),
                Err(complaint) => {
                    context.report(
                        Diagnostic::error(Code::BAD_VALUE, entry.key_span, complaint.message)
                            .maybe_help(complaint.help),
                    );
                    None
                }
            };
            context.under(entry.key_span);
            let value = T::lower(&entry.value, context);
            if let Some((name, value)) = name.zip(value) {
                let span = entry.key_span;
                names.insert(name.clone(), Declared { name, span, value });
            }
        }
        Self(names)
    }
}

impl<T: Lower> Lower for Names<T> {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let entries = match &node.kind {
            Kind::Mapping(entries) => entries.as_slice(),
            Kind::Null => &[],
            _ => {
                context.wrong_shape(node, "a mapping of names");
                return None;
            }
        };
        Some(Self::lower_entries(entries, context))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let record = T::schema(schemas);
        json!({ "type": "object", "additionalProperties": record })
    }
}
