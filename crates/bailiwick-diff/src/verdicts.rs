//! Verdicts on controls that are others than before, or say the same of something else.

mod asks;

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_controls::{Judgement, Reason, Verdict, Witness};

/// A control whose verdict is another one, that asks something else, is new, or is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The control.
    pub control: String,
    /// Its statement, as it is written now, or was.
    pub statement: String,
    /// The word that was said of it; `None` for a new control.
    pub old: Option<&'static str>,
    /// The word that is said of it; `None` for one that is gone.
    pub new: Option<&'static str>,
    /// What it asked and does not ask any more, where it stays.
    pub asked: BTreeSet<String>,
    /// What it asks and did not, where it stays.
    pub asks: BTreeSet<String>,
    /// Whether `check` fails by it, and did not.
    pub fails: bool,
    /// What refutes it now.
    pub witnesses: Vec<Witness>,
    /// Why it is not known now.
    pub reasons: Vec<Reason>,
}

impl Flip {
    /// Whether the verdict is the same, of something else.
    #[must_use]
    pub fn is_of_something_else(&self) -> bool {
        self.old == self.new && !self.fails && !(self.asked.is_empty() && self.asks.is_empty())
    }

    /// Whether it is worse than before: less certain to hold, or not judged any more.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        match (self.old, self.new) {
            (Some(old), Some(new)) => rank(new) > rank(old) || self.fails,
            (None, Some(_)) => self.fails,
            (_, None) => true,
        }
    }
}

/// From the best to the worst.
fn rank(word: &str) -> usize {
    let words = ["proved", "attested", "unknown", "refuted"];
    words
        .iter()
        .position(|one| *one == word)
        .unwrap_or(words.len())
}

/// The verdicts that are others: those that are refuted now first.
pub(crate) fn flips(old: &[Judgement<'_>], new: &[Judgement<'_>]) -> Vec<Flip> {
    let by_name = |all: &[Judgement<'_>]| -> BTreeMap<String, usize> {
        let named = all.iter().enumerate();
        named
            .map(|(at, one)| (one.control.name.to_string(), at))
            .collect()
    };
    let (was, is) = (by_name(old), by_name(new));
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let mut flips: Vec<Flip> = names
        .into_iter()
        .filter_map(|name| {
            let old = was.get(name).and_then(|at| old.get(*at));
            let new = is.get(name).and_then(|at| new.get(*at));
            flip(name, old, new)
        })
        .collect();
    flips.sort_by_key(|flip| {
        let new = flip.new.map_or(0, |word| rank(word) + 1);
        (!flip.is_worse(), std::cmp::Reverse(new))
    });
    flips
}

fn flip(name: &str, old: Option<&Judgement<'_>>, new: Option<&Judgement<'_>>) -> Option<Flip> {
    let word = |one: &Judgement<'_>| one.word();
    let fails = |one: Option<&Judgement<'_>>| one.is_some_and(Judgement::fails);
    let is_same = old.map(word) == new.map(word) && fails(old) == fails(new);
    let (asked, asks) = match (old, new) {
        (Some(old), Some(new)) => {
            let (was, is) = (asks::asks(old.control), asks::asks(new.control));
            (&was - &is, &is - &was)
        }
        _ => Default::default(),
    };
    if is_same && asked.is_empty() && asks.is_empty() {
        return None;
    }
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    for finding in new.into_iter().flat_map(|one| &one.findings) {
        match &finding.verdict {
            Verdict::Refuted(shown) => witnesses.extend(shown.iter().cloned()),
            Verdict::Unknown(why) => reasons.extend(why.iter().cloned()),
            Verdict::Proved(_) | Verdict::Attested(_) => {}
        }
    }
    Some(Flip {
        control: name.to_owned(),
        statement: new.or(old)?.control.statement.as_str().to_owned(),
        old: old.map(word),
        new: new.map(word),
        asked,
        asks,
        fails: fails(new) && !fails(old),
        witnesses,
        reasons,
    })
}
