//! A Dockerfile that was read, with what stands around it.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Workload;
use bailiwick_estate::source::{Attachment, Span};
use parse_dockerfile::{Dockerfile, Instruction, Stage, parse};

use super::words::{Words, words};
use crate::workload::compose::Service;

/// A Dockerfile and what stands around it.
pub(super) struct Recipe<'e> {
    pub(super) workload: &'e Declared<Workload>,
    /// The service whose image it makes.
    pub(super) service: &'e Service,
    pub(super) file: &'e Attachment,
    /// What the build leaves out, if that is said.
    pub(super) ignore: Option<&'e Attachment>,
    pub(super) dockerfile: Dockerfile<'e>,
}

impl<'e> Recipe<'e> {
    /// Reads a Dockerfile.
    ///
    /// # Errors
    /// With what to say when Docker could not read it either. The words of the file are not
    /// repeated: what stands in a line that nobody understands may be a secret.
    pub(super) fn read(
        workload: &'e Declared<Workload>,
        service: &'e Service,
        file: &'e Attachment,
        ignore: Option<&'e Attachment>,
    ) -> Result<Self, Diagnostic> {
        match parse(&file.text) {
            Ok(dockerfile) => Ok(Self {
                workload,
                service,
                file,
                ignore,
                dockerfile,
            }),
            Err(error) => {
                let before = file.text.split_inclusive('\n');
                let before = before.take(error.line().saturating_sub(1));
                let start = before.map(str::len).sum();
                let span = span_of(file, start..start);
                let (message, help) = match error.line() {
                    0 => (
                        "this Dockerfile starts from no image",
                        "start it with `FROM` and the image to build on",
                    ),
                    _ => (
                        "no Dockerfile is written like this",
                        "run `docker build --check .`, which says what Docker does not understand in this instruction",
                    ),
                };
                Err(Diagnostic::error(Code::DOCKERFILE, span, message).help(help))
            }
        }
    }

    /// A place in the Dockerfile.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        span_of(self.file, range)
    }

    /// The words of a part of the Dockerfile.
    pub(super) fn words(&self, range: std::ops::Range<usize>) -> Words<'_> {
        let escape = &self.dockerfile.parser_directives.escape;
        let escape = escape.as_ref().map_or('\\', |escape| escape.value.value);
        words(&self.file.text, range, escape)
    }

    /// The stages that the image is made of, the one that becomes it first: each but the
    /// last starts from the next.
    pub(super) fn lineage(&self) -> Vec<Stage<'e, '_>> {
        let target = self.service.build.as_ref();
        let target = target.and_then(|build| build.target.as_deref());
        let last = || self.dockerfile.stages().last();
        let mut next = target.map_or_else(last, |target| self.dockerfile.stage(target));
        let mut lineage: Vec<Stage<'e, '_>> = Vec::new();
        while let Some(stage) = next {
            let from = &stage.from.image;
            // A stage starts from an earlier one, so that this ends.
            let earlier =
                |parent: &Stage<'_, '_>| parent.from.image.span.start < stage.from.image.span.start;
            next = self.dockerfile.stage(&from.value).filter(earlier);
            lineage.push(stage);
        }
        lineage
    }

    /// The instructions of the image, the last one first.
    pub(super) fn backwards(&self) -> impl Iterator<Item = &Instruction<'e>> {
        let stages = self.lineage().into_iter();
        stages.flat_map(|stage| stage.instructions.iter().rev())
    }
}

/// A place in a file.
pub(super) fn span_of(file: &Attachment, range: std::ops::Range<usize>) -> Span {
    let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span {
        source: file.source,
        start: offset(range.start),
        end: offset(range.end),
    }
}
