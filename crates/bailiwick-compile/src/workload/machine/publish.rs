//! The script that a developer publishes an image with.

use bailiwick_estate::model::Architecture;

use super::fill::fill;
use super::shell::quote;

/// What is published, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The workload's name.
    pub workload: String,
    /// The region of the repository.
    pub region: String,
    /// The name of the repository in ECR.
    pub repository: String,
    /// The architecture of the machines.
    pub architecture: Architecture,
}

/// The script `publish`. The repository's tags are immutable as well, so that two people
/// cannot publish one version at the same moment.
#[must_use]
pub fn publish_script(publication: &Publication) -> String {
    let platform = match publication.architecture {
        Architecture::X86 => "linux/amd64",
        Architecture::Arm => "linux/arm64",
    };
    fill(
        include_str!("scripts/publish.sh"),
        &[
            ("workload", &publication.workload),
            ("region", &quote(&publication.region)),
            ("repository", &quote(&publication.repository)),
            ("platform", platform),
        ],
    )
}
