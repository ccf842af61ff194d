//! Policies, compiled for fast comparison with many requests.
//!
//! Owns [`Set`], the statements of one layer. A set says which of its
//! statements apply to a request; how layers join is for [`super::rules`].
//! Start reading at [`Set`], then [`statement`] and [`test`].

mod actions;
mod check;
mod index;
mod postings;
mod principal;
mod resources;
mod set;
mod statement;
mod test;

pub(super) use principal::Named;
pub(super) use set::{Grants, Set};
pub(super) use statement::Compiled;
