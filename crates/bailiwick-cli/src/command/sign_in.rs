//! The way into an AWS account, and what its failures look like.

use bailiwick_aws::apply::{ApplyError, Regions};
use bailiwick_aws::connect::{ConnectError, connect};
use bailiwick_aws::deployment::Deployment;
use bailiwick_aws::destroy::DestroyError;

use crate::exit_code;
use crate::failure::Failure;

impl Failure for ConnectError {
    fn hint(&self) -> Option<String> {
        Some(self.hint())
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

/// Connections to the regions of some deployments.
pub(super) fn sign_in(deployments: &[Deployment]) -> Result<Box<dyn Regions>, ConnectError> {
    connect(deployments.iter().map(|it| it.region.as_str()))
}

/// A word that no run used before: the time, and which process of this machine it is.
pub(super) fn run_name() -> String {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    format!("{}-{}", since.as_millis(), std::process::id())
}
