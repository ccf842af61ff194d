//! What an estate asserts in its own words: of access, of the network, or by somebody's word.
//!
//! One file per kind of assertion.

mod access;
mod attested;
mod endpoint;
mod reach;

pub(crate) use access::access;
pub(crate) use attested::attested;
pub(crate) use reach::{
    closed, everybody_but_internal, not_the_internet, reach, stands_in_network,
};
