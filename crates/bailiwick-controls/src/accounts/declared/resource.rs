//! Values of a template as they are once it is deployed.

use std::collections::BTreeMap;

use bailiwick_compile::template::Resource;
use bailiwick_iam::account::Account;
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::Policy;
use serde_json::{Map, Value};

/// The resources of a stack, to which its values refer.
pub(crate) struct Scope<'s> {
    pub(crate) account: &'s Account,
    pub(crate) region: &'s str,
    pub(crate) resources: &'s BTreeMap<String, Resource>,
}

/// What a value refers to and what only the deployment knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OnlyDeployed(pub(super) String);

impl Scope<'_> {
    /// A policy document, or why it is not known.
    pub(crate) fn policy(&self, document: Option<&Value>, what: &str) -> Known<Policy> {
        let Some(document) = document else {
            return Known::Unknown(what.to_owned());
        };
        let resolved = match self.value(document) {
            Ok(resolved) => resolved,
            Err(OnlyDeployed(name)) => {
                let why = format!("{what}: `{name}` is known only once its stack is deployed");
                return Known::Unknown(why);
            }
        };
        match Policy::from_json(&resolved) {
            Ok(policy) => Known::Known(policy),
            Err(error) => Known::Unknown(format!("{what}, which cannot be read: {error}")),
        }
    }

    /// A text, with what it refers to.
    pub(super) fn text(&self, value: &Value) -> Result<String, OnlyDeployed> {
        match self.value(value)? {
            Value::String(text) => Ok(text),
            other => Ok(other.to_string()),
        }
    }

    pub(crate) fn value(&self, value: &Value) -> Result<Value, OnlyDeployed> {
        Ok(match value {
            Value::Object(members) => match members.iter().next() {
                Some((function, argument)) if members.len() == 1 && is_function(function) => {
                    Value::String(self.call(function, argument)?)
                }
                _ => Value::Object(self.members(members)?),
            },
            Value::Array(items) => {
                let items = items.iter().map(|item| self.value(item));
                Value::Array(items.collect::<Result<_, _>>()?)
            }
            plain => plain.clone(),
        })
    }

    fn members(&self, members: &Map<String, Value>) -> Result<Map<String, Value>, OnlyDeployed> {
        let members = members.iter();
        members
            .map(|(key, value)| Ok((key.clone(), self.value(value)?)))
            .collect()
    }

    fn call(&self, function: &str, argument: &Value) -> Result<String, OnlyDeployed> {
        match (function, argument) {
            ("Ref", Value::String(name)) => self.reference(name),
            ("Fn::GetAtt", Value::Array(path)) => match path.as_slice() {
                [Value::String(id), Value::String(attribute)] => self.attribute(id, attribute),
                _ => Err(OnlyDeployed(argument.to_string())),
            },
            ("Fn::Sub", Value::String(text)) => self.substituted(text),
            _ => Err(OnlyDeployed(function.to_owned())),
        }
    }

    /// "Ref" and "Pseudo parameters reference", AWS CloudFormation Template Reference.
    fn reference(&self, name: &str) -> Result<String, OnlyDeployed> {
        match name {
            "AWS::AccountId" => Ok(self.account.id.to_string()),
            "AWS::Partition" => Ok("aws".to_owned()),
            "AWS::Region" => Ok(self.region.to_owned()),
            "AWS::URLSuffix" => Ok("amazonaws.com".to_owned()),
            _ => {
                let only = || OnlyDeployed(name.to_owned());
                let resource = self.resources.get(name).ok_or_else(only)?;
                match resource.kind {
                    "AWS::IAM::ManagedPolicy" => self.arn(name, resource),
                    _ => self.name(name, resource),
                }
            }
        }
    }

    fn attribute(&self, id: &str, attribute: &str) -> Result<String, OnlyDeployed> {
        let only = || OnlyDeployed(format!("{id}.{attribute}"));
        let resource = self.resources.get(id).ok_or_else(only)?;
        match attribute {
            "Arn" => self.arn(id, resource).map_err(|_| only()),
            _ => Err(only()),
        }
    }

    /// The name that a template gives to a resource: without one, AWS chooses it.
    pub(super) fn name(&self, id: &str, resource: &Resource) -> Result<String, OnlyDeployed> {
        let property = match resource.kind {
            "AWS::IAM::Group" => "GroupName",
            "AWS::IAM::ManagedPolicy" => "ManagedPolicyName",
            "AWS::IAM::Role" => "RoleName",
            "AWS::IAM::User" => "UserName",
            "AWS::S3::Bucket" => "BucketName",
            "AWS::ECR::Repository" => "RepositoryName",
            "AWS::Lambda::Function" => "FunctionName",
            "AWS::SNS::Topic" => "TopicName",
            _ => "Name",
        };
        match resource.properties.get(property) {
            Some(name) => self.text(name),
            None => Err(OnlyDeployed(id.to_owned())),
        }
    }

    /// The ARN of a resource
    /// (<https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>).
    pub(super) fn arn(&self, id: &str, resource: &Resource) -> Result<String, OnlyDeployed> {
        let name = self.name(id, resource)?;
        let (account, region) = (self.account.id, self.region);
        Ok(match resource.kind {
            "AWS::IAM::Group" => format!("arn:aws:iam::{account}:group/{name}"),
            "AWS::IAM::ManagedPolicy" => format!("arn:aws:iam::{account}:policy/{name}"),
            "AWS::IAM::Role" => format!("arn:aws:iam::{account}:role/{name}"),
            "AWS::IAM::User" => format!("arn:aws:iam::{account}:user/{name}"),
            "AWS::S3::Bucket" => format!("arn:aws:s3:::{name}"),
            "AWS::ECR::Repository" => format!("arn:aws:ecr:{region}:{account}:repository/{name}"),
            "AWS::Lambda::Function" => format!("arn:aws:lambda:{region}:{account}:function:{name}"),
            "AWS::SNS::Topic" => format!("arn:aws:sns:{region}:{account}:{name}"),
            _ => return Err(OnlyDeployed(id.to_owned())),
        })
    }

    /// "Fn::Sub", AWS CloudFormation Template Reference: `${!Name}` stays `${Name}`.
    fn substituted(&self, text: &str) -> Result<String, OnlyDeployed> {
        let mut result = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            result += before;
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match (name.strip_prefix('!'), name.split_once('.')) {
                (Some(kept), _) => result += &format!("${{{kept}}}"),
                (None, Some((id, attribute))) => result += &self.attribute(id, attribute)?,
                (None, None) => result += &self.reference(name)?,
            }
            rest = after;
        }
        Ok(result + rest)
    }
}

fn is_function(key: &str) -> bool {
    key == "Ref" || key.starts_with("Fn::")
}
