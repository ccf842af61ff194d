//! The smallest policy that decides as a given one does.
//!
//! Owns [`minimise`]: statements are merged, and statements and patterns that
//! others make redundant are dropped. Every step is proved
//! ([`crate::prove::equivalent`]) before it is taken, so the result decides
//! every request as the original does, for actions to come as well. Labels
//! (`Sid`) decide nothing and go.
//!
//! It does not put wildcards in the place of lists: those would allow what AWS
//! adds tomorrow, and no proof would hold. For that see [`crate::actions::cover`].

use crate::fit;
use crate::policy::{Policy, Selection, Statement};
use crate::prove::{Proof, equivalent};

/// A policy and the smallest one found that decides alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimised {
    /// The smaller policy; the original where nothing could be proved.
    pub policy: Policy,
    /// The size of the original in characters, as sent.
    pub before: usize,
    /// The size of the smaller one.
    pub after: usize,
}

/// The smallest policy found that is proved to decide as `policy` does.
///
/// ```
/// use bailiwick_iam::minimise::minimise;
/// use bailiwick_iam::policy::{Policy, Statement};
///
/// let wordy = Policy::new([
///     Statement::allow(["s3:GetObject", "s3:Get*"]).on(["arn:aws:s3:::logs/*"]),
///     Statement::allow(["s3:ListBucket"]).on(["arn:aws:s3:::logs/*"]),
///     Statement::allow(["s3:GetObject"]).on(["arn:aws:s3:::logs/2026"]),
/// ]);
/// let small = Policy::new([
///     Statement::allow(["s3:Get*", "s3:ListBucket"]).on(["arn:aws:s3:::logs/*"]),
/// ]);
/// assert_eq!(minimise(&wordy).policy, small);
/// ```
pub fn minimise(policy: &Policy) -> Minimised {
    let size = |policy: &Policy| policy.to_minified().chars().count();
    let mut smallest = Search {
        original: policy,
        best: policy.clone(),
    };
    smallest.take(|statements| {
        for statement in statements.iter_mut() {
            statement.sid = None;
        }
    });
    loop {
        let before = size(&smallest.best);
        smallest.drop_statements();
        smallest.drop_patterns(actions);
        smallest.drop_patterns(resources);
        smallest.take(|statements| *statements = fit::merge(std::mem::take(statements)));
        if size(&smallest.best) >= before {
            break;
        }
    }
    Minimised {
        before: size(policy),
        after: size(&smallest.best),
        policy: smallest.best,
    }
}

struct Search<'p> {
    original: &'p Policy,
    best: Policy,
}

impl Search<'_> {
    /// Changes the statements if the policy then decides as the original.
    fn take(&mut self, change: impl FnOnce(&mut Vec<Statement>)) -> bool {
        let mut changed = self.best.clone();
        change(&mut changed.statements);
        let alike =
            changed == self.best || equivalent(&[self.original], &[&changed]) == Proof::Proved;
        if alike {
            self.best = changed;
        }
        alike
    }

    /// Drops statements that others make redundant, the longest first.
    fn drop_statements(&mut self) {
        let mut tried = Vec::new();
        loop {
            let longest = (0..self.best.statements.len())
                .filter(|&place| !tried.contains(&self.best.statements[place]))
                .max_by_key(|&place| self.best.statements[place].to_json().to_string().len());
            let Some(place) = longest else { return };
            tried.push(self.best.statements[place].clone());
            self.take(|statements| {
                statements.remove(place);
            });
        }
    }

    /// Drops patterns that others make redundant, the longest first. A list
    /// keeps one: without any it would be another statement.
    fn drop_patterns(&mut self, of: fn(&mut Statement) -> Option<&mut Selection>) {
        for place in 0..self.best.statements.len() {
            let patterns = of(&mut self.best.statements[place]).map(|list| list.patterns().clone());
            let mut patterns: Vec<String> = patterns.into_iter().flatten().collect();
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.len()));
            for pattern in patterns {
                self.take(|statements| {
                    if let Some(Selection::Only(list) | Selection::AllExcept(list)) =
                        of(&mut statements[place])
                        && list.len() > 1
                    {
                        list.remove(&pattern);
                    }
                });
            }
        }
    }
}

fn actions(statement: &mut Statement) -> Option<&mut Selection> {
    Some(&mut statement.action)
}

fn resources(statement: &mut Statement) -> Option<&mut Selection> {
    statement.resource.as_mut()
}

#[cfg(test)]
mod tests;
