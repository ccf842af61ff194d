//! Parameters: what is known only where a stack is deployed.
//!
//! Source: "Parameters" and "CloudFormation-supplied parameter types", AWS CloudFormation
//! User Guide.

use serde_json::{Map, Value, json};

/// One parameter of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// What it may hold.
    pub kind: ParameterKind,
    /// What it sets, for whoever is asked for it.
    pub description: String,
    /// Its value when nobody gives one.
    pub default: Option<String>,
    /// A regular expression that its value matches, and what that means in words.
    pub pattern: Option<(String, String)>,
    /// Whether CloudFormation never shows its value.
    pub no_echo: bool,
}

/// The type of a parameter. AWS checks that what it names is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// Any text.
    Text,
    /// An availability zone of the region.
    AvailabilityZone,
    /// An EBS volume.
    Volume,
    /// A subnet.
    Subnet,
    /// A VPC.
    Vpc,
    /// A security group.
    SecurityGroup,
    /// A hosted zone of Route 53.
    HostedZone,
    /// A machine image, by the name of the public parameter in Systems Manager that holds
    /// its id, so that each deployment takes the newest.
    PublicImage,
}

impl ParameterKind {
    /// The type as CloudFormation writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "String",
            Self::AvailabilityZone => "AWS::EC2::AvailabilityZone::Name",
            Self::Volume => "AWS::EC2::Volume::Id",
            Self::Subnet => "AWS::EC2::Subnet::Id",
            Self::Vpc => "AWS::EC2::VPC::Id",
            Self::SecurityGroup => "AWS::EC2::SecurityGroup::Id",
            Self::HostedZone => "AWS::Route53::HostedZone::Id",
            Self::PublicImage => "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>",
        }
    }
}

impl Parameter {
    /// A parameter that somebody must give.
    #[must_use]
    pub fn new(kind: ParameterKind, description: impl Into<String>) -> Self {
        Self {
            kind,
            description: description.into(),
            default: None,
            pattern: None,
            no_echo: false,
        }
    }

    /// The parameter with a value for when nobody gives one.
    #[must_use]
    pub fn or(mut self, default: impl Into<String>) -> Self {
        self.default = Some(default.into());
        self
    }

    /// The parameter with what its value must match, and that in words.
    #[must_use]
    pub fn matching(mut self, pattern: &str, words: &str) -> Self {
        self.pattern = Some((pattern.to_owned(), words.to_owned()));
        self
    }

    /// The parameter with a value that is never shown.
    #[must_use]
    pub fn no_echo(mut self) -> Self {
        self.no_echo = true;
        self
    }

    pub(super) fn to_json(&self) -> Value {
        let mut members = Map::new();
        members.insert("Type".into(), json!(self.kind.as_str()));
        members.insert("Description".into(), json!(self.description));
        if let Some(default) = &self.default {
            members.insert("Default".into(), json!(default));
        }
        if let Some((pattern, words)) = &self.pattern {
            members.insert("AllowedPattern".into(), json!(pattern));
            members.insert("ConstraintDescription".into(), json!(words));
        }
        if self.no_echo {
            members.insert("NoEcho".into(), json!(true));
        }
        Value::Object(members)
    }
}
