//! The real binary, from outside: one file for each command, and the input that no
//! command takes.

mod apply;
mod bad_input;
mod build;
mod can;
mod check;
mod compose;
mod diff;
mod documents;
mod escalation;
mod explain;
mod generated;
mod init;
mod lint;
mod minimise;
mod profiles;
mod prove;
mod reach;
mod reference;
mod register;
mod show;
mod support;
mod who_can;
