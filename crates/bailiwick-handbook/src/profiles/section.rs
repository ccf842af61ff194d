//! Profiles as sections of a config file.
//!
//! Source: "Configuration and credential file settings in the AWS CLI", AWS CLI User
//! Guide: `[sso-session NAME]` and `[profile NAME]`, one `setting = value` on a line,
//! `#` at the start of a comment.

use super::config_file::marker;
use super::section_name::SectionName;
use super::{Profile, Profiles, Session};

/// A section that we want in the file.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) name: SectionName,
    note: Option<String>,
    pub(super) settings: Vec<(&'static str, String)>,
}

impl Wanted {
    /// The section with its mark, one string for each line.
    pub(super) fn lines(&self, estate: &str) -> Vec<String> {
        let mut lines = vec![marker(estate), self.name.to_string()];
        lines.extend(self.note.as_ref().map(|note| format!("# {note}")));
        let settings = self.settings.iter();
        lines.extend(settings.map(|(key, value)| format!("{key} = {value}")));
        lines
    }
}

impl Profiles {
    /// The sections as a new config file has them, and a comment on each account that
    /// has no profile yet.
    #[must_use]
    pub fn to_config(&self) -> String {
        let mut blocks: Vec<String> = (self.sections().iter())
            .map(|section| section.lines(&self.estate).join("\n"))
            .collect();
        let pending = self.pending.iter();
        blocks.extend(
            pending
                .map(|account| format!("# {account} has no account id yet, so it has no profile")),
        );
        if blocks.is_empty() {
            return String::new();
        }
        format!("{}\n", blocks.join("\n\n"))
    }

    /// The session and the profiles; nothing at all for somebody without a profile.
    pub(super) fn sections(&self) -> Vec<Wanted> {
        if self.profiles.is_empty() {
            return Vec::new();
        }
        let session = session(&self.session);
        let profiles = self.profiles.iter();
        let profiles = profiles.map(|one| profile(&self.session, one));
        std::iter::once(session).chain(profiles).collect()
    }
}

fn session(session: &Session) -> Wanted {
    Wanted {
        name: SectionName::Session(session.name.clone()),
        note: None,
        settings: vec![
            ("sso_start_url", session.start_url.clone()),
            ("sso_region", session.region.clone()),
            ("sso_registration_scopes", session.scopes.clone()),
        ],
    }
}

fn profile(session: &Session, profile: &Profile) -> Wanted {
    let mut settings = vec![
        ("sso_session", session.name.clone()),
        ("sso_account_id", profile.account_id.clone()),
        ("sso_role_name", profile.role_name.clone()),
    ];
    let region = profile.region.clone();
    settings.extend(region.map(|region| ("region", region)));
    settings.push(("output", profile.output.clone()));
    Wanted {
        name: SectionName::Profile(profile.name.clone()),
        note: profile.note.clone(),
        settings,
    }
}
