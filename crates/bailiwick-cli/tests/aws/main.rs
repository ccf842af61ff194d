//! The real binary against an AWS that deploys: ministack, started by each test for itself.
//!
//! What a stack's status says is believed nowhere: every resource is asked for at its own
//! service. What ministack lacks is dropped on the way in and listed in the output
//! (`cargo test -p bailiwick-cli --test aws -- --nocapture`).

mod access;
mod alarm_event;
mod asker;
mod consent;
mod data;
mod inventory;
mod kill_switch;
mod question;
mod secrets;
mod stage;
mod workload;
