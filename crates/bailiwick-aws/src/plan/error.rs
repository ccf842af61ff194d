//! Why there is no plan. Nothing was changed.

use thiserror::Error;

use crate::cloud::{CloudError, StackStatus};

/// Why there is no plan.
#[derive(Debug, Error)]
pub enum PlanError {
    /// AWS did not answer, or refused.
    #[error(transparent)]
    Cloud(#[from] CloudError),
    /// The credentials are for another account.
    #[error("{place} belongs to account {wanted}, and these credentials are for {caller}")]
    WrongAccount {
        /// The stack.
        place: String,
        /// The account's name.
        account: String,
        /// The account's id.
        wanted: String,
        /// The credentials' account.
        caller: String,
    },
    /// Somebody else made the stack.
    #[error("the stack `{stack}` exists, and this estate did not make it")]
    Foreign {
        /// The stack's name in AWS.
        stack: String,
        /// The estate that made it, if one did.
        owner: Option<String>,
    },
    /// The stack is in a state that no change set can be made in.
    #[error("the stack `{stack}` is in {status}{}", after_colon(reason))]
    State {
        /// The stack's name in AWS.
        stack: String,
        /// The region.
        region: String,
        /// Its status.
        status: StackStatus,
        /// AWS's words on it.
        reason: Option<String>,
    },
    /// No quota of CloudFormation leaves room for the template.
    #[error("the template of {place} has {bytes} bytes, and CloudFormation takes 1,000,000")]
    TooLarge {
        /// The stack.
        place: String,
        /// Its size.
        bytes: usize,
    },
    /// The template wants something that Bailiwick never allows.
    #[error("the template of {place} asks for {capability}")]
    Capability {
        /// The stack.
        place: String,
        /// The capability.
        capability: String,
    },
    /// A parameter's value is to come from an output that there is not.
    #[error("{place} needs the output `{output}` of `{stack}`, which has none of that name")]
    NoOutput {
        /// The stack.
        place: String,
        /// The stack that should say it.
        stack: String,
        /// The output.
        output: String,
    },
    /// A parameter of a new stack has no value.
    #[error("{place} needs a value for `{parameter}`{}", after_colon(description))]
    NoValue {
        /// The stack.
        place: String,
        /// The parameter.
        parameter: String,
        /// What it sets.
        description: Option<String>,
    },
    /// CloudFormation could not make the change set.
    #[error("CloudFormation cannot tell what would change in {place}: {reason}")]
    NoChangeSet {
        /// The stack.
        place: String,
        /// AWS's words.
        reason: String,
    },
    /// CloudFormation did not finish the change set.
    #[error("CloudFormation did not finish the change set of {place} in {minutes} minutes")]
    TooLate {
        /// The stack.
        place: String,
        /// How long it was waited for.
        minutes: u64,
    },
    /// The update would start machines that were stopped, or wait for them.
    #[error("`{group}` was set to no machines, and changing `{touched}` would {does}")]
    Stopped {
        /// The group.
        group: String,
        /// The resource that would change.
        touched: String,
        /// What follows.
        does: &'static str,
        /// How the machines are started.
        start: String,
    },
    /// Nobody can say whether the update would start machines that were stopped.
    #[error("nobody can say whether `{group}` was stopped, and changing it would start it")]
    Unseen {
        /// The group's name in the template.
        group: String,
    },
}

impl PlanError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Cloud(error) => error.hint().into(),
            Self::WrongAccount { account, .. } => format!(
                "use credentials of `{account}`: `AWS_PROFILE=NAME bailiwick …`; `bailiwick profiles PERSON` lists them"
            ),
            Self::Foreign { owner: Some(owner), .. } => format!(
                "it belongs to the estate `{owner}`: deploy from that one, or give this one another name"
            ),
            Self::Foreign { owner: None, .. } => {
                "nothing is taken over unasked: delete that stack if nobody needs it, or give the estate another name".into()
            }
            Self::State { stack, region, status, .. } => state_hint(stack, region, status),
            Self::TooLarge { .. } => "split what it declares over several workloads or accounts".into(),
            Self::Capability { .. } => {
                "Bailiwick allows IAM resources and nothing else; this is a fault of Bailiwick to be reported".into()
            }
            Self::NoOutput { stack, .. } => {
                format!("deploy `{stack}` as it is declared now; `bailiwick apply` of the whole workload does")
            }
            Self::NoValue { parameter, .. } => {
                format!("give it one: `--set {parameter}=VALUE`; later deployments keep it")
            }
            Self::NoChangeSet { .. } => "the words are AWS's own; nothing was changed".into(),
            Self::TooLate { .. } => "see the CloudFormation console, and try again; nothing was changed".into(),
            Self::Stopped { start, .. } => {
                format!("when the reason for the stop is gone, start it (`{start}`) and apply again")
            }
            Self::Unseen { .. } => {
                "use credentials that may read it (`cloudformation:GetResource`, `autoscaling:Describe*`)".into()
            }
        }
    }
}

/// What to do about a stack in a state. Source: "Stack status codes" and "Continue
/// rolling back an update", AWS CloudFormation User Guide; "RollbackStack", AWS
/// CloudFormation API Reference.
fn state_hint(stack: &str, region: &str, status: &StackStatus) -> String {
    let delete = format!("aws cloudformation delete-stack --stack-name {stack} --region {region}");
    match status.name() {
        "ROLLBACK_COMPLETE" => {
            format!(
                "its creation failed and was undone: delete what is left (`{delete}`) and apply again"
            )
        }
        "CREATE_FAILED" | "ROLLBACK_FAILED" => format!(
            "see in the CloudFormation console what it still holds, delete it (`{delete}`) and apply again"
        ),
        "DELETE_FAILED" => format!(
            "somebody began to delete it: see in the CloudFormation console what it still holds; what its template keeps stays in the account when the rest goes (`{delete}`), and a new stack makes new ones"
        ),
        "UPDATE_FAILED" => format!(
            "mend what the reason names, run `aws cloudformation rollback-stack --stack-name {stack} --region {region}`, and apply again"
        ),
        "UPDATE_ROLLBACK_FAILED" => format!(
            "mend what the reason names, run `aws cloudformation continue-update-rollback --stack-name {stack} --region {region}`, and apply again"
        ),
        _ if status.is_in_progress() => {
            "something is at work on it: wait until it is done, and apply again".into()
        }
        _ => "see the CloudFormation console".into(),
    }
}

fn after_colon(reason: &Option<String>) -> String {
    let reason = reason.as_deref().filter(|reason| !reason.is_empty());
    reason
        .map(|reason| format!(": {reason}"))
        .unwrap_or_default()
}
