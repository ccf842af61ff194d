//! The front end as every command uses it: files in, an estate and its diagnostics out.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use bailiwick_compile::{Blueprint, check_permissions, compile};
use bailiwick_controls::{Case, Judgement, Models, Observed, judge};
use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::{self, Estate, Root};
use bailiwick_estate::lower::Reference;
use bailiwick_estate::source::{Source, SourceId, Sources, Span};
use bailiwick_estate::value::Date;
use bailiwick_estate::yaml::Refusal;
use thiserror::Error;

use crate::concealed;
use crate::failure::Failure;
use crate::loader::{self, LoadError, shown, typed};
use crate::report::Report;

/// An estate as far as it could be read.
#[derive(Debug)]
pub struct Front {
    /// The files.
    pub sources: Sources,
    /// The estate as it is today: there only when every file could be read without an error.
    pub estate: Option<Estate>,
    /// What the estate compiles to: there only when no diagnostic is an error.
    pub blueprint: Option<Blueprint>,
    /// What was written.
    pub tree: Root,
    /// Every place where something names something else.
    pub references: Vec<Reference>,
    /// What is wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What day it is, in UTC.
    pub today: Date,
    models: Models,
    folder: String,
    secrets: HashSet<String>,
}

/// Why there is nothing to diagnose.
#[derive(Debug, Error)]
pub enum FrontError {
    /// The files could not be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A file asks for more than any estate needs.
    #[error("cannot read `{path}`")]
    Refused {
        /// The file.
        path: String,
        /// What it asks for.
        #[source]
        refusal: Refusal,
    },
    /// The files are YAML, and about something else.
    #[error("no file in `{folder}` is part of an estate")]
    NotAnEstate {
        /// The folder.
        folder: String,
    },
    /// The one file that was named is about something else.
    #[error("`{path}` is no part of an estate")]
    NotPartOfAnEstate {
        /// The file.
        path: String,
    },
}

impl Failure for FrontError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Load(error) => error.hint(),
            Self::Refused { .. } => Some(
                "no estate is written like this; see whether the file belongs here"
                    .into(),
            ),
            Self::NotAnEstate { .. } | Self::NotPartOfAnEstate { .. } => Some(
                "a file of an estate has sections such as `accounts:` or `groups:`; `bailiwick init DIR` writes a small estate to start from"
                    .into(),
            ),
        }
    }
}

/// The day it is, in UTC: what ends on a day ends everywhere at once.
fn today() -> Date {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
        .into()
}

/// All of every Dockerfile that cannot be read: where its secrets stand is not known.
fn unreadable(sources: &Sources, diagnostics: &[Diagnostic]) -> impl Iterator<Item = Span> {
    let unread = diagnostics
        .iter()
        .filter(|one| one.code == Code::DOCKERFILE);
    unread.map(|one| Span {
        source: one.span.source,
        start: 0,
        end: u32::try_from(sources.source(one.span.source).text.len()).unwrap_or(u32::MAX),
    })
}

impl Front {
    /// Loads, reads and compiles the estate in a folder.
    ///
    /// # Errors
    /// When there is nothing to diagnose: no files, no estate, or files too large.
    pub fn read(named: &Path) -> Result<Self, FrontError> {
        Self::read_as(named, None)
    }

    /// The same, where the folder is known to people by another name.
    ///
    /// # Errors
    /// The same.
    pub fn read_as(named: &Path, shown_as: Option<String>) -> Result<Self, FrontError> {
        let loaded = loader::load(named)?;
        let folder = shown_as.unwrap_or(loaded.folder);
        let sources = Sources::new(loaded.files).attach(loaded.attachments);
        let reading = estate::read(&sources).map_err(|(path, refusal)| FrontError::Refused {
            path: shown(&folder, &path),
            refusal,
        })?;
        let is_yaml = |diagnostic: &Diagnostic| !diagnostic.code.to_string().starts_with("BW00");
        if reading.tree.is_empty() && reading.diagnostics.iter().all(is_yaml) {
            return Err(if named.is_dir() {
                let folder = shown(&folder, "");
                FrontError::NotAnEstate { folder }
            } else {
                let path = typed(named);
                FrontError::NotPartOfAnEstate { path }
            });
        }
        let mut diagnostics = reading.diagnostics;
        let today = today();
        let (estate, ended) = match reading.estate {
            Some(estate) => Some(estate.on(today)).unzip(),
            None => (None, None),
        };
        diagnostics.extend(ended.into_iter().flatten());
        let (blueprint, found) = match (&estate, &reading.partial) {
            (Some(estate), _) => compile(estate, &sources.attachments()),
            (None, Some(partial)) => (None, check_permissions(partial)),
            (None, None) => (None, Vec::new()),
        };
        diagnostics.extend(found);
        diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        let mut hidden = reading.secrets.clone();
        hidden.extend(unreadable(&sources, &diagnostics));
        Ok(Self {
            // Whatever shows the files from here on cannot show a secret.
            sources: sources.concealed(&hidden),
            secrets: concealed::texts(&reading.tree, &reading.secrets),
            estate,
            blueprint,
            tree: reading.tree,
            references: reading.references,
            diagnostics,
            today,
            models: Models::default(),
            folder,
        })
    }

    /// What is wrong, as it is shown.
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        Report {
            sources: &self.sources,
            diagnostics: &self.diagnostics,
            folder: &self.folder,
        }
    }

    /// Every control, judged; none while the estate has errors.
    #[must_use]
    pub fn judge<'f>(&'f self, observed: Option<&'f Observed>) -> Vec<Judgement<'f>> {
        match (&self.estate, &self.blueprint) {
            (Some(estate), Some(blueprint)) => judge(&Case {
                estate,
                blueprint,
                observed,
                today: self.today,
                models: &self.models,
            }),
            _ => Vec::new(),
        }
    }

    /// Whether both were read from the same files.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let files = |front: &Self| -> Vec<Source> {
            let files = front.sources.all();
            files.map(|(_, source)| source.clone()).collect()
        };
        // Secrets are not in those files any more, and what they would change is compiled.
        self.blueprint == other.blueprint && files(self) == files(other)
    }

    /// A file's path as the user would type it.
    #[must_use]
    pub fn path(&self, source: SourceId) -> String {
        self.report().path(source)
    }

    /// `path:line` of a place.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        self.report().place(span)
    }

    /// A text of the tree as it may be shown: a secret is not.
    #[must_use]
    pub fn showable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.secrets.contains(text) {
            true => "(a secret, not shown)".into(),
            false => text.into(),
        }
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.report().errors()
    }
}
