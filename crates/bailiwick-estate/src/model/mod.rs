//! The records of the language, one file for each part of an estate.
//!
//! A record is described once with `record!`: its fields, whether they may be left
//! out, and in doc comments what each means, which is what editors show. To add a
//! field, add it to the record; to add a section, describe its record, name the
//! section with `section!` and add a line to [`crate::estate`].

mod account;
mod control;
mod guardrail;
mod guidance;
mod log;
mod money;
mod network;
mod organization;
mod people;
mod permission;
mod procedure;
mod system;
mod workload;

pub use account::*;
pub use control::*;
pub use guardrail::*;
pub use guidance::*;
pub use log::*;
pub use money::*;
pub use network::*;
pub use organization::*;
pub use people::*;
pub use permission::*;
pub use procedure::*;
pub use system::*;
pub use workload::*;

use crate::lower::{Section, any_ref, one_of};

/// Names the section that declares a record, and one of its records.
macro_rules! section {
    ($record:ident, $section:literal, $noun:literal) => {
        impl Section for $record {
            const SECTION: &'static str = $section;
            const NOUN: &'static str = $noun;
        }
    };
}
use section;
