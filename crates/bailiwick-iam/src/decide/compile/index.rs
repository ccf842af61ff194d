//! Which statements of a set could be about an action.

use super::postings::Postings;
use crate::decide::glob::Glob;
use crate::decide::question::Action;
use crate::decide::vocabulary::Vocabulary;
use crate::policy::{Selection, Statement};

/// Statements by the actions they select.
#[derive(Debug, Clone, Default)]
pub(in crate::decide) struct Index {
    /// Actions written in full.
    exact: Postings,
    /// Services whose name is written in full, to places in `patterns`.
    services: Postings,
    /// Names with wildcards within such a service, and the statement.
    patterns: Box<[(Glob, u32)]>,
    /// Statements with any other pattern or with `NotAction`: each decides for
    /// itself.
    others: Box<[u32]>,
}

impl Index {
    pub(in crate::decide) fn new<'s>(
        statements: impl Iterator<Item = (u32, &'s Statement)>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let (mut exact, mut services) = (Vec::new(), Vec::new());
        let (mut patterns, mut others) = (Vec::new(), Vec::new());
        for (number, statement) in statements {
            let Selection::Only(actions) = &statement.action else {
                others.push(number);
                continue;
            };
            for action in actions {
                match action.split_once(':') {
                    _ if !action.contains(['*', '?']) => {
                        exact.push((vocabulary.actions.intern(action), number));
                        intern_service(action, vocabulary);
                    }
                    Some((service, name)) if !service.contains(['*', '?']) => {
                        let service = vocabulary.services.intern(service);
                        services.push((service, patterns.len() as u32));
                        patterns.push((Glob::new(&name.to_ascii_lowercase()), number));
                    }
                    _ => others.push(number),
                }
            }
        }
        others.dedup();
        Self {
            exact: Postings::new(exact),
            services: Postings::new(services),
            patterns: patterns.into(),
            others: others.into(),
        }
    }

    /// The statements that select `action`, and those of which only they
    /// themselves can tell (`false`). One may come twice.
    #[inline]
    pub(in crate::decide) fn candidates(
        &self,
        action: Action<'_>,
    ) -> impl Iterator<Item = (u32, bool)> {
        let exact = action
            .number
            .map_or(&[][..], |number| self.exact.of(number));
        let places = action
            .service
            .map_or(&[][..], |service| self.services.of(service));
        let name = action.name();
        exact
            .iter()
            .copied()
            .chain(places.iter().filter_map(move |place| {
                let (glob, statement) = &self.patterns[*place as usize];
                glob.matches_in_any_case(name).then_some(*statement)
            }))
            .map(|statement| (statement, true))
            .chain(self.others.iter().map(|statement| (*statement, false)))
    }
}

fn intern_service(action: &str, vocabulary: &mut Vocabulary) {
    if let Some((service, _)) = action.split_once(':') {
        vocabulary.services.intern(service);
    }
}
