//! The safety rules, against an AWS in memory that is as unkind as the real one.

mod apply;
mod destroy;
mod fake;
mod groups;
mod lost_answers;
mod refusals;
mod scene;
