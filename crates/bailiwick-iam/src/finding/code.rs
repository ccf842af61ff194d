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
    /// A condition operator that IAM does not have.
    UNKNOWN_OPERATOR = 606, "BW0606";
    /// A policy variable that AWS cannot read.
    MALFORMED_VARIABLE = 607, "BW0607";
    /// A policy variable where AWS replaces none.
    VARIABLE_NOT_REPLACED = 608, "BW0608";
    /// A policy variable in a version without variables.
    VARIABLE_IN_OLD_VERSION = 609, "BW0609";
    /// A statement id that IAM refuses.
    SID = 610, "BW0610";
    /// A principal that AWS does not know.
    PRINCIPAL = 611, "BW0611";
    /// A principal that is deleted.
    DELETED_PRINCIPAL = 612, "BW0612";

    /// An element that a kind of policy does not take.
    ELEMENT_REFUSED = 620, "BW0620";
    /// An element that a kind of policy needs.
    ELEMENT_NEEDED = 621, "BW0621";
    /// A policy larger than AWS takes.
    TOO_LARGE = 622, "BW0622";

    /// An action that AWS does not have.
    UNKNOWN_ACTION = 630, "BW0630";
    /// A service that AWS does not have.
    UNKNOWN_SERVICE = 631, "BW0631";
    /// A pattern that matches no action.
    MATCHES_NO_ACTION = 632, "BW0632";
    /// An action and resources that do not go together.
    OFF_RESOURCE = 633, "BW0633";
    /// Control of a bucket that stops at its objects.
    S3_OBJECTS = 634, "BW0634";
    /// A wildcard that grants more than it seems to.
    WIDE_WILDCARD = 635, "BW0635";
    /// A statement that another makes pointless.
    REDUNDANT = 636, "BW0636";
    /// A pattern that another covers.
    REDUNDANT_VALUE = 637, "BW0637";

    /// A condition key that AWS does not have.
    UNKNOWN_KEY = 640, "BW0640";
    /// A condition key that some actions never carry.
    IGNORED_KEY = 641, "BW0641";
    /// An operator for other values than the key has.
    OPERATOR_TYPE = 642, "BW0642";
    /// A set operator missing, or one too many.
    QUANTIFIER = 643, "BW0643";
    /// `ForAllValues` where nothing at all passes.
    FOR_ALL_VALUES = 644, "BW0644";
    /// A condition that no request satisfies.
    NEVER_MATCHES = 645, "BW0645";
    /// A condition value that its operator cannot read.
    VALUE = 646, "BW0646";
    /// A wildcard that is an asterisk.
    EQUALS_WILDCARD = 647, "BW0647";
    /// A private address where AWS sees public ones.
    PRIVATE_SOURCE_IP = 648, "BW0648";
    /// A test of MFA that lets through what it should not.
    MFA = 649, "BW0649";

    /// Roles that may be handed to any service.
    PASS_ROLE = 650, "BW0650";
    /// Everyone allowed but some.
    NOT_PRINCIPAL = 651, "BW0651";
    /// Everything allowed but some actions.
    NOT_ACTION = 652, "BW0652";
    /// Everything allowed but on some resources.
    NOT_RESOURCE = 653, "BW0653";
    /// Everyone let in.
    PUBLIC = 654, "BW0654";
    /// A service that acts for whoever asks it.
    CONFUSED_DEPUTY = 655, "BW0655";
}

#[cfg(test)]
mod tests;
