//! What limits the holder of identity policies, from files.

use std::path::PathBuf;

use bailiwick_iam::decide::{Known, Layers};
use bailiwick_iam::policy::{Effect, Policy, PrincipalKind, PrincipalName, Statement};
use bailiwick_iam::request::Caller;
use clap::Args;
use thiserror::Error;

use super::kinds;
use super::policies::{Policies, read};
use crate::failure::Failure;
use crate::render::counted;

/// What limits the holder of the policies.
#[derive(Debug, Args)]
pub(super) struct Limits {
    /// The permissions boundary of the holder.
    #[arg(long, value_name = "FILE")]
    boundary: Option<PathBuf>,

    /// Session policies, passed when the session was made: files or folders.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    session: Vec<PathBuf>,

    /// Service control policies, each PATH one level of the organisation, from the root to
    /// the account: a file, or a folder with all policies of the level. Every level must
    /// allow; to one without any `Allow`, AWS's `FullAWSAccess` is added.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    scp: Vec<PathBuf>,

    /// Resource control policies over the resources, level by level as above; AWS's
    /// `RCPFullAWSAccess`, which always applies, is added to each.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    rcp: Vec<PathBuf>,

    /// The ARN of the user or role that holds the policies; when left out, any one that is
    /// not service-linked and not of the management account.
    #[arg(long, value_name = "ARN")]
    holder: Option<String>,
}

/// The limits, read.
pub(super) struct Read {
    boundary: Option<Policy>,
    session: Option<Policies>,
    scp: Vec<Level>,
    rcp: Vec<Level>,
    holder: Option<Caller>,
    full_access: Policy,
}

/// The policies of one level, and whether AWS's own one is among them.
struct Level {
    policies: Policies,
    with_full_access: bool,
}

/// What cannot hold identity policies.
#[derive(Debug, Error)]
#[error("`{written}` is neither a user nor a role")]
struct NoHolder {
    written: String,
}

impl Failure for NoHolder {
    fn hint(&self) -> Option<String> {
        Some("give an ARN such as `arn:aws:iam::111122223333:role/deploy`".into())
    }
}

/// A boundary of several policies.
#[derive(Debug, Error)]
#[error("a permissions boundary is one policy, and here are {count}")]
struct SeveralBoundaries {
    count: usize,
}

impl Failure for SeveralBoundaries {
    fn hint(&self) -> Option<String> {
        Some("name the file of the one policy".into())
    }
}

impl Limits {
    /// Whether there are any.
    pub(super) fn are_given(&self) -> bool {
        let lists = [&self.session, &self.scp, &self.rcp];
        self.boundary.is_some()
            || self.holder.is_some()
            || lists.iter().any(|list| !list.is_empty())
    }

    pub(super) fn read(&self) -> Result<Read, Box<dyn Failure>> {
        let level = |path: &PathBuf| read(std::slice::from_ref(path));
        let scp = self.scp.iter().map(|path| -> Result<_, Box<dyn Failure>> {
            let policies = level(path)?;
            kinds::limit(&policies, "a service control policy")?;
            Ok(Level {
                with_full_access: !policies.all().into_iter().any(allows),
                policies,
            })
        });
        let rcp = self.rcp.iter().map(|path| {
            level(path).map(|policies| Level {
                with_full_access: true,
                policies,
            })
        });
        Ok(Read {
            boundary: self.boundary.as_ref().map(boundary).transpose()?,
            session: match self.session.is_empty() {
                true => None,
                false => {
                    let session = read(&self.session)?;
                    kinds::limit(&session, "a session policy")?;
                    Some(session)
                }
            },
            scp: scp.collect::<Result<_, _>>()?,
            rcp: rcp.collect::<Result<_, _>>()?,
            holder: self.holder.as_deref().map(holder).transpose()?,
            full_access: Policy::new([Statement::allow(["*"]).on(["*"])]),
        })
    }
}

fn boundary(path: &PathBuf) -> Result<Policy, Box<dyn Failure>> {
    let policies = read(std::slice::from_ref(path))?;
    kinds::limit(&policies, "a permissions boundary")?;
    match *policies.all() {
        [boundary] => Ok(boundary.clone()),
        ref several => Err(SeveralBoundaries {
            count: several.len(),
        }
        .into()),
    }
}

fn allows(policy: &Policy) -> bool {
    let mut statements = policy.statements.iter();
    statements.any(|statement| statement.effect == Effect::Allow)
}

fn holder(written: &str) -> Result<Caller, NoHolder> {
    match PrincipalName::parse(PrincipalKind::Aws, written) {
        PrincipalName::User { arn, .. } => Ok(Caller::user(arn)),
        PrincipalName::Role { arn, .. } => Ok(Caller::role_session(arn, "session")),
        _ => {
            let written = written.to_owned();
            Err(NoHolder { written })
        }
    }
}

impl Read {
    /// The layers of a holder of these identity policies.
    pub(super) fn layers<'p>(&'p self, identity: Vec<&'p Policy>) -> Layers<'p> {
        let levels = |levels: &'p [Level]| {
            let level = |level: &'p Level| {
                let added = level.with_full_access.then_some(&self.full_access);
                level.policies.all().into_iter().chain(added).collect()
            };
            Known::Known(levels.iter().map(level).collect())
        };
        Layers {
            boundary: Known::Known(self.boundary.as_ref()),
            session: Known::Known(self.session.as_ref().map(Policies::all)),
            service_control: levels(&self.scp),
            resource_control: levels(&self.rcp),
            ..Layers::identity(identity)
        }
    }

    pub(super) fn holder(&self) -> Option<&Caller> {
        self.holder.as_ref()
    }

    /// What limits there are, in words that follow the names of the policies.
    pub(super) fn words(&self) -> String {
        let levels = |levels: &[Level], kind: &str| match levels.len() {
            0 => None,
            count => Some(format!("{} of {kind}", counted(count, "level", "levels"))),
        };
        let boundary = self.boundary.as_ref();
        let words: Vec<String> = [
            boundary.map(|_| "the boundary".to_owned()),
            self.session
                .as_ref()
                .map(|_| "the session policies".to_owned()),
            levels(&self.scp, "service control policies"),
            levels(&self.rcp, "resource control policies"),
        ]
        .into_iter()
        .flatten()
        .collect();
        match words.is_empty() {
            true => String::new(),
            false => format!(", within {},", words.join(" and ")),
        }
    }
}
