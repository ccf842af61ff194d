//! Networks of AWS: which packets get where, as sets, and why.
//!
//! Pure: no files, clock, environment or network.

pub mod describe;
pub mod model;
pub mod packet;
pub mod set;
