//! Real programs for tests: found or named, started on loopback, and ended again.
//!
//! Owns: finding programs that `cargo xtask test` installs, and running servers for as
//! long as a test needs them. Refuses: to install anything, and to skip a test; one whose
//! program is missing fails and says which. Start reading at [`Server`] and [`program`].

mod program;
mod server;

pub use program::{program, python_tool, run};
pub use server::{Server, free_port};
