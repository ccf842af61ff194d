//! The way into an AWS account, and what its failures look like.
//!
//! The AWS SDK is a feature of the build: `docs/decisions/0020-applying.md`.

use bailiwick_aws::apply::{ApplyError, Regions};
use bailiwick_aws::cloud::CloudError;
use bailiwick_aws::deployment::Deployment;
use bailiwick_aws::destroy::DestroyError;

use crate::exit_code;
use crate::failure::Failure;

impl Failure for CloudError {
    fn hint(&self) -> Option<String> {
        Some(self.hint().into())
    }
}

impl Failure for ApplyError {
    fn hint(&self) -> Option<String> {
        Some(self.hint())
    }

    fn exit_code(&self) -> u8 {
        code(self.is_failed_deployment())
    }
}

impl Failure for DestroyError {
    fn hint(&self) -> Option<String> {
        Some(self.hint())
    }

    fn exit_code(&self) -> u8 {
        code(self.is_failed_deployment())
    }
}

fn code(failed: bool) -> u8 {
    match failed {
        true => exit_code::DEPLOYMENT_FAILED,
        false => exit_code::COULD_NOT,
    }
}

/// Connections to the regions of some deployments, with whatever credentials this machine
/// has.
#[cfg(feature = "aws")]
pub(super) fn sign_in(deployments: &[Deployment]) -> Result<Box<dyn Regions>, Box<dyn Failure>> {
    let regions = deployments.iter().map(|it| it.region.as_str());
    let connections = bailiwick_aws::sdk::Connections::open(regions)?;
    Ok(Box::new(connections))
}

/// This build cannot reach AWS.
#[cfg(not(feature = "aws"))]
pub(super) fn sign_in(_: &[Deployment]) -> Result<Box<dyn Regions>, Box<dyn Failure>> {
    Err(WithoutAws.into())
}

/// The program was built without the AWS SDK.
#[cfg(not(feature = "aws"))]
#[derive(Debug, thiserror::Error)]
#[error("this `bailiwick` was built without the AWS SDK")]
struct WithoutAws;

#[cfg(not(feature = "aws"))]
impl Failure for WithoutAws {
    fn hint(&self) -> Option<String> {
        Some("build it with `cargo build --release --features aws`, which takes some minutes longer".into())
    }
}

/// A word that no run used before: the time, and which process of this machine it is.
pub(super) fn run_name() -> String {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    format!("{}-{}", since.as_millis(), std::process::id())
}
