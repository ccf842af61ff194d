//! The condition keys that AWS itself defines, usable with every service.
//!
//! The package of the service data lists them only where a service names them
//! for an action, so they are a table of their own: read on 2026-11-22 from
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>,
//! each with its data type and when a request carries it.

use super::condition_key::ConditionValueType;
use crate::template;

/// A condition key of the request context of every service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlobalKey {
    name: &'static str,
    value_type: ConditionValueType,
    presence: Presence,
}

/// When a request carries a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    Always,
    /// Whenever it is signed: anonymous requests do not carry it.
    Signed,
    /// Depends on the action and its resource: tags.
    OfAction,
    /// In the circumstances told; in words that continue "only when".
    When(&'static str),
}

impl GlobalKey {
    /// The name as AWS writes it, such as `aws:SourceIp` or `aws:PrincipalTag/${TagKey}`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The type of its values.
    pub fn value_type(&self) -> ConditionValueType {
        self.value_type
    }

    /// When a request carries it.
    pub fn presence(&self) -> Presence {
        self.presence
    }

    /// Every global key.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        KEYS.iter()
    }

    /// The global key that `name` is, as written in a policy; its case has no
    /// meaning.
    pub fn find(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| {
            name.eq_ignore_ascii_case(key.name) || template::is_instance(key.name, name)
        })
    }
}

const fn key(name: &'static str, value_type: ConditionValueType, presence: Presence) -> GlobalKey {
    GlobalKey {
        name,
        value_type,
        presence,
    }
}

const IN_ORGANIZATION: Presence = Presence::When("the caller's account is in an organization");
const BY_SERVICE: Presence = Presence::When("an AWS service calls by itself");
const FOR_RESOURCE: Presence =
    Presence::When("an AWS service calls by itself on behalf of a resource");
const TEMPORARY: Presence = Presence::When("the caller has temporary credentials");
const FROM_INSTANCE: Presence = Presence::When("the caller has the role of an EC2 instance");
const THROUGH_ENDPOINT: Presence = Presence::When("the request comes through a VPC endpoint");
const RESOURCE_IN_ORGANIZATION: Presence =
    Presence::When("the resource's account is in an organization");
const VIA_SERVICE: Presence = Presence::When("an AWS service calls with the caller's credentials");

/// In the order of AWS's page.
#[rustfmt::skip]
const KEYS: &[GlobalKey] = {
    use ConditionValueType::{Arn, ArrayOfString, Bool, Date, IpAddress, Numeric, String};
    use Presence::{Always, OfAction, Signed, When};
    &[
        key("aws:PrincipalArn", Arn, Signed),
        key("aws:PrincipalAccount", String, Always),
        key("aws:PrincipalOrgPaths", ArrayOfString, IN_ORGANIZATION),
        key("aws:PrincipalOrgID", String, IN_ORGANIZATION),
        key("aws:PrincipalTag/${TagKey}", String, When("the caller has the tag")),
        key("aws:PrincipalIsAWSService", Bool, Signed),
        key("aws:PrincipalServiceName", String, BY_SERVICE),
        key("aws:PrincipalServiceNamesList", ArrayOfString, BY_SERVICE),
        key("aws:PrincipalType", String, Always),
        key("aws:userid", String, Always),
        key("aws:username", String, When("the caller is an IAM user")),
        key("aws:AssumedRoot", Bool, When("the credentials are of `sts:AssumeRoot`")),
        key("aws:FederatedProvider", String, When("an OpenID Connect provider vouches for the caller")),
        key("aws:TokenIssueTime", Date, TEMPORARY),
        key("aws:SignInSessionArn", Arn, When("the credentials are of an AWS Sign-In OAuth session")),
        key("aws:MultiFactorAuthAge", Numeric, TEMPORARY),
        key("aws:MultiFactorAuthPresent", Bool, TEMPORARY),
        key("aws:ChatbotSourceArn", Arn, When("Amazon Q Developer in chat applications took the role")),
        key("aws:Ec2InstanceSourceVpc", String, FROM_INSTANCE),
        key("aws:Ec2InstanceSourcePrivateIPv4", IpAddress, FROM_INSTANCE),
        key("aws:SourceIdentity", String, When("a source identity was set when the role was taken")),
        key("ec2:RoleDelivery", Numeric, FROM_INSTANCE),
        key("ec2:SourceInstanceArn", Arn, FROM_INSTANCE),
        key("glue:RoleAssumedBy", String, When("AWS Glue calls with a role")),
        key("glue:CredentialIssuingService", String, When("a job or developer endpoint of AWS Glue calls")),
        key("codebuild:BuildArn", Arn, When("CodeBuild took the role")),
        key("codebuild:ProjectArn", Arn, When("CodeBuild took the role")),
        key("lambda:SourceFunctionArn", Arn, When("a Lambda function took the role")),
        key("ssm:SourceInstanceArn", Arn, When("an instance managed by Systems Manager has the role")),
        key("identitystore:UserId", String, When("the caller is a user of IAM Identity Center")),
        key("aws:SourceIp", IpAddress, When("the request does not come through a VPC endpoint")),
        key("aws:SourceVpc", String, THROUGH_ENDPOINT),
        key("aws:SourceVpcArn", Arn, THROUGH_ENDPOINT),
        key("aws:SourceVpce", String, THROUGH_ENDPOINT),
        key("aws:VpceAccount", String, THROUGH_ENDPOINT),
        key("aws:VpceOrgID", String, THROUGH_ENDPOINT),
        key("aws:VpceOrgPaths", ArrayOfString, THROUGH_ENDPOINT),
        key("aws:VpcSourceIp", IpAddress, THROUGH_ENDPOINT),
        key("aws:ResourceAccount", String, When("the action is none of the few without it")),
        key("aws:ResourceOrgPaths", ArrayOfString, RESOURCE_IN_ORGANIZATION),
        key("aws:ResourceOrgID", String, RESOURCE_IN_ORGANIZATION),
        key("aws:ResourceTag/${TagKey}", String, OfAction),
        key("aws:CalledVia", ArrayOfString, VIA_SERVICE),
        key("aws:CalledViaFirst", String, VIA_SERVICE),
        key("aws:CalledViaLast", String, VIA_SERVICE),
        key("aws:ViaAWSService", Bool, Always),
        key("aws:CalledViaAWSMCP", String, When("an AWS MCP service calls with the caller's credentials")),
        key("aws:ViaAWSMCPService", Bool, When("an AWS MCP service calls with the caller's credentials")),
        key("aws:CurrentTime", Date, Always),
        // A date that may also be compared as a number.
        key("aws:EpochTime", Date, Always),
        key("aws:referer", String, When("a web page links to the resource")),
        key("aws:RequestedRegion", String, Always),
        key("aws:RequestTag/${TagKey}", String, OfAction),
        key("aws:TagKeys", ArrayOfString, OfAction),
        key("aws:SecureTransport", Bool, Always),
        key("aws:SourceAccount", String, FOR_RESOURCE),
        key("aws:SourceArn", Arn, FOR_RESOURCE),
        key("aws:SourceOrgID", String, FOR_RESOURCE),
        key("aws:SourceOrgPaths", ArrayOfString, FOR_RESOURCE),
        key("aws:UserAgent", String, Always),
        key("aws:IsMcpServiceAction", Bool, When("the action is one of the MCP service")),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service_data;

    #[test]
    fn keys_are_found_whatever_their_case() {
        let key = GlobalKey::find("AWS:sourceip").unwrap();
        assert_eq!(
            (key.name(), key.value_type()),
            ("aws:SourceIp", ConditionValueType::IpAddress)
        );
        let tag = GlobalKey::find("aws:principaltag/Team").unwrap();
        assert_eq!(tag.name(), "aws:PrincipalTag/${TagKey}");
        assert_eq!(GlobalKey::find("aws:Source"), None);
    }

    #[test]
    fn the_services_agree_on_the_types() {
        let data = service_data();
        let mut compared = 0;
        let keys = data.services().flat_map(|service| service.condition_keys());
        // A service may have a key of the same name with other values.
        for key in keys.filter(|key| key.name().starts_with("aws:")) {
            if let Some(global) = GlobalKey::find(key.name()) {
                assert_eq!(key.value_type(), global.value_type(), "{}", key.name());
                compared += 1;
            }
        }
        assert!(compared > 100, "{compared}");
    }
}
