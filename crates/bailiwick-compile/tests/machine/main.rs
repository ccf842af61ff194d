//! The machine's own scripts, run for real: under bash with stand-ins for what only a
//! machine in AWS has, nginx, MariaDB, and shellcheck.
#![expect(
    clippy::disallowed_methods,
    reason = "these tests start programs and look at the files they leave"
)]

mod backup;
mod calendar;
mod calls;
mod certificate;
mod championship;
mod cloud;
mod disk;
mod examples;
mod host;
mod nginx;
mod publish;
mod scripts;
mod start;
mod units;
mod volume_life;
