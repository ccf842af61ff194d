//! The list of codes, each with its page.
//!
//! A code is added by one line here and one page in `pages/`: what is wrong,
//! why it matters, an example, and the example mended. A test reads every
//! page, and checks that the example gives the code and the mended one does not.
//!
//! Numbers: `060` to `061` reading, `062` what a kind of policy takes, from
//! `063` on judging.

use std::fmt;

/// A stable code such as `BW0630`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

impl Code {
    /// Every code, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        PAGES.iter().map(|(code, _)| *code)
    }

    /// The digits of the code.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The page: Markdown, its first line a heading that names the code.
    pub fn page(self) -> &'static str {
        PAGES
            .iter()
            .find(|(code, _)| *code == self)
            .map_or("", |(_, page)| page)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "BW{:04}", self.0)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $page:literal;)*) => {
        impl Code {
            $($(#[$doc])* pub const $name: Code = Code($number);)*
        }

        const PAGES: &[(Code, &str)] = &[
            $((Code::$name, include_str!(concat!("../../pages/", $page, ".md"))),)*
        ];
    };
}

codes! {
    /// The text is not JSON.
    NOT_JSON = 600, "BW0600";
    /// An object names one key twice.
    DUPLICATE_KEY = 601, "BW0601";
    /// The policy language has no such element.
    UNKNOWN_ELEMENT = 602, "BW0602";
    /// An element that must be there is not.
    MISSING_ELEMENT = 603, "BW0603";
    /// Another kind of value is needed.
    WRONG_SHAPE = 604, "BW0604";
    /// Two elements that exclude each other.
    EXCLUSIVE_ELEMENTS = 605, "BW0605";
}

#[cfg(test)]
mod tests;
