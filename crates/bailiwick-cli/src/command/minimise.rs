//! `bailiwick minimise`: the smallest policy that decides as one does.

use std::path::PathBuf;

use bailiwick_iam::minimise::minimise;
use bailiwick_iam::policy::SizeQuota;
use clap::{Args, ValueEnum};

use super::prove::policies::read;
use crate::failure::Outcome;
use crate::render::counted;
use crate::{console, exit_code};

/// Write a policy as small as it can be proved to decide alike.
///
/// Statements are merged, and statements and patterns that others make redundant are dropped.
/// Every step is proved, for all requests and for actions to come; so lists of actions do not
/// become wildcards. Labels of statements go. The size is counted as the quota counts it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick minimise policy.json > smaller.json
  bailiwick minimise policy.json --quota service-control

Exits with 0 when the result fits the quota, 1 when it does not.")]
pub struct Arguments {
    /// The quota that the policy is to fit.
    #[arg(long, value_enum, default_value_t = Quota::Managed)]
    quota: Quota,

    /// The policy.
    #[arg(value_name = "POLICY")]
    policy: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Quota {
    /// A customer managed policy.
    Managed,
    /// All inline policies of a user together.
    User,
    /// All inline policies of a role together.
    Role,
    /// All inline policies of a group together.
    Group,
    /// A role's trust policy.
    Trust,
    /// The inline policy of a permission set.
    PermissionSet,
    /// A service control policy.
    ServiceControl,
    /// A resource control policy.
    ResourceControl,
}

impl Quota {
    fn quota(self) -> SizeQuota {
        match self {
            Self::Managed => SizeQuota::ManagedPolicy,
            Self::User => SizeQuota::UserInline,
            Self::Role => SizeQuota::RoleInline,
            Self::Group => SizeQuota::GroupInline,
            Self::Trust => SizeQuota::TrustPolicy,
            Self::PermissionSet => SizeQuota::PermissionSetInline,
            Self::ServiceControl => SizeQuota::ServiceControlPolicy,
            Self::ResourceControl => SizeQuota::ResourceControlPolicy,
        }
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let quota = arguments.quota.quota();
    let mut fits = true;
    for policy in read(std::slice::from_ref(&arguments.policy))?.all() {
        let small = minimise(policy).policy;
        console::print(&format!("{}\n", small.to_minified()))?;
        let (before, after) = (quota.size_of(policy), quota.size_of(&small));
        let over = after.saturating_sub(quota.limit());
        let verdict = match over {
            0 => format!("{} are allowed", quota.limit()),
            _ => format!("{} too many", counted(over, "character", "characters")),
        };
        fits &= over == 0;
        console::remark(&format!(
            "{before} characters before, {after} after; {verdict}\n"
        ));
    }
    Ok(match fits {
        true => exit_code::FINE,
        false => exit_code::NOT_SO,
    })
}
