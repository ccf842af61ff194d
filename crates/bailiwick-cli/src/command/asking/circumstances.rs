//! In what circumstances: condition keys, and what is known of the resource.

use std::fs;
use std::path::PathBuf;

use bailiwick_controls::accounts::Entry;
use bailiwick_iam::account::Question;
use bailiwick_iam::decide::{Known, says_who};
use bailiwick_iam::policy::{Policy, ReadError};
use bailiwick_iam::request::{AccountId, Context, KeyValue, Resource};
use clap::Args;
use thiserror::Error;

use super::near_action;
use crate::failure::Failure;
use crate::loader::{LoadError, typed};

/// The condition keys that are known. Of every other one it is not known whether the
/// request carries it; an answer that depends on it says so. Keys that follow from who calls,
/// such as `aws:PrincipalArn`, are not among them.
#[derive(Debug, Args)]
pub(crate) struct Keys {
    /// A condition key that the request carries; given again, the key has several values.
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    with: Vec<(String, String)>,

    /// A condition key that the request does not carry.
    #[arg(long, value_name = "KEY")]
    without: Vec<String>,
}

/// What is known of the request.
#[derive(Debug, Args)]
pub(crate) struct Circumstances {
    #[command(flatten)]
    keys: Keys,

    /// The account that owns the resource, where its ARN does not say it.
    #[arg(long, value_name = "ID")]
    owner: Option<AccountId>,

    /// The resource's own policy: a file, or `none`.
    #[arg(long, value_name = "FILE")]
    resource_policy: Option<PathBuf>,
}

/// The resource, or its policy, cannot be used.
#[derive(Debug, Error)]
enum CircumstanceError {
    #[error("`{arn}` is no single resource")]
    Pattern { arn: String },
    #[error("`{text}` is no resource")]
    NotAnArn { text: String },
    #[error("`{action}` is no action of AWS")]
    NoAction {
        action: String,
        near: Option<String>,
    },
    #[error("`{path}` is no policy")]
    NoPolicy {
        path: String,
        #[source]
        source: ReadError,
    },
}

impl Failure for CircumstanceError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Pattern { .. } => {
                "name one resource, or `*` for an action that works on none in particular".into()
            }
            Self::NotAnArn { .. } => {
                "a resource has an ARN, such as `arn:aws:s3:::bucket/key`".into()
            }
            Self::NoAction {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::NoAction { near: None, .. } => {
                "write the service and the action, such as `s3:GetObject`".into()
            }
            Self::NoPolicy { .. } => {
                "give a policy document as JSON, or `none` for a resource without a policy".into()
            }
        })
    }
}

/// One key with two answers.
#[derive(Debug, Error)]
#[error("the request cannot carry `{key}` and not carry it")]
struct BothWays {
    key: String,
}

impl Failure for BothWays {
    fn hint(&self) -> Option<String> {
        let key = &self.key;
        Some(format!("leave out `--with {key}=…` or `--without {key}`"))
    }
}

/// A key that follows from who is asked about.
#[derive(Debug, Error)]
#[error("`{key}` follows from who calls")]
struct FollowsFromWho {
    key: String,
    option: &'static str,
}

impl Failure for FollowsFromWho {
    fn hint(&self) -> Option<String> {
        let Self { key, option } = self;
        Some(format!(
            "leave out `{option} {key}`: to ask about somebody else, name them"
        ))
    }
}

impl Keys {
    /// The context of the request.
    pub(in super::super) fn context(&self) -> Result<Context, Box<dyn Failure>> {
        let with = self.with.iter().map(|(key, _)| (key, "--with"));
        let without = self.without.iter().map(|key| (key, "--without"));
        if let Some((key, option)) = with.chain(without).find(|(key, _)| says_who(key)) {
            let key = key.clone();
            return Err(FollowsFromWho { key, option }.into());
        }
        let mut context = Context::partial();
        for (key, value) in &self.with {
            let mut values = match context.set(key) {
                Some(KeyValue::Present(values)) => values.clone(),
                _ => Vec::new(),
            };
            values.push(value.clone());
            context = context.with(key, values);
        }
        for key in &self.without {
            if let Some(KeyValue::Present(_)) = context.set(key) {
                let key = key.clone();
                return Err(BothWays { key }.into());
            }
            context = context.without(key);
        }
        Ok(context)
    }
}

/// The context of a request through one way in.
pub(in super::super) fn context_of(entry: &Entry, context: &Context) -> Context {
    match entry.identity_center {
        true => in_session(context.clone()),
        false => context.clone(),
    }
}

/// The context of a request in a session of Identity Center, where nothing else is said: it
/// never carries `aws:MultiFactorAuthPresent`
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent>).
pub(in super::super) fn in_session(context: Context) -> Context {
    let keys = ["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"];
    keys.into_iter()
        .fold(context, |context, key| match context.set(key) {
            None => context.without(key),
            Some(_) => context,
        })
}

impl Circumstances {
    /// The resource's own policy, where it was given.
    pub(in super::super) fn resource_policy(
        &self,
    ) -> Result<Option<Option<Policy>>, Box<dyn Failure>> {
        let Some(path) = &self.resource_policy else {
            return Ok(None);
        };
        if path.as_os_str() == "none" {
            return Ok(Some(None));
        }
        let path_typed = typed(path);
        let text = fs::read_to_string(path).map_err(|source| LoadError::Unreadable {
            path: path_typed.clone(),
            source,
        })?;
        let policy = Policy::from_text(&text).map_err(|source| CircumstanceError::NoPolicy {
            path: path_typed,
            source,
        })?;
        Ok(Some(Some(policy)))
    }

    /// The question whether somebody may do this.
    pub(in super::super) fn question<'q>(
        &self,
        action: &'q str,
        arn: &str,
        policy: Option<&'q Option<Policy>>,
    ) -> Result<Question<'q>, Box<dyn Failure>> {
        check_action(action)?;
        let mut resource = resource(arn)?;
        resource.account = self.owner;
        let mut question = Question::new(action, resource).when(self.keys.context()?);
        question.resource_policy = policy.map(|policy| Known::Known(policy.as_ref()));
        Ok(question)
    }
}

fn check_action(action: &str) -> Result<(), CircumstanceError> {
    let data = bailiwick_iam::service_data();
    match data.action(action) {
        Some(_) => Ok(()),
        None => Err(CircumstanceError::NoAction {
            action: action.to_owned(),
            near: near_action(action).filter(|near| data.action(near).is_some()),
        }),
    }
}

fn resource(arn: &str) -> Result<Resource, CircumstanceError> {
    if arn != "*" && arn.contains(['*', '?']) {
        let arn = arn.to_owned();
        return Err(CircumstanceError::Pattern { arn });
    }
    if arn != "*" && arn.split(':').count() < 6 {
        let text = arn.to_owned();
        return Err(CircumstanceError::NotAnArn { text });
    }
    Ok(Resource::new(arn))
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("write a condition key, `=`, and its value".to_owned()),
    }
}
