//! Profiles against a config file: what is missing, different or stale, and the file
//! as it should be.
//!
//! Everything that is not ours is kept to the byte; [`super::ownership`] says what is.
//! A section of ours ends with its last setting: comments after it stay.

use thiserror::Error;

use super::Profiles;
use super::config_file::{ConfigFile, Malformed, Section};
use super::draft::Draft;
use super::ownership::Ours;
use super::section::Wanted;
use super::section_name::SectionName;

/// How a config file differs from what it should hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What would be written.
    pub changes: Vec<Change>,
    /// Sections that somebody else wrote and that say the same; they are left alone.
    pub same: Vec<SectionName>,
    /// Sections that somebody else wrote and that say something else.
    pub conflicts: Vec<Change>,
    /// Sections that are marked as ours, but do not sign in as ours do. Somebody may have
    /// changed them, or left the mark above one of their own: they are left alone, and
    /// only a person can say which it is.
    pub unsure: Vec<SectionName>,
    text: String,
}

/// One section, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The section.
    pub section: SectionName,
    /// Its lines as they are; none when it is missing.
    pub before: Vec<String>,
    /// Its lines as they should be; none when it is stale.
    pub after: Vec<String>,
}

/// Why a file cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It is not a config file.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// It has sections of the same names that Bailiwick did not write.
    #[error("{} is there already, is not managed by bailiwick, and says something else", names(.0))]
    Conflict(Vec<SectionName>),
    /// The sections of others could not be kept as they are.
    #[error("the sections of others would read differently afterwards")]
    OthersWouldChange,
}

impl Comparison {
    /// Compares profiles with the text of a config file.
    ///
    /// # Errors
    /// When the text is not a config file, or others' sections in it could not be kept.
    pub fn of(profiles: &Profiles, text: &str) -> Result<Self, Refusal> {
        let file = ConfigFile::parse(text)?;
        let ours = Ours::of(profiles, &file);
        let mut draft = Draft::new(&file);
        let mut comparison = Self {
            changes: Vec::new(),
            same: Vec::new(),
            conflicts: Vec::new(),
            unsure: Vec::new(),
            text: String::new(),
        };
        let mut wanted = profiles.sections();
        for section in &file.sections {
            let position = wanted.iter().position(|one| one.name == section.name);
            let found = position.map(|position| wanted.remove(position));
            let before = lines_of(&file, section);
            if let (true, Some(line)) = (ours.owns(section), section.indented_header) {
                return Err(Malformed::Indented { line }.into());
            }
            match (ours.owns(section), found) {
                (true, Some(wanted)) => {
                    let after = wanted.lines(&profiles.estate);
                    if before != after {
                        draft.replace(section, &after);
                        comparison.change(section, before, after);
                    }
                }
                (true, None) if ours.is_in_use(section) => {}
                (true, None) => {
                    draft.remove(section);
                    comparison.change(section, before, Vec::new());
                }
                (false, Some(wanted)) if says_the_same(section, &wanted) => {
                    comparison.same.push(section.name.clone());
                }
                (false, Some(wanted)) => comparison.conflicts.push(Change {
                    section: section.name.clone(),
                    before,
                    after: wanted.lines(&profiles.estate),
                }),
                (false, None) if ours.marks(section) => {
                    comparison.unsure.push(section.name.clone());
                }
                (false, None) => {}
            }
        }
        for wanted in wanted {
            let after = wanted.lines(&profiles.estate);
            draft.append(&after);
            comparison.changes.push(Change {
                section: wanted.name,
                before: Vec::new(),
                after,
            });
        }
        comparison.text = draft.finish();
        ours.check_others(&file, &comparison.text)?;
        Ok(comparison)
    }

    /// Whether nothing would be written, and nothing is in the way. [`Comparison::unsure`]
    /// may still need a look.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.changes.is_empty() && self.conflicts.is_empty()
    }

    /// The whole file as it should be.
    ///
    /// # Errors
    /// When others' sections stand in the way.
    pub fn text(&self) -> Result<&str, Refusal> {
        if self.conflicts.is_empty() {
            return Ok(&self.text);
        }
        let names = self.conflicts.iter().map(|one| one.section.clone());
        Err(Refusal::Conflict(names.collect()))
    }

    /// The changes and conflicts as lines with `-` and `+`, an empty line between sections.
    #[must_use]
    pub fn to_diff(&self) -> String {
        let all = self.changes.iter().chain(&self.conflicts);
        let blocks: Vec<String> = all.map(Change::to_diff).collect();
        blocks.join("\n")
    }

    fn change(&mut self, section: &Section, before: Vec<String>, after: Vec<String>) {
        let section = section.name.clone();
        self.changes.push(Change {
            section,
            before,
            after,
        });
    }
}

impl Change {
    /// The lines that both have at the start and at the end stand without a sign.
    fn to_diff(&self) -> String {
        let (before, after) = (&self.before, &self.after);
        let same = |(left, right): &(&String, &String)| left == right;
        let start = before.iter().zip(after).take_while(same).count();
        let rest = (&before[start..], &after[start..]);
        let backwards = rest.0.iter().rev().zip(rest.1.iter().rev());
        let end = backwards.take_while(same).count();
        let signed = |sign: &str, lines: &[String]| -> String {
            lines
                .iter()
                .map(|line| format!("{sign} {line}\n"))
                .collect()
        };
        signed(" ", &before[..start])
            + &signed("-", &before[start..before.len() - end])
            + &signed("+", &after[start..after.len() - end])
            + &signed(" ", &before[before.len() - end..])
    }
}

fn lines_of(file: &ConfigFile<'_>, section: &Section) -> Vec<String> {
    let lines = file.lines[section.lines.clone()].iter();
    let lines = lines.map(|line| line.trim_end_matches(['\r', '\n']).to_owned());
    lines.collect()
}

fn says_the_same(section: &Section, wanted: &Wanted) -> bool {
    section.settings.len() == wanted.settings.len()
        && wanted
            .settings
            .iter()
            .all(|(key, value)| section.settings.get(*key) == Some(value))
}

fn names(sections: &[SectionName]) -> String {
    let names: Vec<String> = sections.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
