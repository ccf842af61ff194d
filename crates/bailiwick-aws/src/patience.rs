//! Asking AWS again when it was only busy.
//!
//! Every operation of [`Cloud`] may be asked for twice: reading changes nothing, and what
//! changes something carries a name or a token that makes the second request the first.

use std::time::Duration;

use crate::cloud::{Cloud, CloudError};

/// How long to wait before each further try: about a minute in all, on top of what the
/// SDK itself tries.
const PAUSES: [u64; 6] = [1, 2, 4, 8, 16, 30];

/// Asks until AWS answers; an answer that says no is an answer.
pub(crate) fn patiently<T>(
    cloud: &dyn Cloud,
    mut ask: impl FnMut() -> Result<T, CloudError>,
) -> Result<T, CloudError> {
    for seconds in PAUSES {
        match ask() {
            Err(error) if error.is_passing() => cloud.pause(Duration::from_secs(seconds)),
            answer => return answer,
        }
    }
    ask()
}
