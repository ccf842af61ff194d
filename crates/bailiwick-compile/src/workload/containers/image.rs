//! The image of a container: the workload's own, or somebody else's.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::model::Workload;

use crate::workload::compose::Service;

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
    Some(Image::Public(image.text.clone()))
}

/// The name and the version of an image; a colon before a slash belongs to a registry's
/// port.
pub(super) fn split(image: &str) -> (&str, Option<&str>) {
    match image.rsplit_once(':') {
        Some((name, version)) if !version.contains('/') => (name, Some(version)),
        _ => (image, None),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_version_follows_the_last_colon() {
        assert_eq!(split("web:1.0"), ("web", Some("1.0")));
        assert_eq!(split("web:${TAG}"), ("web", Some("${TAG}")));
        assert_eq!(split("registry:5000/web"), ("registry:5000/web", None));
    }
}
