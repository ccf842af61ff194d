//! Nodes to typed records: one description of each record reads it, reports what
//! is wrong with it, and tells editors about it.
//!
//! Owns: the [`Lower`] trait, the macros `record!`, `words!`, `one_of!` and
//! `any_ref!` that write its implementations, names, references and lists.
//! Refuses: to know any particular record; those are in [`crate::model`].

mod context;
mod list;
mod names;
mod one_of;
mod record;
mod reference;
mod scalar;
mod schema;
mod words;

use serde_json::Value;

pub use context::{Context, Reference};
pub use list::{List, Pairs};
pub use names::{Declared, Name, Names, Section};
pub use record::{Assumed, Fields, Record, RecordReader};
pub use reference::{Pointer, Ref};
pub use scalar::{Complaint, Scalar, Spanned, Text};
pub use schema::Schemas;

pub use context::{alternatives, nearest};
pub use schema::{FieldSchema, schema_field};

pub(crate) use context::Declarations;
pub(crate) use one_of::{any_ref, deciding_key, one_of};
pub(crate) use record::{record, spaced};
pub(crate) use reference::unknown_name;
pub(crate) use scalar::{lower_scalar, scalar_schema, scalars};
pub(crate) use schema::prose;
pub(crate) use words::{lower_word, words};

use crate::yaml::Node;

/// A value of the language: how it is read from a node, and how an editor is told of it.
pub trait Lower: Sized {
    /// Reads the value. `None` means that what is wrong was reported.
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self>;

    /// The value of a field that is not written; `None` when it must be.
    fn absent() -> Option<Self> {
        None
    }

    /// The JSON Schema of the value.
    fn schema(schemas: &mut Schemas) -> Value;
}

impl<T: Lower> Lower for Option<T> {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        T::lower(node, context).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        T::schema(schemas)
    }
}

impl<T: Lower> Lower for Box<T> {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        T::lower(node, context).map(Box::new)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Box::new)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        T::schema(schemas)
    }
}
