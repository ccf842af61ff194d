//! Networks of AWS: which packets get where, as exact sets, and why.
//!
//! Owns: a typed model of networks ([`model`]), its readers ([`describe`] for what the AWS
//! CLI prints, [`template`] for CloudFormation), sets of packets ([`set`]), and the engine
//! that answers who reaches whom ([`reach`]). It says what is so; whether that is good is
//! for the controls to say.
//!
//! Invariant: pure. No files, clock, environment or network.
//!
//! Invariant: what is not known is never filled in. A list that was not read, a value that
//! could not be resolved and a component that is not modelled make an answer unknown, and
//! are named ([`model::Gap`]).
//!
//! Start reading at [`reach::Engine`]; then `walk`, which has one file for each component
//! of AWS.

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
