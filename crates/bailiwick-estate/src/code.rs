//! The list of diagnostic codes, each with its page.
//!
//! A code is added by one line here and one page in `pages/`: what is wrong, why
//! it matters, an example, and the example mended. A test reads every page, and
//! checks that the example gives the code and that the mended one does not.
//!
//! Numbers say where a mistake is found: `00` the file as YAML, `01` the shape of
//! a record, `02` single values, `03` names and references, `04` what the parts
//! of an estate say together, `05` permissions when they are compiled.

use std::fmt;

/// A stable code such as `BW0301`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

impl Code {
    /// The code written `BW0301`, if there is one.
    #[must_use]
    pub fn find(written: &str) -> Option<Self> {
        let wanted = written.trim().to_ascii_uppercase();
        Self::all().find(|code| code.to_string() == wanted)
    }

    /// Every code, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        PAGES.iter().map(|(code, _)| *code)
    }

    /// The page: Markdown, its first line a heading that names the code.
    #[must_use]
    pub fn page(self) -> &'static str {
        PAGES
            .iter()
            .find(|(code, _)| *code == self)
            .map_or("", |(_, page)| page)
    }

    /// The page's heading without the code: a name for what is wrong.
    #[must_use]
    pub fn title(self) -> &'static str {
        let heading = self.page().lines().next().unwrap_or_default();
        heading.split_once(": ").map_or(heading, |(_, title)| title)
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
            $((Code::$name, include_str!(concat!("../pages/", $page, ".md"))),)*
        ];
    };
}

codes! {
    /// The text is not YAML.
    SYNTAX = 1, "BW0001";
    /// A mapping names one key twice.
    DUPLICATE_KEY = 2, "BW0002";
    /// An alias has no anchor before it.
    UNKNOWN_ANCHOR = 3, "BW0003";
    /// A YAML feature that the language does without.
    UNSUPPORTED_YAML = 4, "BW0004";

    /// A record has no such field.
    UNKNOWN_FIELD = 101, "BW0101";
    /// A field that must be there is not.
    MISSING_FIELD = 102, "BW0102";
    /// A mapping, a list or a scalar where another of them belongs.
    WRONG_SHAPE = 103, "BW0103";
    /// None, or more than one, of the fields that decide what a record is.
    WHICH_KIND = 104, "BW0104";
    /// `assumed` names a field that is not there.
    ASSUMED_NOTHING = 105, "BW0105";

    /// A value that does not parse as what it must be.
    BAD_VALUE = 201, "BW0201";
    /// A word outside the list of words.
    UNKNOWN_WORD = 202, "BW0202";

    /// A name that nothing declares.
    UNKNOWN_NAME = 301, "BW0301";
    /// A name declared twice.
    DECLARED_TWICE = 302, "BW0302";
    /// The same item twice in one list.
    LISTED_TWICE = 303, "BW0303";

    /// An action that AWS does not have.
    UNKNOWN_ACTION = 501, "BW0501";
    /// A service that AWS does not have.
    UNKNOWN_SERVICE = 502, "BW0502";
    /// A resource that none of the services has.
    UNKNOWN_RESOURCE = 503, "BW0503";
    /// An allowance or denial that comes to nothing.
    NOTHING = 504, "BW0504";
    /// A denial by tags that lets requests without tags through.
    NOT_DENIED = 505, "BW0505";
    /// A denial of something that can only be allowed.
    CANNOT_DENY = 506, "BW0506";
    /// A permission too large for AWS's quotas.
    TOO_LARGE = 507, "BW0507";
    /// A technical account that cannot hold what it is granted.
    CANNOT_HOLD = 508, "BW0508";
}
