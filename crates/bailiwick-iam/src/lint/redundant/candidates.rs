//! Which statements are worth holding against one: those that pass a look at
//! one of its sides.
//!
//! A pattern that covers another begins as that one does, up to its own first
//! wildcard, and ends as it does, after its last. So statements are filed under
//! the beginnings and ends of their patterns, and a statement is looked for under
//! every beginning and end of one of its own; much the same for tests and
//! principals. Of these sides the one is taken that leaves the fewest.

use std::collections::BTreeMap;

use super::wider::{Compared, Selected, Test};
use crate::overlap::Step;
use crate::policy::{Principal, Principals, Selection};

/// The statements, filed by what a narrower one must have.
pub(super) struct Candidates<'a> {
    files: BTreeMap<Key<'a>, Vec<usize>>,
}

/// What a statement is filed under.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    /// A pattern of an action that begins so.
    Action(String),
    /// Exactly these actions left out.
    AllActionsBut(&'a Selection),
    /// A pattern of a resource that begins so.
    Resource(String),
    /// A pattern of a resource that ends so, told backwards.
    ResourceEnd(String),
    /// Exactly these resources left out; `None` has no resource.
    AllResourcesBut(Option<&'a Selection>),
    /// One of its tests, where it has any.
    Test(Option<&'a Test<'a>>),
    /// Its principal, where it has one.
    Principal(Option<&'a Principal>),
}

impl<'a> Candidates<'a> {
    pub(super) fn of(statements: &'a [Compared<'a>]) -> Self {
        let mut files: BTreeMap<Key<'a>, Vec<usize>> = BTreeMap::new();
        for (position, statement) in statements.iter().enumerate() {
            for key in filed_under(statement) {
                let file = files.entry(key).or_default();
                if file.last() != Some(&position) {
                    file.push(position);
                }
            }
        }
        Self { files }
    }

    /// The positions of all statements that may be wider than `narrow`, and of
    /// others; one may come twice.
    pub(super) fn wider_than(
        &self,
        narrow: &'a Compared<'a>,
    ) -> impl Iterator<Item = usize> + use<'_, 'a> {
        let sides = looked_for_under(narrow).into_iter().map(|keys| {
            let files = keys.iter().filter_map(|key| self.files.get(key));
            files.collect::<Vec<&Vec<usize>>>()
        });
        let size = |files: &Vec<&Vec<usize>>| files.iter().map(|file| file.len()).sum::<usize>();
        let fewest = sides.min_by_key(size).unwrap_or_default();
        fewest.into_iter().flatten().copied()
    }
}

fn filed_under<'a>(wide: &'a Compared<'a>) -> Vec<Key<'a>> {
    let mut keys = vec![
        Key::Test(wide.tests.first()),
        Key::Principal(wide.principal),
    ];
    match wide.action.selection {
        Selection::Only(_) => keys.extend(texts(&wide.action, beginning).map(Key::Action)),
        but => keys.push(Key::AllActionsBut(but)),
    }
    match &wide.resource {
        Some(resource) if matches!(resource.selection, Selection::Only(_)) => {
            keys.extend(texts(resource, beginning).map(Key::Resource));
            keys.extend(texts(resource, ending).map(Key::ResourceEnd));
        }
        resource => {
            let but = resource.as_ref().map(|resource| resource.selection);
            keys.push(Key::AllResourcesBut(but));
        }
    }
    keys
}

/// For each side of a statement the keys of which a wider one has one.
fn looked_for_under<'a>(narrow: &'a Compared<'a>) -> [Vec<Key<'a>>; 5] {
    let mut principals = vec![Key::Principal(narrow.principal)];
    if narrow.principal != Some(&EVERYONE) {
        principals.push(Key::Principal(Some(&EVERYONE)));
    }
    let tests = narrow.tests.iter().map(Some).chain([None]);
    let mut actions = keys(&narrow.action, beginning, Key::Action);
    if let but @ Selection::AllExcept(_) = narrow.action.selection {
        actions.push(Key::AllActionsBut(but));
    }
    let (mut resources, mut ends) = match &narrow.resource {
        None => (Vec::new(), Vec::new()),
        Some(resource) => (
            keys(resource, beginning, Key::Resource),
            keys(resource, ending, Key::ResourceEnd),
        ),
    };
    let but = narrow.resource.as_ref().map(|resource| resource.selection);
    if !matches!(but, Some(Selection::Only(_))) {
        resources.push(Key::AllResourcesBut(but));
        ends.push(Key::AllResourcesBut(but));
    }
    let tests = tests.map(Key::Test).collect();
    [actions, resources, ends, tests, principals]
}

const EVERYONE: Principal = Principal::Only(Principals::Everyone);

/// The keys for every beginning of the longest text of the patterns: all of them
/// must be covered, so that one is enough, and the longest is the rarest. What
/// leaves something out is covered by `*` only.
fn keys<'a>(
    narrow: &Selected<'_>,
    text: fn(&[Step]) -> String,
    key: fn(String) -> Key<'a>,
) -> Vec<Key<'a>> {
    let longest = match narrow.selection {
        Selection::Only(_) => texts(narrow, text).max_by_key(String::len),
        Selection::AllExcept(_) => None,
    };
    let longest = longest.unwrap_or_default();
    let ends = longest.char_indices().map(|(start, _)| start);
    ends.chain([longest.len()])
        .map(|end| key(longest[..end].to_owned()))
        .collect()
}

fn texts(selected: &Selected<'_>, text: fn(&[Step]) -> String) -> impl Iterator<Item = String> {
    let patterns = selected.patterns.iter().flatten();
    patterns.map(move |steps| text(steps))
}

/// The characters before the first wildcard or variable.
fn beginning(steps: &[Step]) -> String {
    steps.iter().map_while(character).collect()
}

/// The characters after the last wildcard or variable, the last one first.
fn ending(steps: &[Step]) -> String {
    steps.iter().rev().map_while(character).collect()
}

fn character(step: &Step) -> Option<char> {
    match step {
        Step::Exactly(character) => Some(*character),
        _ => None,
    }
}
