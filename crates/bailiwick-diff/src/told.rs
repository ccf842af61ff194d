//! A change in words: a summary, and sections of entries with lines below.
//!
//! Words of the user and of AWS stand in backticks; nothing else does. How it looks is for
//! the command line to say.

mod access;
mod controls;
mod grant;
mod reach;

use crate::Change;

/// Everything that is said of a change.
#[derive(Clone, Debug)]
pub struct Told {
    /// The whole in one line.
    pub summary: String,
    /// Access, reach, controls.
    pub sections: Vec<Section>,
}

/// What stands under one heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub title: &'static str,
    /// Those that matter most first.
    pub entries: Vec<Entry>,
    /// What is said of it as a whole.
    pub whole: (Word, String),
}

/// One thing that changes.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What happens.
    pub word: Word,
    /// To whom, and where.
    pub head: String,
    /// What, and what shows it.
    pub lines: Vec<Line>,
}

/// A line below an entry.
#[derive(Clone, Debug)]
pub enum Line {
    /// What it is about.
    Main(String),
    /// More about the line before.
    Detail(String),
}

/// The word in front, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// Somebody may do more.
    Gains,
    /// Somebody is not kept from something any more.
    Freed,
    /// A way opens.
    Opens,
    /// A verdict gets worse.
    Worse,
    /// Somebody holds the same by other terms; a control asks something else.
    Terms,
    /// It is not known.
    Unknown,
    /// Somebody may do less.
    Loses,
    /// Somebody is kept from something.
    Bound,
    /// A way closes.
    Closes,
    /// A verdict gets better.
    Better,
    /// It is the same.
    Same,
    /// What is listed is all there is.
    Changed,
    /// It is proved.
    Proved,
}

impl Word {
    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gains => "gains",
            Self::Freed => "freed",
            Self::Opens => "opens",
            Self::Worse => "worse",
            Self::Terms => "terms",
            Self::Unknown => "unknown",
            Self::Loses => "loses",
            Self::Bound => "bound",
            Self::Closes => "closes",
            Self::Better => "better",
            Self::Same => "same",
            Self::Changed => "listed",
            Self::Proved => "proved",
        }
    }

    /// Whether somebody has to look at it.
    #[must_use]
    pub fn matters(self) -> bool {
        self <= Self::Unknown
    }
}

/// Puts a change into words.
#[must_use]
pub fn told(change: &Change) -> Told {
    let sections = vec![
        access::section(&change.access),
        reach::section(&change.reach),
        controls::section(change),
    ];
    Told {
        summary: summary(change, &sections),
        sections,
    }
}

/// `3 gain, 1 loses, 1 opens, 1 worse`, or that nothing changes.
fn summary(change: &Change, sections: &[Section]) -> String {
    let count = |word: Word| {
        let entries = sections.iter().flat_map(|section| &section.entries);
        entries.filter(|entry| entry.word == word).count()
    };
    let counts = [
        (
            count(Word::Gains) + count(Word::Freed),
            "gain of access",
            "gains of access",
        ),
        (count(Word::Opens), "way opens", "ways open"),
        (
            count(Word::Worse),
            "verdict gets worse",
            "verdicts get worse",
        ),
        (count(Word::Terms), "other term", "other terms"),
        (
            count(Word::Loses) + count(Word::Bound),
            "loss of access",
            "losses of access",
        ),
        (count(Word::Closes), "way closes", "ways close"),
        (
            count(Word::Better),
            "verdict gets better",
            "verdicts get better",
        ),
        (
            count(Word::Unknown),
            "thing is not known",
            "things are not known",
        ),
    ];
    let said: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    if !said.is_empty() {
        return said.join(", ");
    }
    match (change.access.is_unchanged(), change.reach.is_unchanged()) {
        (true, true) => "no change in access: proved; no change in reach: proved".to_owned(),
        // Somebody comes to a role by which they may do nothing new.
        _ => "no change in what anybody may do: proved; no change in reach: proved".to_owned(),
    }
}

impl Entry {
    fn new(word: Word, head: impl Into<String>) -> Self {
        Self {
            word,
            head: head.into(),
            lines: Vec::new(),
        }
    }

    fn with(mut self, lines: impl IntoIterator<Item = Line>) -> Self {
        self.lines.extend(lines);
        self
    }
}

/// How many of many names are written out.
const SHOWN: usize = 6;

/// `a`, `b` and 3 more.
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let shown: Vec<&str> = names.iter().take(SHOWN).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// A text in backticks; without those in it, which could end them.
fn quoted(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// `1 file`, `2 files`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
