//! Networks of AWS: which packets get where, as sets, and why.
//!
//! Pure: no files, clock, environment or network.

pub mod describe;
mod filter;
mod flow;
mod index;
pub mod internet;
mod json;
pub mod model;
pub mod packet;
pub mod path;
pub mod reach;
pub mod set;
pub mod template;
mod walk;
