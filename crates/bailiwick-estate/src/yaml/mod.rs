//! Text to a tree of nodes, each with its span.
//!
//! Owns: YAML's events, anchors, merge keys, and the bounds that keep hostile
//! input from costing more than it should. Refuses: to say what a scalar means;
//! the fields of the model do that. Start reading at [`parse`].

mod build;
mod lines;
mod node;
mod parse;
mod syntax;

pub use node::{Entry, Kind, Node, Scalar};
pub use parse::{LIMITS, Limits, Refusal, parse};
