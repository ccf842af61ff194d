//! How the image of a service is built on a laptop.
//!
//! Source: "Compose Build Specification", Docker documentation
//! (<https://docs.docker.com/reference/compose-file/build/>): a context is relative to the
//! folder of the compose file, a Dockerfile to its context.

use bailiwick_estate::source::Span;
use bailiwick_estate::yaml::{Kind, Node};

use super::reader::Reader;

/// How an image is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Build {
    /// The folder that is given to the build, or the address of a repository; none when it
    /// depends on a variable.
    pub(crate) context: Option<String>,
    /// The Dockerfile, from the context; none when it stands in the compose file itself or
    /// depends on a variable.
    pub(crate) dockerfile: Option<String>,
    /// The stage that becomes the image; the last one when left out.
    pub(crate) target: Option<String>,
    /// Where it was written.
    pub(crate) span: Span,
}

/// Reads `build`. ECS builds nothing, so that only where the Dockerfile is matters.
pub(super) fn read(node: &Node, reader: &mut Reader<'_>) -> Build {
    let mut build = Build {
        context: Some(".".to_owned()),
        dockerfile: Some("Dockerfile".to_owned()),
        target: None,
        span: node.span,
    };
    if let Kind::Scalar(_) = node.kind {
        build.context = plain(node, reader);
        return build;
    }
    for entry in reader.entries(node, "a build").unwrap_or_default() {
        match entry.key.as_str() {
            "context" => build.context = plain(&entry.value, reader),
            "dockerfile" => build.dockerfile = plain(&entry.value, reader),
            "dockerfile_inline" => build.dockerfile = None,
            "target" => build.target = plain(&entry.value, reader),
            // What else a laptop does with a build changes nothing on AWS.
            _ => {}
        }
    }
    build
}

/// A text that depends on no variable.
fn plain(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
    let worded = reader.worded(node, "a path")?;
    worded.asks.is_empty().then_some(worded.text)
}
