//! Policies of resources, which can let somebody in whom no policy of their own does.
//!
//! Owns: the policies that are compiled (`compiled`) and that AWS holds (`observed`), when
//! all of them are there, and whether one lets somebody in (`Asked`). Refuses: to prove
//! anything of people while a policy with a say is not known.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html>.

mod asked;
mod beside;
pub(crate) mod compiled;
mod named;
mod narrowed;
pub mod observed;
mod strangers;

use bailiwick_iam::policy::Policy;
use bailiwick_iam::request::AccountId;

pub(crate) use asked::Asked;
pub(crate) use beside::beside_identity;
pub(crate) use named::asks_access_points;

/// The policy of one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// The account that the resource is in.
    pub(crate) account: AccountId,
    /// The resource, as it is spoken of.
    pub(crate) called: String,
    /// Its ARN, in which what is not known is a wildcard; `None`: the policy alone tells.
    pub(crate) arn: Option<String>,
    /// What it says.
    pub(crate) policy: Policy,
    /// Whether whoever it lets in is in, with nothing else to agree.
    pub(crate) is_enough: bool,
}
