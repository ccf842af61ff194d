//! The pages that `bailiwick explain` shows, whichever crate keeps them: of diagnostic codes,
//! and of the controls of the catalogue.

use bailiwick_controls::catalogue::{self, Entry};
use bailiwick_estate::code::Code;
use bailiwick_iam::finding;

/// A code's page.
#[derive(Debug)]
pub(crate) struct Page {
    /// The code, such as `BW0301`.
    pub(crate) code: String,
    /// The page's heading without the code: a name for what is wrong.
    pub(crate) title: &'static str,
    /// The page: Markdown.
    pub(crate) text: &'static str,
}

/// What there is a page of.
pub(crate) enum Explained {
    /// What a diagnostic says is wrong.
    Diagnostic(Page),
    /// A control of the catalogue.
    Control(&'static Entry),
}

/// Every page of a diagnostic, by code.
pub(crate) fn all() -> Vec<Page> {
    let own = Code::all().map(|code| page(code.to_string(), code.page()));
    let policies = finding::Code::all().map(|code| page(code.to_string(), code.page()));
    let mut pages: Vec<Page> = own.chain(policies).collect();
    pages.sort_by(|left, right| left.code.cmp(&right.code));
    pages
}

/// Every control of the catalogue, by name.
pub(crate) fn controls() -> Vec<&'static Entry> {
    let mut entries: Vec<&Entry> = catalogue::all().collect();
    entries.sort_by_key(|entry| entry.control.as_str());
    entries
}

/// The page of the code written `BW0301`, or of the control `root-locked-away`, if there is one.
pub(crate) fn find(written: &str) -> Option<Explained> {
    let written = written.trim();
    let code = all()
        .into_iter()
        .find(|page| page.code.eq_ignore_ascii_case(written));
    let control = || {
        controls()
            .into_iter()
            .find(|entry| entry.control.as_str().eq_ignore_ascii_case(written))
    };
    code.map(Explained::Diagnostic)
        .or_else(|| control().map(Explained::Control))
}

/// What the page of a control says must be true: its heading.
pub(crate) fn statement(entry: &Entry) -> &'static str {
    entry
        .page
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("# ")
}

fn page(code: String, text: &'static str) -> Page {
    let heading = text.lines().next().unwrap_or_default();
    let title = heading.split_once(": ").map_or(heading, |(_, title)| title);
    Page { code, title, text }
}
