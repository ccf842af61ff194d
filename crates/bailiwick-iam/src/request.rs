//! A request to AWS as IAM sees it: who asks for what, on which resource, and
//! in what circumstances.
//!
//! Owns [`Request`], [`Caller`], [`Resource`] and [`Context`], all plain
//! values. It does not decide: that is [`crate::decide`]. Start reading at
//! [`Request`].
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html>.

mod account;
mod caller;
mod context;

pub use account::{AccountId, InvalidAccountId};
pub use caller::Caller;
pub(crate) use caller::is_service_linked_role;
pub use context::{Context, KeyValue};

/// One request: one caller, one action, one resource.
///
/// AWS checks an action on several resources (such as `ec2:RunInstances`) as
/// one request for each resource, and all must be allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who asks.
    pub caller: Caller,
    /// The action in full, such as `s3:GetObject`; the case of its letters has
    /// no meaning.
    pub action: String,
    /// What it is asked on.
    pub resource: Resource,
    /// The circumstances: condition keys and their values.
    pub context: Context,
}

/// The resource of a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Resource {
    /// Its ARN, or `*` for an action that has no resource-level permissions.
    pub arn: String,
    /// The account that owns it, where the ARN does not say (S3). `None`:
    /// taken from the ARN; when it is not there either, not known.
    pub account: Option<AccountId>,
}

impl Resource {
    /// The resource with this ARN.
    pub fn new(arn: impl Into<String>) -> Self {
        Self {
            arn: arn.into(),
            account: None,
        }
    }

    /// The same resource, owned by `account`.
    #[must_use]
    pub fn owned_by(mut self, account: AccountId) -> Self {
        self.account = Some(account);
        self
    }

    /// The account that owns it, if that is known.
    pub fn owner(&self) -> Option<AccountId> {
        self.account
            .or_else(|| self.arn.split(':').nth(4)?.parse().ok())
    }
}
