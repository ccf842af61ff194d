//! The reverse proxy: the container that answers the world over TLS, if it is one whose
//! configuration Bailiwick can write.

use super::DataVolume;
use crate::workload::compose::Mount;
use crate::workload::containers::Container;
use crate::workload::storage::{Kept, Volume};

/// Where nginx reads its configuration and, by the settings written there, its certificate.
const CONFIGURATION: &str = "/etc/nginx/conf.d";
const CERTIFICATES: &str = "/etc/letsencrypt";

/// A container that publishes port 443.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proxy {
    /// Its name.
    pub(crate) container: String,
    /// The folder of the machine that it reads its configuration from.
    pub(crate) configuration: Option<String>,
    /// The folder of the machine that it reads certificates from.
    pub(crate) certificates: Option<String>,
    /// Where the application listens: `web:8000`.
    pub(crate) upstream: Option<String>,
    /// The folder of the static files as it sees it, which the application writes.
    pub(crate) statics: Option<String>,
}

impl Proxy {
    /// The proxy of a workload. The application is the first container that it waits for
    /// and that listens anywhere; what both mount are the static files.
    pub(super) fn of(
        containers: &[Container],
        volumes: &[Volume],
        data: Option<&DataVolume<'_>>,
    ) -> Option<Self> {
        let proxy = containers.iter().find(|container| {
            let mut ports = container.published.iter();
            ports.any(|port| port.host == Some(443))
        })?;
        let mounts = &proxy.service.mounts;
        let folder = |path: &str| {
            let mount = mounts.iter().find(|mount| mount.path == path)?;
            let volume = volumes.iter().find(|volume| volume.name == mount.volume)?;
            match &volume.kept {
                Kept::Folder(folder) if data.is_some() => Some(folder.clone()),
                _ => None,
            }
        };
        let waits = proxy.service.depends_on.iter();
        let application = waits
            .filter_map(|dependency| {
                containers
                    .iter()
                    .find(|container| container.service.name == dependency.on)
            })
            .find(|container| !container.service.ports.is_empty());
        let upstream = application.and_then(|application| {
            let port = application.service.ports.first()?;
            Some(format!("{}:{}", application.service.name, port.container))
        });
        let shared = |mount: &&Mount| {
            application.is_some_and(|application| {
                let mut theirs = application.service.mounts.iter();
                theirs.any(|their| their.volume == mount.volume)
            })
        };
        Some(Self {
            container: proxy.service.name.clone(),
            configuration: folder(CONFIGURATION),
            certificates: folder(CERTIFICATES),
            upstream,
            statics: mounts.iter().find(shared).map(|mount| mount.path.clone()),
        })
    }
}
