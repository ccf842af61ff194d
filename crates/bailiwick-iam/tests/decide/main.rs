//! The decision engine, tested through its public doors.

#![expect(
    clippy::disallowed_methods,
    reason = "the tests read files and one variable"
)]
#![expect(clippy::print_stderr, reason = "a missing workload is said")]

mod explained;
mod literate;
mod several;
mod workload;
