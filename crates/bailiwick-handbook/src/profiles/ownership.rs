//! Which sections of a config file are ours.
//!
//! A section is ours when the line above it says so with this estate's name, and it is
//! an `sso-session`, or a profile of a session that is ours. The mark alone is not
//! enough: it may have been left above a section of somebody else.

use std::collections::BTreeSet;

use super::Profiles;
use super::compare::Refusal;
use super::config_file::{ConfigFile, Section};
use super::section_name::SectionName;

/// What is ours in one file.
pub(super) struct Ours<'p> {
    estate: &'p str,
    sessions: BTreeSet<String>,
    /// Sessions that profiles of others use.
    used: BTreeSet<String>,
}

impl<'p> Ours<'p> {
    pub(super) fn of(profiles: &'p Profiles, file: &ConfigFile<'_>) -> Self {
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

    /// Whether the line above it says so, which alone does not make it ours.
    pub(super) fn marks(&self, section: &Section) -> bool {
        section.managed_by.as_deref() == Some(self.estate)
    }

    pub(super) fn owns(&self, section: &Section) -> bool {
        let session = section.settings.get("sso_session");
        self.marks(section)
            && match &section.name {
                SectionName::Session(_) => true,
                SectionName::Profile(_) => {
                    session.is_some_and(|session| self.sessions.contains(session))
                }
                SectionName::Other(_) => false,
            }
    }

    /// Whether somebody else's profile needs a section of ours.
    pub(super) fn is_in_use(&self, section: &Section) -> bool {
        matches!(&section.name, SectionName::Session(name) if self.used.contains(name))
    }

    /// Reads the new text again: others' sections must say what they said.
    pub(super) fn check_others(&self, before: &ConfigFile<'_>, after: &str) -> Result<(), Refusal> {
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
