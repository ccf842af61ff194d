//! The known paths, one file for each service.
//!
//! To add one, copy its neighbour: the id, what is done, the actions it needs, what it
//! takes, and the page of AWS that says so; then run the tests, which construct the
//! smallest account for it.

mod apprunner;
mod bedrock;
mod cloudformation;
mod codebuild;
mod datapipeline;
mod ec2;
mod ecs;
mod glue;
mod iam;
mod lambda;
mod sagemaker;
mod ssm;
mod sts;

use super::path::Path;

/// Every known path, by service.
pub const ALL: &[&[Path]] = &[
    sts::PATHS,
    iam::PATHS,
    iam::others::PATHS,
    lambda::PATHS,
    ec2::PATHS,
    ssm::PATHS,
    ecs::PATHS,
    cloudformation::PATHS,
    codebuild::PATHS,
    glue::PATHS,
    sagemaker::PATHS,
    apprunner::PATHS,
    bedrock::PATHS,
    datapipeline::PATHS,
];

/// Every known path.
pub fn paths() -> impl Iterator<Item = &'static Path> {
    ALL.iter().copied().flatten()
}
