//! AWS CLI profiles: what a person puts into their `config` file to sign in.
//!
//! ```text
//! estate, person ──of──▶ Profiles ──sections──▶ text
//!                                     └─ compare with a config file ──▶ changes, new text
//! ```
//!
//! Owns: the names of profiles, the settings in them, and which sections of a config
//! file are ours to change. Refuses: to read or write the file. Start reading at
//! [`Profiles::of`], then [`Comparison::of`].

mod build;
mod compare;
mod config_file;
mod draft;
mod ownership;
mod section;
mod section_name;

pub use build::ProfilesError;
pub use compare::{Change, Comparison, Refusal};
pub use config_file::Malformed;
pub use section_name::SectionName;

/// What one person puts into their AWS CLI config file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profiles {
    /// The estate's name: sections in a file are marked with it.
    pub estate: String,
    /// How they sign in.
    pub session: Session,
    /// One profile for each account and permission.
    pub profiles: Vec<Profile>,
    /// The accounts that have no id yet, so no profile either.
    pub pending: Vec<String>,
}

/// The `sso-session` that all profiles share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its name.
    pub name: String,
    /// The address of the AWS access portal.
    pub start_url: String,
    /// The region of Identity Center.
    pub region: String,
    /// The OAuth scopes, separated by commas.
    pub scopes: String,
}

/// One account entered with one permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name: the account's, with the permission's when there are several.
    pub name: String,
    /// The twelve digits of the account.
    pub account_id: String,
    /// The permission set.
    pub role_name: String,
    /// Where its workloads live.
    pub region: Option<String>,
    /// How the AWS CLI writes its output.
    pub output: String,
    /// What is asked for before it works, and until when it does.
    pub note: Option<String>,
}
