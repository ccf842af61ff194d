//! The exact search for a text inside some sets and outside others.
//!
//! All patterns are followed at once, character by character, breadth first;
//! a state is where each of them stands. Of the characters, only those that a
//! pattern names at this state matter, and one other. The states are finite,
//! so either a text is found (a shortest one) or there is none.

use std::collections::HashSet;
use std::rc::Rc;

use super::super::budget::Budget;
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

    /// Whether it has every character of `text`.
    pub(super) fn has_all(self, text: &str) -> bool {
        text.chars().all(|character| self.has(character))
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
    /// The first member of the same set.
    first: Position,
}

struct Sets<'t> {
    members: Vec<Member<'t>>,
    /// Whether the text is to be inside each set.
    inside: Vec<bool>,
    alphabet: Alphabet,
}

/// The members that may still match, each with its number, its positions and
/// `END`. Of many patterns few are left after the first characters, and what
/// is not in a state costs nothing.
type State = Vec<Position>;
const END: Position = Position::MAX;
/// Stands for the positions of a set in which every text that may follow is,
/// under the number of its first member.
const ALL: Position = Position::MAX - 1;

/// Searches for a text that is in every set signed `true` and in none signed
/// `false`.
pub(super) fn search(sets: &[Signed<'_>], alphabet: Alphabet, budget: &Budget) -> Searched {
    let mut members: Vec<Member<'_>> = Vec::new();
    for (set, (texts, _)) in sets.iter().enumerate() {
        let first = members.len();
        members.extend(texts.0.iter().map(|pattern| Member {
            pattern,
            set,
            first,
        }));
    }
    Sets {
        members,
        inside: sets.iter().map(|(_, inside)| *inside).collect(),
        alphabet,
    }
    .search(budget)
}

impl Sets<'_> {
    fn search(&self, budget: &Budget) -> Searched {
        let mut first = State::new();
        for (number, member) in self.members.iter().enumerate() {
            self.add(number, &mut first, |list| {
                cursor::start(member.pattern, list);
            });
        }
        let Some(first) = self.viable(first) else {
            return Searched::Nothing;
        };
        // Each state with the state it was come to from, and by which character.
        let mut reached: Vec<(Rc<State>, usize, char)> = Vec::new();
        let mut seen: HashSet<Rc<State>> = HashSet::new();
        let first = Rc::new(first);
        seen.insert(Rc::clone(&first));
        reached.push((first, 0, '\0'));
        let mut current = 0;
        while let Some((state, ..)) = reached.get(current) {
            let state = Rc::clone(state);
            if self.accepts(&state) {
                return Searched::Text(text_to(&reached, current));
            }
            for character in self.characters(&state) {
                if !budget.take(1 + state.len()) {
                    return Searched::GaveUp;
                }
                let Some(next) = self.after(&state, character).map(Rc::new) else {
                    continue;
                };
                if seen.insert(Rc::clone(&next)) {
                    reached.push((next, current, character));
                }
            }
            current += 1;
        }
        Searched::Nothing
    }

    /// Adds a member with its list of positions to a state, if it has any.
    fn add(&self, number: Position, state: &mut State, list: impl FnOnce(&mut Vec<Position>)) {
        state.push(number);
        let from = state.len();
        list(state);
        match state.len() > from {
            true => state.push(END),
            false => state.truncate(from - 1),
        }
    }

    fn after(&self, state: &State, character: char) -> Option<State> {
        let mut next = State::with_capacity(state.len());
        for (number, here) in lists(state) {
            self.add(number, &mut next, |list| match here {
                [ALL] => list.push(ALL),
                _ => cursor::advance(self.members[number].pattern, here, character, list),
            });
        }
        self.viable(next)
    }

    /// The state, unless no text can follow that is in the right sets.
    fn viable(&self, state: State) -> Option<State> {
        let mut full = vec![false; self.inside.len()];
        let mut dead = vec![true; self.inside.len()];
        for (number, here) in lists(&state) {
            let member = &self.members[number];
            full[member.set] |= here == [ALL] || cursor::accepts_all(member.pattern, here);
            dead[member.set] = false;
        }
        for (set, &inside) in self.inside.iter().enumerate() {
            if (inside && dead[set]) || (!inside && full[set]) {
                return None;
            }
        }
        if !full.contains(&true) {
            return Some(state);
        }
        let mut settled = State::with_capacity(state.len());
        for (number, here) in lists(&state) {
            let member = &self.members[number];
            match full[member.set] {
                true if settled.ends_with(&[member.first, ALL, END]) => {}
                true => settled.extend([member.first, ALL, END]),
                false => self.add(number, &mut settled, |list| list.extend(here)),
            }
        }
        Some(settled)
    }

    fn accepts(&self, state: &State) -> bool {
        let mut within = vec![false; self.inside.len()];
        for (number, here) in lists(state) {
            let member = &self.members[number];
            within[member.set] |= here == [ALL] || cursor::accepts(member.pattern, here);
        }
        within == self.inside
    }

    /// The characters that may make a difference: one that no pattern names
    /// first, so that what is forbidden is left early.
    fn characters(&self, state: &State) -> Vec<char> {
        let mut named = Vec::new();
        for (number, here) in lists(state) {
            let member = &self.members[number];
            for &position in here {
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

/// The members of a state by number, each with its positions.
fn lists(state: &State) -> impl Iterator<Item = (usize, &[Position])> {
    let lists = state.split(|&position| position == END);
    lists.filter_map(|list| list.split_first().map(|(&number, here)| (number, here)))
}

fn text_to(reached: &[(Rc<State>, usize, char)], mut current: usize) -> String {
    let mut characters = Vec::new();
    while current != 0 {
        let (_, from, character) = &reached[current];
        characters.push(*character);
        current = *from;
    }
    characters.iter().rev().collect()
}
