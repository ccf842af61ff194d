//! Profiles against a config file: what is missing, different or stale, and the file
//! as it should be.
//!
//! A section is ours when the line above it says so with this estate's name, and it is
//! an `sso-session`, or a profile of a session that is ours. Everything else is kept to
//! the byte. A section of ours ends with its last setting: comments after it stay.

use std::collections::BTreeSet;

use thiserror::Error;

use super::Profiles;
use super::config_file::{ConfigFile, Malformed, Section, SectionName};
use super::section::Wanted;

/// How a config file differs from what it should hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What would be written.
    pub changes: Vec<Change>,
    /// Sections that somebody else wrote and that say the same; they are left alone.
    pub same: Vec<SectionName>,
    /// Sections that somebody else wrote and that say something else.
    pub conflicts: Vec<Change>,
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

    /// Whether the file is as it should be.
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

/// Which sections of a file are ours.
struct Ours<'p> {
    estate: &'p str,
    sessions: BTreeSet<String>,
    /// Sessions that profiles of others use.
    used: BTreeSet<String>,
}

impl<'p> Ours<'p> {
    fn of(profiles: &'p Profiles, file: &ConfigFile<'_>) -> Self {
        let mut ours = Self {
            estate: &profiles.estate,
            sessions: BTreeSet::from([profiles.session.name.clone()]),
            used: BTreeSet::new(),
        };
        for section in &file.sections {
            if let (SectionName::Session(name), true) = (&section.name, ours.owns(section)) {
                ours.sessions.insert(name.clone());
            }
        }
        let others = file.sections.iter().filter(|one| !ours.owns(one));
        let used = others.filter_map(|section| section.settings.get("sso_session"));
        ours.used = used.cloned().collect();
        ours
    }

    fn owns(&self, section: &Section) -> bool {
        let session = section.settings.get("sso_session");
        section.managed_by.as_deref() == Some(self.estate)
            && match &section.name {
                SectionName::Session(_) => true,
                SectionName::Profile(_) => {
                    session.is_some_and(|session| self.sessions.contains(session))
                }
                SectionName::Other(_) => false,
            }
    }

    /// Whether somebody else's profile needs a section of ours.
    fn is_in_use(&self, section: &Section) -> bool {
        matches!(&section.name, SectionName::Session(name) if self.used.contains(name))
    }

    /// Reads the new text again: others' sections must say what they said.
    fn check_others(&self, before: &ConfigFile<'_>, after: &str) -> Result<(), Refusal> {
        let after = ConfigFile::parse(after).map_err(|_| Refusal::OthersWouldChange)?;
        let others = |file: &ConfigFile<'_>| -> Vec<_> {
            let others = file.sections.iter().filter(|one| !self.owns(one));
            others
                .map(|one| (one.name.clone(), one.settings.clone()))
                .collect()
        };
        if others(before) == others(&after) {
            Ok(())
        } else {
            Err(Refusal::OthersWouldChange)
        }
    }
}

/// The new text, line by line.
struct Draft<'f, 't> {
    file: &'f ConfigFile<'t>,
    lines: Vec<Option<String>>,
    appended: String,
}

impl<'f, 't> Draft<'f, 't> {
    fn new(file: &'f ConfigFile<'t>) -> Self {
        let lines = file.lines.iter().map(|line| Some((*line).to_owned()));
        Self {
            file,
            lines: lines.collect(),
            appended: String::new(),
        }
    }

    fn replace(&mut self, section: &Section, after: &[String]) {
        let text = self.text_of(after);
        for index in section.lines.clone() {
            self.lines[index] = None;
        }
        self.lines[section.lines.start] = Some(text);
    }

    /// Takes a section away, and the empty line before it where one follows too.
    fn remove(&mut self, section: &Section) {
        for index in section.lines.clone() {
            self.lines[index] = None;
        }
        let is_empty = |index: usize| {
            self.file
                .lines
                .get(index)
                .is_none_or(|line| line.trim().is_empty())
        };
        let above = section.lines.start.checked_sub(1);
        if let Some(above) = above.filter(|above| is_empty(*above) && is_empty(section.lines.end)) {
            self.lines[above] = None;
        }
    }

    /// Adds a section at the end, after an empty line.
    fn append(&mut self, after: &[String]) {
        let text = self.text_of(after);
        if !self.appended.is_empty() {
            self.appended.push_str(self.file.newline());
        }
        self.appended.push_str(&text);
    }

    fn text_of(&self, lines: &[String]) -> String {
        let newline = self.file.newline();
        lines
            .iter()
            .map(|line| format!("{line}{newline}"))
            .collect()
    }

    fn finish(self) -> String {
        let newline = self.file.newline();
        let mut text: String = self.lines.into_iter().flatten().collect();
        if self.appended.is_empty() || text.is_empty() {
            return text + &self.appended;
        }
        if !text.ends_with('\n') {
            text.push_str(newline);
        }
        let last = text.lines().next_back();
        if last.is_some_and(|line| !line.trim().is_empty()) {
            text.push_str(newline);
        }
        text + &self.appended
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
