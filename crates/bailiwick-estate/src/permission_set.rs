//! Which permissions become permission sets of IAM Identity Center, and what these
//! are called.
//!
//! The compiler creates them and the AWS CLI profiles name them: both ask here.

use crate::lower::Declared;
use crate::model::{Allowance, KubernetesAllowance, Permission};

/// The longest name of a permission set, in characters.
///
/// Source: `Name` in "`CreatePermissionSet`", IAM Identity Center API Reference.
pub const LONGEST_NAME: usize = 32;

/// Why the name of a permission cannot be the name of a permission set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameRefusal {
    /// It has too many characters.
    #[error("`{name}` has {length} characters, a permission set's name has at most {LONGEST_NAME}")]
    TooLong {
        /// The name.
        name: String,
        /// How many characters it has.
        length: usize,
    },
    /// It has a character that AWS does not take.
    #[error("the name of a permission set cannot have the character `{character}` of `{name}`")]
    Character {
        /// The name.
        name: String,
        /// The first such character.
        character: char,
    },
}

impl Permission {
    /// Whether IAM decides any of what it allows or denies. Clusters, hosts and other
    /// products decide the rest.
    #[must_use]
    pub fn is_decided_by_iam(&self) -> bool {
        let by_iam = |allowance: &Allowance| {
            matches!(
                allowance,
                Allowance::Access(_) | Allowance::Actions(_) | Allowance::Managed(_)
            )
        };
        self.allow.iter().chain(&self.deny).any(by_iam)
    }

    /// The ways into Kubernetes clusters that it allows.
    pub fn clusters(&self) -> impl Iterator<Item = &KubernetesAllowance> {
        self.allow.iter().filter_map(|allowance| match allowance {
            Allowance::Kubernetes(kubernetes) => Some(kubernetes),
            _ => None,
        })
    }

    /// Whether those who hold it in an AWS account need a role there. Linux users and
    /// roles in products are not IAM's; access to a Kubernetes cluster on EKS is given to
    /// a role, so it needs one.
    #[must_use]
    pub fn needs_role(&self) -> bool {
        self.is_decided_by_iam() || self.clusters().next().is_some()
    }
}

/// The name of the permission set that a permission becomes: its own name, never its
/// title, so that renaming it is a decision.
///
/// Source: `Name` in "`CreatePermissionSet`", IAM Identity Center API Reference:
/// 1 to 32 characters, `[\w+=,.@-]+`.
///
/// # Errors
/// When AWS would not take the name.
pub fn permission_set_name(permission: &Declared<Permission>) -> Result<&str, NameRefusal> {
    let name = permission.name.as_str();
    let allowed =
        |character: char| character.is_ascii_alphanumeric() || "_+=,.@-".contains(character);
    if let Some(character) = name.chars().find(|character| !allowed(*character)) {
        return Err(NameRefusal::Character {
            name: name.to_owned(),
            character,
        });
    }
    let length = name.chars().count();
    if length > LONGEST_NAME {
        return Err(NameRefusal::TooLong {
            name: name.to_owned(),
            length,
        });
    }
    Ok(name)
}
