//! Labels that are unique and made of letters and digits.

use std::collections::BTreeSet;

use crate::policy::Sid;

/// The labels given so far.
#[derive(Default)]
pub(super) struct Sids(BTreeSet<Sid>);

impl Sids {
    /// `wanted` without what IAM refuses, numbered from 2 if it is taken.
    pub(super) fn make_unique(&mut self, wanted: Option<Sid>) -> Option<Sid> {
        let base = alphanumeric(&wanted?);
        let sid = Sid::new(base.as_str()).ok()?;
        if self.0.insert(sid.clone()) {
            return Some(sid);
        }
        self.number(&base, 2)
    }

    /// `whole` with the first free number: the label of a piece of a statement.
    pub(super) fn for_piece(&mut self, whole: &Sid) -> Option<Sid> {
        self.number(whole.as_str(), 1)
    }

    fn number(&mut self, base: &str, from: usize) -> Option<Sid> {
        (from..)
            .filter_map(|number| Sid::new(format!("{base}{number}")).ok())
            .find(|sid| self.0.insert(sid.clone()))
    }
}

fn alphanumeric(sid: &Sid) -> String {
    sid.as_str()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}
