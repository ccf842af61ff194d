//! The statements of all policies of one layer, compiled and indexed.

use super::index::Index;
use super::principal::Named;
use super::statement::Compiled;
use crate::decide::Truth;
use crate::decide::outcome::Outcome;
use crate::decide::question::Question;
use crate::decide::vocabulary::Vocabulary;
use crate::policy::{Effect, Policy};

/// Statements that count together: any that allows is enough, any that denies
/// is final.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Set {
    statements: Box<[Compiled]>,
    /// The policy and the statement in it, from 0, that each came from.
    sources: Box<[(u32, u32)]>,
    denying: Index,
    allowing: Index,
}

/// What a resource policy allows, by how it names the caller.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Grants<T> {
    pub(in crate::decide) directly: T,
    pub(in crate::decide) issuer: T,
    pub(in crate::decide) account: T,
}

impl<T: Outcome> Grants<T> {
    pub(in crate::decide) fn none() -> Self {
        Self::unless(|| T::certain(false))
    }

    pub(in crate::decide) fn unless(each: impl Fn() -> T) -> Self {
        Self {
            directly: each(),
            issuer: each(),
            account: each(),
        }
    }

    /// However the caller is named.
    pub(in crate::decide) fn anyhow(self) -> T {
        self.directly.or(self.issuer).or(self.account)
    }
}

impl Set {
    pub(in crate::decide) fn new<'p>(
        policies: impl IntoIterator<Item = &'p Policy>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let mut all = Vec::new();
        for (policy, document) in policies.into_iter().enumerate() {
            for (place, statement) in document.statements.iter().enumerate() {
                all.push(((policy as u32, place as u32), document.version, statement));
            }
        }
        let mut index = |effect: Effect| {
            let of_effect = all
                .iter()
                .zip(0..)
                .filter(|((_, _, statement), _)| statement.effect == effect)
                .map(|((_, _, statement), number)| (number, *statement));
            Index::new(of_effect, vocabulary)
        };
        let denying = index(Effect::Deny);
        let allowing = index(Effect::Allow);
        Self {
            statements: all
                .iter()
                .map(|(_, version, statement)| Compiled::new(statement, *version, vocabulary))
                .collect(),
            sources: all.iter().map(|(source, _, _)| *source).collect(),
            denying,
            allowing,
        }
    }

    /// Whether a statement denies the request, whoever asks.
    pub(in crate::decide) fn denies<T: Outcome>(&self, question: &Question<'_>) -> T {
        self.any(&self.denying, question, |statement| {
            of_holds(statement, question)
        })
    }

    /// Whether a statement allows the request, whoever asks.
    pub(in crate::decide) fn allows<T: Outcome>(&self, question: &Question<'_>) -> T {
        self.any(&self.allowing, question, |statement| {
            of_holds(statement, question)
        })
    }

    /// Whether a statement about the caller denies the request. `bounded`:
    /// whether the caller has a permissions boundary.
    pub(in crate::decide) fn denies_caller<T: Outcome>(
        &self,
        question: &Question<'_>,
        bounded: Truth,
    ) -> T {
        self.any(&self.denying, question, |statement| {
            let about = statement.is_about(question, bounded);
            let about = T::of(about, |undecided| {
                statement.blame_names(question, undecided)
            });
            match about.truth() {
                Truth::False => about,
                Truth::Unknown | Truth::True => about.and(of_holds(statement, question)),
            }
        })
    }

    /// What the statements that name the caller allow.
    pub(in crate::decide) fn grants<T: Outcome>(&self, question: &Question<'_>) -> Grants<T> {
        let mut grants = Grants::none();
        for statement in self.candidates(&self.allowing, question) {
            let (certain, possible) = statement.names(question);
            if possible == Named::No {
                continue;
            }
            let holds: T = of_holds(statement, question);
            if holds.truth() == Truth::False {
                continue;
            }
            let (named, outcome) = match certain == possible {
                true => (certain, holds),
                false => {
                    let unknown = T::of(Truth::Unknown, |undecided| {
                        statement.blame_names(question, undecided);
                    });
                    (possible, unknown.and(holds))
                }
            };
            let place = match named {
                Named::Directly => &mut grants.directly,
                Named::Issuer => &mut grants.issuer,
                Named::Account | Named::No => &mut grants.account,
            };
            let before = std::mem::replace(place, T::certain(false));
            *place = before.or(outcome);
        }
        grants
    }

    /// Every statement with its source, for explanations.
    pub(in crate::decide) fn statements(&self) -> impl Iterator<Item = (&Compiled, (u32, u32))> {
        self.statements.iter().zip(self.sources.iter().copied())
    }

    fn any<T: Outcome>(
        &self,
        index: &Index,
        question: &Question<'_>,
        outcome: impl Fn(&Compiled) -> T,
    ) -> T {
        let mut all = T::certain(false);
        for statement in self.candidates(index, question) {
            all = all.or(outcome(statement));
            if all.truth() == Truth::True {
                break;
            }
        }
        all
    }

    fn candidates<'s>(
        &'s self,
        index: &'s Index,
        question: &Question<'_>,
    ) -> impl Iterator<Item = &'s Compiled> {
        let action = question.action;
        index
            .candidates(action)
            .filter_map(move |(number, certain)| {
                let statement = &self.statements[number as usize];
                (certain || statement.actions.select(&action)).then_some(statement)
            })
    }
}

fn of_holds<T: Outcome>(statement: &Compiled, question: &Question<'_>) -> T {
    T::of(statement.holds(question), |undecided| {
        statement.blame(question, undecided)
    })
}
