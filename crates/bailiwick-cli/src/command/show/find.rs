//! From what the user typed to the thing they mean.

use bailiwick_estate::estate::{Root, SECTIONS, SINGLES};
use bailiwick_estate::lower::{alternatives, nearest};
use bailiwick_estate::yaml::Entry;
use thiserror::Error;

use crate::failure::Failure;

/// The thing that is meant.
pub(super) struct Subject<'a> {
    /// Its section; `None` for one of the singles.
    pub(super) section: Option<&'static str>,
    /// What was written.
    pub(super) entry: &'a Entry,
}

/// Why it is not clear what is meant.
#[derive(Debug, Error)]
pub(super) enum FindError {
    /// Nothing has the name.
    #[error("the estate declares no `{written}`")]
    Unknown {
        written: String,
        near: Option<String>,
    },
    /// Several sections declare it.
    #[error("`{written}` is declared more than once")]
    Ambiguous {
        written: String,
        candidates: Vec<String>,
    },
}

impl Failure for FindError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unknown {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::Unknown { .. } => {
                "name something that the estate declares, as `name` or `section/name`".into()
            }
            Self::Ambiguous { candidates, .. } => format!(
                "say which: {}",
                alternatives(candidates.iter().map(String::as_str))
            ),
        })
    }
}

/// Finds a single by its key, or a name: in the section it says, or in all of them.
pub(super) fn find<'a>(tree: &'a Root, written: &str) -> Result<Subject<'a>, FindError> {
    if SINGLES.contains(&written)
        && let Some(entry) = tree.single_entry(written)
    {
        let section = None;
        return Ok(Subject { section, entry });
    }
    if let Some((section, name)) = written.split_once('/')
        && let Some(section) = SECTIONS.iter().find(|known| **known == section)
        && let Some(entry) = tree.entry(section, name)
    {
        let section = Some(*section);
        return Ok(Subject { section, entry });
    }
    let mut found: Vec<Subject<'a>> = SECTIONS
        .iter()
        .filter_map(|section| {
            let entry = tree.entry(section, written)?;
            let section = Some(*section);
            Some(Subject { section, entry })
        })
        .collect();
    match found.len() {
        0 => Err(unknown(tree, written)),
        1 => Ok(found.remove(0)),
        _ => Err(FindError::Ambiguous {
            written: written.to_owned(),
            candidates: found
                .iter()
                .filter_map(|subject| Some(format!("{}/{written}", subject.section?)))
                .collect(),
        }),
    }
}

fn unknown(tree: &Root, written: &str) -> FindError {
    let entries = |section: &'static str| tree.section_entries(section).iter();
    let pointers: Vec<String> = SECTIONS
        .iter()
        .flat_map(|section| entries(section).map(move |entry| format!("{section}/{}", entry.key)))
        .chain(SINGLES.iter().map(|single| (*single).to_owned()))
        .collect();
    let name = |pointer: &'_ str| {
        pointer
            .split_once('/')
            .map_or(0, |(section, _)| section.len() + 1)
    };
    let near = if written.contains('/') {
        nearest(written, pointers.iter().map(String::as_str))
    } else {
        let names = pointers.iter().map(|pointer| &pointer[name(pointer)..]);
        nearest(written, names).and_then(|near| {
            let mut pointers = pointers.iter().map(String::as_str);
            pointers.find(|pointer| &pointer[name(pointer)..] == near)
        })
    };
    FindError::Unknown {
        written: written.to_owned(),
        near: near.map(str::to_owned),
    }
}
