//! The pages of all diagnostic codes, whichever crate keeps them.

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

/// Every page, by code.
pub(crate) fn all() -> Vec<Page> {
    let own = Code::all().map(|code| page(code.to_string(), code.page()));
    let policies = finding::Code::all().map(|code| page(code.to_string(), code.page()));
    let mut pages: Vec<Page> = own.chain(policies).collect();
    pages.sort_by(|left, right| left.code.cmp(&right.code));
    pages
}

/// The page of the code written `BW0301`, if there is one.
pub(crate) fn find(written: &str) -> Option<Page> {
    let wanted = written.trim().to_ascii_uppercase();
    all().into_iter().find(|page| page.code == wanted)
}

fn page(code: String, text: &'static str) -> Page {
    let heading = text.lines().next().unwrap_or_default();
    let title = heading.split_once(": ").map_or(heading, |(_, title)| title);
    Page { code, title, text }
}
