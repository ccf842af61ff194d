//! Diagnostics for people: the lines of the file, with what is wrong under them.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use bailiwick_estate::diagnostic::{Diagnostic, Severity};
use bailiwick_estate::source::Span;

use crate::report::Report;

/// How many diagnostics are shown: nobody reads more before mending the first.
pub const SHOWN: usize = 50;

/// Lines longer than this are named, not shown.
const LONGEST_LINE: usize = 1_000;
/// Places in one file that lie further apart than this many lines are shown apart.
const FAR: usize = 100;

/// The diagnostics, each with its lines; the first [`SHOWN`] of them.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let renderer = Renderer::styled();
    let mut text = String::new();
    for diagnostic in report.diagnostics.iter().take(SHOWN) {
        text += &renderer.render(&[group(report, diagnostic)]);
        text += "\n\n";
    }
    let hidden = report.diagnostics.len().saturating_sub(SHOWN);
    if hidden > 0 {
        text += &format!("… and {hidden} more; `--format json` lists them all\n\n");
    }
    text
}

fn group<'a>(report: &Report<'a>, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(
        level
            .primary_title(&*diagnostic.message)
            .id(diagnostic.code.to_string()),
    );
    for excerpt in excerpts(report, diagnostic) {
        group = excerpt.add_to(group, report);
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(&**help)),
        None => group,
    }
}

/// Lines of one file with the places in them that a diagnostic names.
struct Excerpt<'a> {
    lines: Range<usize>,
    places: Vec<Place<'a>>,
}

struct Place<'a> {
    kind: AnnotationKind,
    span: Span,
    label: Option<&'a str>,
}

fn excerpts<'a>(report: &Report<'_>, diagnostic: &'a Diagnostic) -> Vec<Excerpt<'a>> {
    let primary = Place {
        kind: AnnotationKind::Primary,
        span: diagnostic.span,
        label: diagnostic.label.as_deref(),
    };
    let related = diagnostic.related.iter().map(|related| Place {
        kind: AnnotationKind::Context,
        span: related.span,
        label: Some(&related.message),
    });
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for place in std::iter::once(primary).chain(related) {
        let line = report.sources.position(place.span).line;
        let near = excerpts.iter_mut().find(|excerpt| {
            excerpt.places[0].span.source == place.span.source
                && line + FAR >= excerpt.lines.start
                && line <= excerpt.lines.end + FAR
        });
        match near {
            Some(excerpt) => {
                excerpt.lines = excerpt.lines.start.min(line)..excerpt.lines.end.max(line);
                excerpt.places.push(place);
            }
            None => excerpts.push(Excerpt {
                lines: line..line,
                places: vec![place],
            }),
        }
    }
    excerpts
}

impl<'a> Excerpt<'a> {
    fn add_to(self, group: Group<'a>, report: &Report<'a>) -> Group<'a> {
        let source = self.places[0].span.source;
        let path = report.path(source);
        let text = &*report.sources.source(source).text;
        let bytes = report.sources.line(source, self.lines.start).start
            ..report.sources.line(source, self.lines.end).end;
        let window = &text[bytes.clone()];
        if window.lines().any(|line| line.len() > LONGEST_LINE) {
            let position = report.sources.position(self.places[0].span);
            let origin = Origin::path(path)
                .line(position.line)
                .char_column(position.column);
            return group.element(origin);
        }
        let annotations = self.places.into_iter().map(|place| {
            let first = report.sources.position(place.span).line;
            let line = report.sources.line(source, first);
            annotation(place, &line, bytes.start)
        });
        group.element(
            Snippet::source(window)
                .line_start(self.lines.start)
                .path(path)
                .annotations(annotations),
        )
    }
}

/// Marks a place; of one that goes over several lines, its first line.
fn annotation<'a>(place: Place<'a>, line: &Range<usize>, window: usize) -> Annotation<'a> {
    let start = place.span.start as usize;
    let end = (place.span.end as usize).min(line.end).max(start);
    place
        .kind
        .span(start - window..end - window)
        .label(place.label)
}
