//! Workloads: what a service that runs compiles to.

pub mod machine;
