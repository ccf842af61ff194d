//! Logical ids: letters and digits, unique in a template, made from names.

use std::collections::BTreeSet;

/// Gives out the logical ids of one template.
#[derive(Debug, Default)]
pub struct LogicalIds {
    taken: BTreeSet<String>,
}

impl LogicalIds {
    /// The id for some words: `["stage-deployers", "group"]` is `StageDeployersGroup`, and
    /// `StageDeployersGroup2` where that is taken.
    pub fn give(&mut self, words: &[&str]) -> String {
        let base: String = words
            .iter()
            .flat_map(|word| word.split(|c: char| !c.is_ascii_alphanumeric()))
            .map(capitalised)
            .collect();
        let base = if base.is_empty() {
            "Resource".to_owned()
        } else {
            base
        };
        let mut id = base.clone();
        let mut number = 1;
        while !self.taken.insert(id.clone()) {
            number += 1;
            id = format!("{base}{number}");
        }
        id
    }
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + characters.as_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_read_alike_get_numbers() {
        let mut ids = LogicalIds::default();
        assert_eq!(
            ids.give(&["stage-deployers", "group"]),
            "StageDeployersGroup"
        );
        assert_eq!(
            ids.give(&["stage_deployers", "group"]),
            "StageDeployersGroup2"
        );
        assert_eq!(ids.give(&["…"]), "Resource");
    }
}
