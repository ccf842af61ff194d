//! The way into AWS, if this build has one.
//!
//! The SDK is a feature because of what it costs to compile:
//! `docs/decisions/0031-the-aws-sdk-is-a-feature.md`.

use thiserror::Error;

use crate::apply::Regions;
use crate::cloud::CloudError;

/// Why there is no way in.
#[derive(Debug, Error)]
pub enum ConnectError {
    /// The program was built without the feature `sdk`.
    #[error("this `bailiwick` was built without the AWS SDK")]
    WithoutSdk,
    /// This machine does not let it in.
    #[error(transparent)]
    Cloud(#[from] CloudError),
}

impl ConnectError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::WithoutSdk => {
                "build it with `cargo build --release --features aws`, which takes some minutes longer".into()
            }
            Self::Cloud(error) => error.hint().into(),
        }
    }
}

/// Connections to some regions, with whatever credentials this machine has.
///
/// # Errors
/// When this build or this machine has no way in.
#[cfg(feature = "sdk")]
pub fn connect<'a>(
    regions: impl IntoIterator<Item = &'a str>,
) -> Result<Box<dyn Regions>, ConnectError> {
    Ok(Box::new(crate::sdk::Connections::open(regions)?))
}

/// Says that this build has no way in.
///
/// # Errors
/// Always.
#[cfg(not(feature = "sdk"))]
pub fn connect<'a>(_: impl IntoIterator<Item = &'a str>) -> Result<Box<dyn Regions>, ConnectError> {
    Err(ConnectError::WithoutSdk)
}
