//! The exact search for a text inside some sets and outside others.
//!
//! All patterns are followed at once, character by character, breadth first;
//! a state is where each of them stands. Of the characters, only those that a
//! pattern names at this state matter, and one other. The states are finite,
//! so either a text is found (a shortest one) or there is none.

use std::collections::HashSet;

use super::cursor::{self, Position};
use super::pattern::{Pattern, Token};
use super::{Signed, is_symbol};

/// The characters a text may be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::prove) enum Alphabet {
    /// Any.
    Any,
    /// Those of an action in lower case: letters, digits, `-`, `_`, `.` and `:`.
    Action,
}

impl Alphabet {
    /// Whether a text may have `character`.
    pub(super) fn has(self, character: char) -> bool {
        match self {
            Self::Any => true,
            Self::Action => {
                matches!(character, 'a'..='z' | '0'..='9' | '-' | '_' | '.' | ':')
                    || is_symbol(character)
            }
        }
    }

    /// A character that is not among `taken`, preferably a plain one.
    fn other_than(self, taken: &[char]) -> Option<char> {
        let plain = ('a'..='z').rev().chain('0'..='9').chain('A'..='Z');
        plain
            .chain("-_.".chars())
            .chain('\u{20}'..='\u{2FFF}')
            .find(|&character| {
                self.has(character) && !taken.contains(&character) && !"*?:$".contains(character)
            })
    }
}

/// How many states may be looked at.
const MOST_STATES: usize = 100_000;

/// What the search comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Searched {
    /// This text is in all sets it should be in, and in no other.
    Text(String),
    /// There is none.
    Nothing,
    /// There were too many states.
    GaveUp,
}

/// One pattern, and the set it belongs to.
struct Member<'t> {
    pattern: &'t Pattern,
    set: usize,
}

struct Sets<'t> {
    members: Vec<Member<'t>>,
    /// Whether the text is to be inside each set.
    inside: Vec<bool>,
    alphabet: Alphabet,
}

/// Positions of every member, one after the other, each list ended by `END`.
type State = Vec<Position>;
const END: Position = Position::MAX;
/// Stands for all lists of a set in which every text that may follow is.
const ALL: Position = Position::MAX - 1;

/// Searches for a text that is in every set signed `true` and in none signed
/// `false`.
pub(super) fn search(sets: &[Signed<'_>], alphabet: Alphabet) -> Searched {
    let members = sets
        .iter()
        .enumerate()
        .flat_map(|(set, (texts, _))| texts.0.iter().map(move |pattern| Member { pattern, set }))
        .collect();
    Sets {
        members,
        inside: sets.iter().map(|(_, inside)| *inside).collect(),
        alphabet,
    }
    .search()
}

impl Sets<'_> {
    fn search(&self) -> Searched {
        let starts = self
            .members
            .iter()
            .map(|member| cursor::start(member.pattern));
        let Some(first) = self.state(starts) else {
            return Searched::Nothing;
        };
        // Each state with the state it was come to from, and by which character.
        let mut reached: Vec<(State, usize, char)> = vec![(first.clone(), 0, '\0')];
        let mut seen: HashSet<State> = HashSet::from([first]);
        let mut current = 0;
        while current < reached.len() {
            if self.accepts(&reached[current].0) {
                return Searched::Text(text_to(&reached, current));
            }
            for character in self.characters(&reached[current].0) {
                let Some(next) = self.after(&reached[current].0, character) else {
                    continue;
                };
                if seen.insert(next.clone()) {
                    reached.push((next, current, character));
                }
            }
            if reached.len() > MOST_STATES {
                return Searched::GaveUp;
            }
            current += 1;
        }
        Searched::Nothing
    }

    /// The positions of each member; `None` for those of a set that every text
    /// to come is in.
    fn lists<'s>(&'s self, state: &'s State) -> impl Iterator<Item = Option<&'s [Position]>> {
        let mut rest = state.as_slice();
        self.members.iter().map(move |_| {
            let mut parts = rest.splitn(2, |&position| position == END);
            let list = parts.next().unwrap_or_default();
            rest = parts.next().unwrap_or_default();
            (list != [ALL]).then_some(list)
        })
    }

    fn after(&self, state: &State, character: char) -> Option<State> {
        let lists = self.lists(state).zip(&self.members);
        self.state(lists.map(|(list, member)| {
            let mut next = Vec::new();
            match list {
                Some(list) => cursor::step(member.pattern, list, character, &mut next),
                None => next.push(ALL),
            }
            next
        }))
    }

    /// The state of these lists, unless no text can follow that is in the
    /// right sets.
    fn state(&self, lists: impl Iterator<Item = Vec<Position>>) -> Option<State> {
        let lists: Vec<Vec<Position>> = lists.collect();
        let mut full = vec![false; self.inside.len()];
        let mut dead = vec![true; self.inside.len()];
        for (list, member) in lists.iter().zip(&self.members) {
            full[member.set] |=
                list.first() == Some(&ALL) || cursor::accepts_all(member.pattern, list);
            dead[member.set] &= list.is_empty();
        }
        for (set, &inside) in self.inside.iter().enumerate() {
            if (inside && dead[set]) || (!inside && full[set]) {
                return None;
            }
        }
        let mut state = Vec::new();
        for (list, member) in lists.iter().zip(&self.members) {
            match full[member.set] {
                true => state.push(ALL),
                false => state.extend(list),
            }
            state.push(END);
        }
        Some(state)
    }

    fn accepts(&self, state: &State) -> bool {
        let mut within = vec![false; self.inside.len()];
        for (list, member) in self.lists(state).zip(&self.members) {
            within[member.set] |= list.is_none_or(|list| cursor::accepts(member.pattern, list));
        }
        within == self.inside
    }

    /// The characters that may make a difference: one that no pattern names
    /// first, so that what is forbidden is left early.
    fn characters(&self, state: &State) -> Vec<char> {
        let mut named = Vec::new();
        for (list, member) in self.lists(state).zip(&self.members) {
            for &position in list.unwrap_or_default() {
                match member.pattern.tokens().get(position) {
                    Some(&Token::Exact(character)) => {
                        named.push(character);
                        if member.pattern.is_folded() {
                            named.push(character.to_ascii_uppercase());
                        }
                    }
                    Some(Token::OneInField | Token::ManyInField) => named.push(':'),
                    Some(Token::One | Token::Many) | None => {}
                }
            }
        }
        named.sort_unstable();
        named.dedup();
        let mut characters: Vec<char> = self.alphabet.other_than(&named).into_iter().collect();
        characters.extend(named.into_iter().filter(|&named| self.alphabet.has(named)));
        characters
    }
}

fn text_to(reached: &[(State, usize, char)], mut current: usize) -> String {
    let mut characters = Vec::new();
    while current != 0 {
        let (_, from, character) = &reached[current];
        characters.push(*character);
        current = *from;
    }
    characters.iter().rev().collect()
}
