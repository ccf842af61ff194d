//! The image of a container: the workload's own, or somebody else's.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::model::Workload;

use crate::workload::compose::Service;

/// What else one can do with an image that is built.
const OR_REGISTRY: &str =
    "or start its name with the registry that it is pushed to, such as `ghcr.io/`";

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Image {
    /// The one that the workload builds and keeps in its repository, in the version that
    /// the service stack is given, or else in this one.
    Own {
        /// The version that the compose file names.
        version: Option<String>,
    },
    /// One of a public registry, as the compose file names it.
    Public(String),
}

/// The image of a service.
pub(super) fn of(
    workload: &Workload,
    service: &Service,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Image> {
    let image = service.image.as_ref()?;
    let own = workload.image.as_ref().map(|image| &image.repository);
    let (name, version) = split(&image.text);
    if own.is_some_and(|own| own.as_str() == name) {
        let version = version.filter(|version| image.asks.is_empty() && *version != "latest");
        let version = version.map(str::to_owned);
        return Some(Image::Own { version });
    }
    if let Some(variable) = image.asks.first() {
        diagnostics.push(
            Diagnostic::error(
                Code::VARIABLE_WITHOUT_VALUE,
                image.span,
                format!("`{variable}` has no value where the workload is compiled"),
            )
            .help(format!(
                "give it one: `${{{variable}:-1.0}}`, or name the image under `image` of the workload if it is its own"
            )),
        );
        return None;
    }
    if service.build.is_some() && !names_registry(name) {
        let help = match own {
            Some(own) => {
                format!("call it `{own}`, which is the workload's own image, {OR_REGISTRY}")
            }
            None => format!("add `image: {{ repository: {name} }}` to the workload, {OR_REGISTRY}"),
        };
        let message = format!("`{name}` is built here, and ECS would fetch it from Docker Hub");
        let complaint = Diagnostic::error(Code::WORKLOAD_LACKS, image.span, message);
        diagnostics.push(complaint.help(help));
        return None;
    }
    Some(Image::Public(image.text.clone()))
}

/// Whether the name of an image starts with the host of a registry, and not with a
/// namespace of Docker Hub.
///
/// Sources: "docker image tag", Docker documentation; issue 36263 of moby/moby, where a
/// host without dot and port is taken for a namespace.
fn names_registry(name: &str) -> bool {
    name.split_once('/')
        .is_some_and(|(host, _)| host == "localhost" || host.contains(['.', ':']))
}

/// The name and the version of an image; a colon before a slash belongs to a registry's
/// port.
pub(crate) fn split(image: &str) -> (&str, Option<&str>) {
    match image.rsplit_once(':') {
        Some((name, version)) if !version.contains('/') => (name, Some(version)),
        _ => (image, None),
    }
}

#[cfg(test)]
mod tests {
    use super::{names_registry, split};

    #[test]
    fn a_version_follows_the_last_colon() {
        assert_eq!(split("web:1.0"), ("web", Some("1.0")));
        assert_eq!(split("web:${TAG}"), ("web", Some("${TAG}")));
        assert_eq!(split("registry:5000/web"), ("registry:5000/web", None));
    }
    #[test]
    fn a_registry_has_a_dot_or_a_port() {
        for name in ["ghcr.io/acme/web", "registry:5000/web", "localhost/web"] {
            assert!(names_registry(name), "{name}");
        }
        for name in ["web", "acme/web", "acme/web.site"] {
            assert!(!names_registry(name), "{name}");
        }
    }
}
