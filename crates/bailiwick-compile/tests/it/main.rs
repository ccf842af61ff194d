//! The compiler, tested through its one door: an estate goes in, files come out.

mod blueprint;
mod by_tag;
mod compose;
mod dockerfile;
mod examples;
mod guardrails;
mod logging;
mod networks;
mod pages;
mod permissions;
mod retention;
mod support;
mod workload_warnings;
mod workloads;
