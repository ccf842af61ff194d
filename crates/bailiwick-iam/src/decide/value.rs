//! What the values of conditions mean, apart from texts.
//!
//! Owns reading numbers, dates, addresses and base 64. Each is read exactly or
//! not at all; what to make of a value that cannot be read is for
//! `super::compile`.

mod arn;
mod binary;
mod date;
mod network;
mod number;

pub(super) use arn::Arn;
pub(crate) use binary::read as read_binary;
pub(crate) use date::Date;
pub(crate) use network::{Address, Network};
pub(crate) use number::Number;
